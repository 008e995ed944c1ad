"""CSV, line by line: a line, or a record over many lines, that never ends is not kept."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from treatment.importing.errors import SourceError
from treatment.importing.limits import LONGEST_ROW
from treatment.importing.reading.rows import Row, Sheet, check_size


def read_csv(path: Path) -> Sheet:
    """Return the file as one sheet."""
    return Sheet(name="", rows=lambda: _rows(path), pads=True)


def _rows(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        lines = _Lines(file)
        reader = csv.reader(lines)
        while True:
            first = lines.begin_record()
            try:
                values = next(reader, None)
            except csv.Error as error:
                raise SourceError(f"Line {first} is no CSV: {error}.") from error
            if values is None:
                return
            yield check_size(Row(first, values))


class _Lines:
    """The lines of a file in UTF-8, counted; refuses where those of one record are too many."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._number = 0
        self._of_record = 0  # characters

    def begin_record(self) -> int:
        """Forget the record before; return the line on which the next one starts."""
        self._of_record = 0
        return self._number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        # A character takes up to four bytes.
        line = self._file.readline(4 * LONGEST_ROW)
        if not line:
            raise StopIteration
        self._number += 1
        text = self._decode(line)
        self._of_record += len(text)
        if self._of_record > LONGEST_ROW:
            raise SourceError(
                f"Line {self._number} has more than {LONGEST_ROW:,} characters, or belongs to a "
                "row that does; maybe a quotation mark before it is not closed."
            )
        return text

    def _decode(self, line: bytes) -> str:
        if self._number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            raise SourceError(
                f"Line {self._number} is not text in UTF-8 (byte {error.start + 1}). "
                "Save the file as UTF-8."
            ) from error
        # A return alone, pasted into a cell, ends no row.
        return text.replace("\r\n", "\n").replace("\r", " ")
