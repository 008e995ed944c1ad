"""XLSX, read by its sheets' values alone.

Not with openpyxl, which builds objects of every style and an element of every row, and keeps
them: a file of 1 MB can be made to take gigabytes.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath

from treatment.importing.errors import SourceError
from treatment.importing.limits import MOST_ROWS
from treatment.importing.reading.archives import open_archive, open_part
from treatment.importing.reading.markup import Listener, parse
from treatment.importing.reading.parts import Relations, SharedStrings, SheetRows, Sheets
from treatment.importing.reading.rows import Row, Sheet, check_size

_WORKBOOK = "xl/workbook.xml"


def read_workbook(path: Path) -> list[Sheet]:
    """Return the sheets of the workbook, none of them read yet."""
    with open_archive(path) as archive:
        sheets, relations = Sheets(), Relations()
        _parse_whole(archive, _WORKBOOK, sheets)
        _parse_whole(archive, "xl/_rels/workbook.xml.rels", relations)
        strings = _strings(archive)
    parts = [
        (name, normpath(join("/xl", relations.targets[key])).lstrip("/"))
        for name, key in sheets.found
        if key in relations.targets
    ]
    return [_sheet(path, name, part, strings) for name, part in parts]


def _sheet(path: Path, name: str, part: str, strings: list[str]) -> Sheet:
    return Sheet(name, lambda: _rows(path, part, strings), pads=False)


def _strings(archive: zipfile.ZipFile) -> list[str]:
    shared = SharedStrings()
    name = next(
        (n for n in archive.namelist() if re.fullmatch(r"(?i)xl/sharedStrings\.xml", n)), ""
    )
    if name:
        _parse_whole(archive, name, shared)
    return shared.strings


def _parse_whole(archive: zipfile.ZipFile, name: str, listener: Listener) -> None:
    with open_part(archive, name) as part:
        for _ in parse(part, listener, name):
            pass


def _rows(path: Path, name: str, strings: list[str]) -> Iterator[Row]:
    listener = SheetRows(strings)
    count = 0
    with open_archive(path) as archive, open_part(archive, name) as part:
        for _ in parse(part, listener, name):
            count += len(listener.rows)
            if count > MOST_ROWS:
                raise SourceError(f"A sheet has more than {MOST_ROWS:,} rows.")
            yield from map(check_size, listener.rows)
            listener.rows.clear()
