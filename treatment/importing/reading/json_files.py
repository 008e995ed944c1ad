"""The rows of an API's answer, one at a time: parsed as a whole it takes twenty times its size."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from treatment.importing.errors import SourceError
from treatment.importing.limits import CHUNK, LARGEST_FRAME, LONGEST_ROW, MOST_ROWS

_START = re.compile(r'"rows"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_UNEXPECTED = "The file is no answer of the locator's API: an object with a list named rows."


def read_json(path: Path) -> Iterator[tuple[int, Any]]:
    """Return the rows with their places, from 1."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _Answer(file).rows()
    except UnicodeDecodeError as error:
        raise SourceError("The file is not text in UTF-8.") from error


class _Answer:
    """An object of which only the row at hand is kept."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._decoder = json.JSONDecoder(parse_int=_as_text, parse_float=_as_text)

    def rows(self) -> Iterator[tuple[int, Any]]:
        head = self._read_head()
        place = 0
        while (row := self._next(place + 1)) is not None:
            place += 1
            if place > MOST_ROWS:
                raise SourceError(f"There are more than {MOST_ROWS:,} rows.")
            yield place, row
        self._check_frame(head)

    def _read_head(self) -> str:
        while not (start := _START.search(self._text)):
            if len(self._text) > LARGEST_FRAME or not self._more():
                raise SourceError(_UNEXPECTED)
        head, self._text = self._text[: start.end()], self._text[start.end() :]
        return head

    def _next(self, place: int) -> Any:
        """Return the next row; None at the end of the list."""
        while True:
            self._text = self._text[_BETWEEN.match(self._text).end() :]  # type: ignore[union-attr]
            if self._text.startswith("]"):
                return None
            try:
                row, end = self._decoder.raw_decode(self._text)
            except RecursionError as error:
                raise SourceError(f"Row {place} is nested too deep.") from error
            except json.JSONDecodeError as error:
                # Maybe its end is still to be read.
                if len(self._text) > LONGEST_ROW:
                    message = (
                        f"Row {place} is no JSON, or has more than {LONGEST_ROW:,} characters."
                    )
                    raise SourceError(message) from error
                if not self._more():
                    raise SourceError(f"Row {place} is no JSON, or breaks off.") from error
            else:
                if not isinstance(row, dict):
                    raise SourceError(f"Row {place} is no object.")
                self._text = self._text[end:]
                return row

    def _check_frame(self, head: str) -> None:
        """Refuse a file that breaks off, or goes on with something else."""
        while self._more():
            if len(self._text) > LARGEST_FRAME:
                raise SourceError(_UNEXPECTED)
        try:
            json.loads(head + self._text)
        except (ValueError, RecursionError) as error:
            raise SourceError("The file is no JSON behind its rows, or breaks off.") from error

    def _more(self) -> bool:
        chunk = self._file.read(CHUNK)
        self._text += chunk
        return bool(chunk)


def _as_text(number: str) -> str:
    """Keep a number as it is written: a position's digits, a ZIP's."""
    return number
