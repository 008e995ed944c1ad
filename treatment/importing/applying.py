"""Writing what was compared, in chunks that are there whole or not at all.

A chunk marks its rows as applied in its own transaction. Whoever takes up a run that was killed
goes on with the rows that are left, and two who work on one run take turns.
"""

import time
from typing import Any

from django.db import transaction
from django.utils import timezone

from home.bulk import set_column
from treatment.choices import Decision, ImportState, RowAction
from treatment.importing.deletions import forget
from treatment.importing.outcomes import by_place, subjects
from treatment.importing.staging import Progress, split
from treatment.importing.writing import Batch
from treatment.models import DirectoryImport, DirectoryImportRow, FacilityPage
from treatment.signals import facilities_changed

CHUNK = 500  # rows
DELETED = "The profile was deleted after the comparison."


class ApplyingRefusedError(ValueError):
    """A run that may not be applied as it is; the message says why."""


def apply(run: DirectoryImport, progress: Progress, *, seconds: float = float("inf")) -> bool:
    """Write what is left of a run, for about so many seconds; say whether it is done."""
    if run.too_many_gone and not run.accept_gone:
        raise ApplyingRefusedError(run.message)
    until = time.monotonic() + seconds
    total = run.rows.count()
    while apply_chunk(run):
        progress(total - waiting(run).count(), total)
        if time.monotonic() > until:
            return False
    return True


def waiting(run: DirectoryImport) -> Any:
    """Return the rows that are to be applied, those of one profile together."""
    undecided = {"action": RowAction.AMBIGUOUS, "decision__in": ("", Decision.SKIP)}
    return run.rows.filter(applied=False).exclude(**undecided)


@transaction.atomic
def apply_chunk(run: DirectoryImport) -> bool:
    """Write the next chunk; False where nothing was left, and the run is done."""
    run = DirectoryImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    rows = _next_rows(run)
    run.state = ImportState.APPLYING if rows else ImportState.DONE
    if rows:
        _write(run, rows)
    else:
        run.finished_at = timezone.now()
    run.save(update_fields=["state", "touched_at", "finished_at"])
    return bool(rows)


def _next_rows(run: DirectoryImport) -> list[DirectoryImportRow]:
    """Return about a chunk of rows, with all rows of each profile."""
    places = list(waiting(run).values_list("place", flat=True)[:CHUNK])
    return list(waiting(run).filter(place__lte=places[-1])) if places else []


def _write(run: DirectoryImport, rows: list[DirectoryImportRow]) -> None:
    """Write one chunk: profiles and what belongs to them; then mark its rows."""
    _find_made(run, rows)
    there = subjects({row.facility_id for row in rows if row.facility_id})
    batch = Batch(run)
    made: list[tuple[list[DirectoryImportRow], FacilityPage]] = []
    for facility, group in by_place(rows).items():
        if facility in there:
            batch.update(there[facility], *split(group))
        elif any(map(_is_new, group)):
            made.append((group, batch.make(split(group)[0])))
        else:
            _refuse(group)
    ids = batch.write()
    forget(run.locator, {one.key for group, _ in made for one in split(group)[0]})
    _mark(rows, made)
    if ids:
        facilities_changed.send(FacilityPage, facility_ids=ids)


def _is_new(row: DirectoryImportRow) -> bool:
    """Say whether a row may make a profile: one of another row of this import, or its own."""
    if row.decision == Decision.SAME:
        return any(one["place"] == row.place and not one["facility"] for one in row.candidates)
    return row.action == RowAction.NEW or row.decision == Decision.NEW


def _find_made(run: DirectoryImport, rows: list[DirectoryImportRow]) -> None:
    """Give rows that were decided later the profile which their place has got meanwhile."""
    late = [row for row in rows if row.facility_id is None and row.action == RowAction.AMBIGUOUS]
    if not late:
        return
    made = run.rows.filter(place__in={row.place for row in late}, applied=True)
    facilities = dict(made.exclude(facility=None).values_list("place", "facility_id"))
    for row in late:
        row.facility_id = facilities.get(row.place)


def _refuse(rows: list[DirectoryImportRow]) -> None:
    for row in rows:
        row.action, row.reason, row.decision = RowAction.REFUSED, DELETED, ""
    DirectoryImportRow.objects.bulk_update(rows, ["action", "reason", "decision"])


def _mark(
    rows: list[DirectoryImportRow], made: list[tuple[list[DirectoryImportRow], FacilityPage]]
) -> None:
    """Note that these rows are done, and which profiles they made; forget what they said."""
    new = ((page.pk, row.pk) for group, page in made for row in group)
    set_column(DirectoryImportRow, "facility_id", new)
    applied = DirectoryImportRow.objects.filter(pk__in=[row.pk for row in rows])
    applied.update(applied=True, record=None)
