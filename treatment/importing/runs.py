"""Runs from beginning to end, for the command and for the worker."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db.models import Max

from treatment.choices import Decision, ImportState, RowAction, Survey
from treatment.importing.sources import Source
from treatment.importing.staging import Progress, count, stage
from treatment.models import (
    DirectoryImport,
    DirectoryImportRow,
    FacilityPage,
    FacilitySurvey,
    LocatorPage,
)

DECIDABLE = {ImportState.COMPARED, ImportState.DONE}  # in which a person says what a row is
_MOST_GONE = 1 / 3  # of a survey's profiles, that a file may lack before a person is asked


class NotPossibleError(ValueError):
    """A step that an import or a row does not allow now; the message says why."""


def begin(locator: LocatorPage, sources: Sequence[Source]) -> DirectoryImport:
    """Return the run on these files that was broken off while it was applied, or a new one."""
    fingerprint = _fingerprint(sources)
    same = DirectoryImport.objects.filter(locator=locator, fingerprint=fingerprint)
    same.filter(state=ImportState.COMPARING, created_by=None).delete()  # killed while comparing
    broken = same.filter(state=ImportState.APPLYING)
    return broken.first() or DirectoryImport.objects.create(
        locator=locator, state=ImportState.COMPARING, fingerprint=fingerprint
    )


def compare(run: DirectoryImport, sources: Sequence[Source], progress: Progress) -> None:
    """Compare the files with the profiles; afterwards the run can be looked at and applied."""
    run.state = ImportState.COMPARING
    run.fingerprint = _fingerprint(sources)
    given = run.files or [{}] * len(sources)  # of an upload: what its form said
    run.files = [{**one, **_describe(source)} for one, source in zip(given, sources, strict=True)]
    run.save()
    unknown = stage(run, sources, progress)
    run.counts = {**count(run), **unknown}
    run.message = _too_many_gone(run)
    run.too_many_gone = bool(run.message)
    run.state = ImportState.COMPARED
    run.save()


def _fingerprint(sources: Sequence[Source]) -> str:
    """Return the same hash for the same files, in whatever order and wherever they lie."""
    parts = sorted(f"{one.sha256} {one.label} {one.as_of} {one.complete}" for one in sources)
    return sha256("\n".join(parts).encode()).hexdigest()


def _describe(source: Source) -> dict[str, Any]:
    return {
        "path": str(source.path),
        "name": source.path.name,
        "sha256": source.sha256,
        "label": source.label,
        "as_of": source.as_of.isoformat(),
        "complete": source.complete,
        "new_codes": dict(source.new_codes),
    }


def _too_many_gone(run: DirectoryImport) -> str:
    """Return why a person must be asked, or ''."""
    pages = FacilityPage.objects.child_of(run.locator)
    known = FacilitySurvey.objects.filter(gone_on=None, facility__in=pages)
    for kind in Survey:
        gone = run.rows.filter(action=RowAction.GONE, kind=kind).count()
        there = known.filter(kind=kind).count()
        if gone > there * _MOST_GONE:
            return (
                f"{gone:,} of the {there:,} profiles of the {kind.label} are not in the files and "
                "would be marked as gone. Are the files whole?"
            )
    return ""


def refuse(run: DirectoryImport, reason: str) -> None:
    """End a run that cannot be carried out."""
    run.rows.all().delete()
    run.state, run.message = ImportState.REFUSED, reason
    run.save(update_fields=["state", "message", "touched_at"])


def approve(run: DirectoryImport, user: Any, *, accept_gone: bool) -> None:
    """Let the worker write what was compared, and what has been decided since."""
    if run.state not in {ImportState.COMPARED, ImportState.DONE}:
        raise NotPossibleError(f"This import is not to be applied: {run.get_state_display()}.")
    if run.too_many_gone and not (accept_gone or run.accept_gone):
        raise NotPossibleError(run.message)
    run.state, run.approved_by = ImportState.APPROVED, user
    run.accept_gone = run.accept_gone or accept_gone
    run.save(update_fields=["state", "approved_by", "accept_gone", "touched_at"])


def decide(row: DirectoryImportRow, decision: Decision, place: int | None = None) -> None:
    """Keep what a person decided about an ambiguous row; it is written with the next approval."""
    if row.directory_import.state not in DECIDABLE:
        state = row.directory_import.get_state_display().lower()
        raise NotPossibleError(f"This import is {state}: nothing can be decided now.")
    if row.action != RowAction.AMBIGUOUS or row.applied:
        raise NotPossibleError("There is nothing to decide about this row any more.")
    own = None if row.candidates else row.place  # of what was deleted: its surveys make one profile
    row.decision, row.place, row.facility_id = decision, own, None
    if decision == Decision.SAME:
        chosen = next((one for one in row.candidates if one["place"] == place), None)
        if chosen is None:
            raise NotPossibleError("Choose one of the profiles.")
        _check_free(row, chosen["place"])
        row.place, row.facility_id = chosen["place"], chosen["facility"]
    elif decision == Decision.NEW:
        last = row.directory_import.rows.aggregate(last=Max("place"))["last"] or 0
        row.place = last + 1 if own is None else own
    row.save(update_fields=["decision", "place", "facility"])


def _check_free(row: DirectoryImportRow, place: int) -> None:
    """Let one row of each survey speak of a profile."""
    others = row.directory_import.rows.filter(place=place, kind=row.kind).exclude(pk=row.pk)
    other = others.exclude(action=RowAction.GONE).first()
    if other:
        raise NotPossibleError(f"Line {other.line} already speaks of this profile.")
