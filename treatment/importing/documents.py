"""A file of which the format is known: how many rows, and each as a record or a refusal."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import Literal, Protocol

from treatment.choices import Survey
from treatment.importing.code_sheets import read_new_codes
from treatment.importing.errors import RecordError, SourceError
from treatment.importing.formats import api, directory, export
from treatment.importing.limits import LONGEST_REASON
from treatment.importing.reading.json_files import read_json
from treatment.importing.reading.rows import Sheet
from treatment.importing.reading.tables import Table, find_table
from treatment.importing.records import FacilityRecord, Refusal
from treatment.importing.service_names import count_surveys, elect

Kind = Literal["directory", "export", "api"]
Records = Iterator[FacilityRecord | Refusal]


class _Format(Protocol):
    """A module of `formats` for tables."""

    def fits(self, columns: Collection[str]) -> bool:
        """Whether this is the format's header."""

    def read_row(self, row: Mapping[str, str], line: int, survey: Survey | None) -> FacilityRecord:
        """Return a row as a record."""


_FORMATS: tuple[tuple[Kind, _Format], ...] = (("directory", directory), ("export", export))


@dataclass(frozen=True)
class Findings:
    """What looking through a whole file tells; nothing is written before it was looked through."""

    rows: int
    survey: Survey | None  # that of a file whose rows do not say theirs
    rows_say_survey: bool


@dataclass(frozen=True)
class TableDocument:
    """A CSV, or a workbook."""

    kind: Kind
    says: tuple[str, ...]  # texts that may name a date
    new_codes: Mapping[str, str]
    table: Table
    format: _Format

    def look_through(self) -> Findings:
        """Read all rows, without making records of them."""
        says = directory.TYPE in self.table.columns
        votes: Counter[Survey] = Counter()
        count = 0
        for count, row in enumerate(self.table.rows(), start=1):  # noqa: B007
            if not says:
                codes = row.values[self._codes_column : self._codes_column + 1]
                count_surveys(" ".join(codes).upper().split(), votes)
        return Findings(count, elect(votes), says)

    @property
    def _codes_column(self) -> int:
        return self.table.columns.index(directory.CODES)

    def records(self, survey: Survey | None) -> Records:
        """Return the rows; `survey` is for those that do not say theirs."""
        for row in self.table.rows():
            yield _attempt(
                lambda row=row: self.format.read_row(self.table.read(row), row.line, survey),
                row.line,
            )


@dataclass(frozen=True)
class AnswerDocument:
    """An answer of the API."""

    path: Path
    kind: Kind = "api"
    says: tuple[str, ...] = ()
    new_codes: Mapping[str, str] = field(default_factory=dict)

    def look_through(self) -> Findings:
        """Read all rows, without making records of them."""
        return Findings(sum(1 for _ in read_json(self.path)), None, rows_say_survey=True)

    def records(self, survey: Survey | None) -> Records:
        """Return the rows; `survey` is for those that do not say theirs."""
        for place, row in read_json(self.path):
            yield _attempt(lambda row=row, place=place: api.read_row(row, place, survey), place)


def _attempt(read: Callable[[], FacilityRecord], line: int) -> FacilityRecord | Refusal:
    try:
        return read()
    except RecordError as error:
        return Refusal(line, shorten(str(error), LONGEST_REASON))


Document = TableDocument | AnswerDocument


def recognise(sheets: list[Sheet]) -> TableDocument:
    """Return the first sheet that has the header of a federal format."""
    for sheet in sheets:
        for kind, form in _FORMATS:
            if table := find_table(sheet, form.fits):
                says = (*table.preamble, *(sheet.name for sheet in sheets))
                return TableDocument(kind, says, read_new_codes(sheets), table, form)
    raise SourceError(
        "No header of a federal format is among the first rows: neither the national directory's "
        "(name1, street1, city, state, zip, service_code_info) nor the FindTreatment.gov export's "
        "(name1, street1, city, state, zip, type_facility, and a column for each code)."
    )
