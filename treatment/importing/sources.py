"""Federal files, opened: recognised by what they hold, looked through once, and read row by row.

`open_source` reads the whole file, so that a fault on its last line is met before anything of it
is written. Memory stays small: rows are read twice rather than kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils import timezone

from treatment.choices import Survey
from treatment.importing.dating import find_date
from treatment.importing.documents import AnswerDocument, Document, Kind, recognise
from treatment.importing.errors import SourceError
from treatment.importing.reading.csv_files import read_csv
from treatment.importing.reading.files import Nature, digest, inspect
from treatment.importing.reading.workbooks import read_workbook
from treatment.importing.records import FacilityRecord, Refusal

__all__ = ["Source", "SourceError", "open_source"]

_LABELS: dict[Kind, str] = {
    "directory": "SAMHSA National Directory {0:%Y}",
    "export": "FindTreatment.gov export {0}",
    "api": "FindTreatment.gov API {0}",
}


@dataclass(frozen=True)
class Source:
    """A file that can be imported, and what it says of itself."""

    path: Path
    label: str
    kind: Kind
    as_of: date
    complete: bool  # whether a facility that it does not list is gone
    sha256: str
    new_codes: Mapping[str, str]  # names, from the file's own code sheet, of codes new to us
    rows: int  # records and refusals together, for showing progress
    _document: Document = field(repr=False, compare=False)
    _survey: Survey | None = field(repr=False, compare=False)

    def records(self) -> Iterator[FacilityRecord | Refusal]:
        """Read the file once more, row by row.

        Raises SourceError only where the file is no longer the one that was opened.
        """
        return self._document.records(self._survey)


def open_source(
    path: Path,
    *,
    survey: Survey | None = None,
    as_of: date | None = None,
    complete: bool | None = None,
) -> Source:
    """Return what the file is; raise SourceError, for a person to read, where it is refused.

    `survey` is for directories whose rows do not say theirs and whose codes do not tell it.
    """
    path = Path(path)
    try:
        return _open(path, survey, as_of, complete)
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from error
    except OSError as error:
        raise SourceError(f"{path.name}: The file cannot be read to its end.") from error


def _open(path: Path, survey: Survey | None, as_of: date | None, complete: bool | None) -> Source:
    document = _document(path)
    found = document.look_through()
    if not found.rows:
        raise SourceError("The file has a header, but no facility.")
    survey = survey or found.survey
    if not survey and not found.rows_say_survey:
        raise SourceError("The rows do not say which survey they are of: give SU or MH as survey.")
    day = as_of or find_date([path.stem, *document.says], timezone.localdate())
    if day is None:
        raise SourceError("Neither the file's name nor its beginning has a date: give as_of.")
    return Source(
        path=path,
        label=_LABELS[document.kind].format(day),
        kind=document.kind,
        as_of=day,
        complete=document.kind == "directory" if complete is None else complete,
        sha256=digest(path),
        new_codes=document.new_codes,
        rows=found.rows,
        _document=document,
        _survey=survey,
    )


def _document(path: Path) -> Document:
    match inspect(path):
        case Nature.WORKBOOK:
            return recognise(read_workbook(path))
        case Nature.CSV:
            return recognise([read_csv(path)])
        case Nature.JSON:
            return AnswerDocument(path)
