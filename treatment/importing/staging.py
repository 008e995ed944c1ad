"""Comparing files with the profiles, and keeping the outcome as rows to look at and to apply."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from treatment.choices import RowAction
from treatment.importing import outcomes
from treatment.importing.deletions import REASON, deleted
from treatment.importing.matching import Matches, match
from treatment.importing.profiles import Listed, Profile, Profiles, load
from treatment.importing.records import Refusal
from treatment.importing.sources import Source
from treatment.importing.validation import complaints
from treatment.importing.values import Told, told
from treatment.models import DirectoryImport, DirectoryImportRow, Service

CHUNK = 500
OLDER = "The profile has newer facts, as of {}."
Progress = Callable[[int, int], None]  # how many rows are done, and of how many (0: unknown)


def stage(run: DirectoryImport, sources: Sequence[Source], progress: Progress) -> dict[str, Any]:
    """Fill `run` with a row for each row of the files, and for each profile that they lack.

    Returns the codes and names of services that nobody knows. Nothing else is written; a comparison
    that was broken off is begun again.
    """
    staging = _Stage(run, sources, progress)
    rows = staging.rows()
    with transaction.atomic():
        run.rows.all().delete()
        DirectoryImportRow.objects.bulk_create(rows, batch_size=CHUNK)
    return staging.unknown()


class _Stage:
    """One comparison, from reading to the rows."""

    def __init__(self, run: DirectoryImport, sources: Sequence[Source], progress: Progress) -> None:
        self.run, self.sources, self.progress = run, sources, progress
        self.refused: list[DirectoryImportRow] = []
        self.listed: list[Listed] = []
        self.deleted = deleted(run.locator)
        self.spared: set[Profile] = set()  # not gone, though no row was given to them

    def rows(self) -> list[DirectoryImportRow]:
        """Return all rows, not saved."""
        profiles = load(self.run.locator)
        for number, source in enumerate(self.sources):
            self._read(number, source, profiles)
        self._refuse_repeats()
        matches = match(self.listed, profiles)
        rows = [
            *self.refused,
            *(self._found(row, profile) for row, profile in matches.found),
            *(self._new(row, profile) for row, profile in matches.made),
            *self._ambiguous(matches),
            *self._gone(profiles),
        ]
        _add_differences(rows)
        return rows

    def _read(self, number: int, source: Source, profiles: Profiles) -> None:
        for count, record in enumerate(source.records(), 1):
            if isinstance(record, Refusal):
                self._refuse(number, record.line, "", record.reason)
                continue
            row = Listed(number, record.line, told(record, source.label, source.as_of))
            if complaint := complaints(row.told):
                self._refuse(number, record.line, row.title, complaint)
                self.spared.update(profiles.by_key.get(row.told.key, ()))
            else:
                self.listed.append(row)
            if not count % CHUNK:
                self.progress(len(self.listed) + len(self.refused), 0)

    def _refuse(self, file: int, line: int, title: str, reason: str) -> None:
        self.refused.append(
            DirectoryImportRow(
                directory_import=self.run,
                file=file,
                line=line,
                title=title[:255],
                action=RowAction.REFUSED,
                reason=reason,
                applied=True,
            )
        )

    def _refuse_repeats(self) -> None:
        """Take each row once; the same row again adds nothing."""
        first: dict[tuple[str, str], Listed] = {}
        for row in self.listed:
            earlier = first.setdefault((row.told.kind, row.told.digest), row)
            if earlier is not row:
                where = self.run.files[earlier.file]["name"]
                reason = f"The same as line {earlier.line} of {where}."
                self._refuse(row.file, row.line, row.title, reason)
        self.listed = list(first.values())

    def _row(self, row: Listed, action: RowAction, **fields: Any) -> DirectoryImportRow:
        return DirectoryImportRow(
            directory_import=self.run,
            file=row.file,
            line=row.line,
            kind=row.told.kind,
            title=row.title,
            action=action,
            **fields,
        )

    def _new(self, row: Listed, profile: Profile) -> DirectoryImportRow:
        """Make a profile of a row; one that was deleted returns only if a person says so."""
        if self.deleted and (found := self.deleted.keys() & {row.told.key, *profile.keys}):
            reason = REASON.format(self.deleted[min(found)])
            return self._doubtful(row, [], reason, place=profile.place)
        return self._row(row, RowAction.NEW, place=profile.place, record=as_json(row.told))

    def _found(self, row: Listed, profile: Profile) -> DirectoryImportRow:
        """Say whether a row brings something to the profile that it belongs to."""
        if profile.facility is None:  # another survey's row made it
            return self._new(row, profile)
        place = {"place": profile.place, "facility_id": profile.facility}
        known = profile.surveys.get(row.told.kind)
        if known and known.as_of > row.told.as_of:
            reason = OLDER.format(known.as_of)
            return self._row(row, RowAction.UNCHANGED, reason=reason, applied=True, **place)
        if not known or known.digest != row.told.digest or known.gone_on:
            return self._row(row, RowAction.CHANGED, record=as_json(row.told), **place)
        if (known.source, known.as_of) == (row.told.source, row.told.as_of):
            return self._row(row, RowAction.UNCHANGED, applied=True, **place)
        return self._row(row, RowAction.UNCHANGED, record=as_json(row.told), **place)

    def _ambiguous(self, matches: Matches) -> Iterator[DirectoryImportRow]:
        """List the rows for a person; no profile that one of them may mean is gone."""
        for row, profiles, reason in matches.ambiguous:
            self.spared.update(profiles)
            yield self._doubtful(row, profiles, reason)

    def _doubtful(
        self, row: Listed, profiles: list[Profile], reason: str, **fields: Any
    ) -> DirectoryImportRow:
        candidates = [
            {"place": one.place, "facility": one.facility, "title": one.title} for one in profiles
        ]
        record = as_json(row.told)
        fields |= {"reason": reason, "record": record, "candidates": candidates}
        return self._row(row, RowAction.AMBIGUOUS, **fields)

    def _gone(self, profiles: Profiles) -> Iterator[DirectoryImportRow]:
        """List what the complete files of a survey do not speak of any more."""
        dates = self._complete()
        for profile in profiles:
            for kind, known in profile.surveys.items():
                listed = kind in profile.taken or profile in self.spared or known.gone_on
                if kind in dates and not listed and known.as_of <= dates[kind]:
                    yield DirectoryImportRow(
                        directory_import=self.run,
                        kind=kind,
                        place=profile.place,
                        facility_id=profile.facility,
                        title=profile.title,
                        action=RowAction.GONE,
                        record={"gone_on": dates[kind].isoformat()},
                    )

    def unknown(self) -> dict[str, dict[str, int]]:
        """Return the codes that are new to us and the names without a code, with their rows."""
        codes = Counter(code for row in self.listed for code in row.told.codes)
        names = Counter(name for row in self.listed for name in row.told.unnamed)
        for code in Service.objects.values_list("code", flat=True):
            del codes[code]
        return {"unknown_codes": dict(codes), "unnamed": dict(names)}

    def _complete(self) -> dict[str, date]:
        """Return the date of each survey of which a complete file was read."""
        dates: dict[str, date] = {}
        for row in self.listed:
            source = self.sources[row.file]
            if source.complete:
                dates[row.told.kind] = max(source.as_of, dates.get(row.told.kind, date.min))
        return dates


def as_json(one: Told) -> dict[str, Any]:
    """Return what a row says, to be kept until it is applied."""
    return {**one._asdict(), "as_of": one.as_of.isoformat()}


def from_json(record: dict[str, Any]) -> Told:
    """Return what `as_json` kept."""
    return Told(**{**record, "as_of": date.fromisoformat(record["as_of"])})


def split(rows: Iterable[DirectoryImportRow]) -> tuple[list[Told], dict[str, date]]:
    """Return what the rows of a profile say, and which surveys it is gone from."""
    arrived, gone = [], {}
    for row in rows:
        record: Any = row.record
        if row.action == RowAction.GONE:
            gone[row.kind] = date.fromisoformat(record["gone_on"])
        else:
            arrived.append(from_json(record))
    return arrived, gone


def _add_differences(rows: Sequence[DirectoryImportRow]) -> None:
    """Show at the first row of a profile what its rows together would change."""
    groups: dict[int, list[DirectoryImportRow]] = defaultdict(list)
    for row in rows:
        if row.facility_id and row.record:
            groups[row.facility_id].append(row)
    ids = [pk for pk, group in groups.items() if _brings_something(group)]
    for start in range(0, len(ids), CHUNK):
        for pk, subject in outcomes.subjects(ids[start : start + CHUNK]).items():
            arrived, gone = split(groups[pk])
            groups[pk][0].differences = outcomes.outcome(subject, arrived, gone).differences


def _brings_something(rows: Iterable[DirectoryImportRow]) -> bool:
    return any(row.action in {RowAction.CHANGED, RowAction.GONE} for row in rows)


def count(run: DirectoryImport) -> dict[str, Any]:
    """Return how many rows there are of each kind, and how often each field changes."""
    actions = Counter(run.rows.values_list("action", flat=True).order_by())
    fields: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for found in run.rows.exclude(differences={}).values_list("differences", flat=True):
        fields.update(field for field, pair in found.items() if len(pair) == 2)
        kept.update(field for field, pair in found.items() if len(pair) > 2)
    places = run.rows.filter(action=RowAction.NEW).values("place").distinct().count()
    return {
        **{action: actions[action] for action in RowAction.values},
        "new_profiles": places,
        "fields": dict(fields.most_common()),
        "kept": dict(kept.most_common()),
    }
