"""What is heard in each part of a workbook (ECMA-376, part 1, chapter 18)."""

import re
import sys
from decimal import Decimal
from functools import lru_cache
from typing import Any

from treatment.importing.errors import SourceError
from treatment.importing.limits import MOST_COLUMNS, MOST_PARTS, MOST_SHEETS, SHARED_STRINGS
from treatment.importing.reading.markup import Listener
from treatment.importing.reading.rows import Row

_LONGEST_NAME = 300
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how control characters are written


class Sheets(Listener):
    """The workbook's sheets: their names, and the keys of their parts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attrs: Any) -> None:
        """Note a sheet."""
        if name == "sheet":
            keys = [value for key, value in attrs.items() if key.rpartition(":")[2] == "id"]
            self.found.append((attrs.get("name", "")[:_LONGEST_NAME], "".join(keys[:1])))
            if len(self.found) > MOST_SHEETS:
                raise SourceError(f"The workbook has more than {MOST_SHEETS} sheets.")


class Relations(Listener):
    """Where the part of a key lies."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def start(self, name: str, attrs: Any) -> None:
        """Note a part of this workbook."""
        if name == "Relationship" and attrs.get("TargetMode") != "External":
            self.targets[attrs.get("Id", "")] = attrs.get("Target", "")[:_LONGEST_NAME]
            if len(self.targets) > MOST_PARTS:
                raise SourceError(f"The workbook has more than {MOST_PARTS} parts.")


class _Texts(Listener):
    """Joins the runs of a text, and leaves out how to pronounce them."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._in_phonetics = False

    def begin_text(self) -> None:
        """Forget the text before."""
        self.begin_cell()
        self.text = ""

    def start(self, name: str, attrs: Any) -> None:
        """Listen to a run, or a value."""
        if name in {"v", "t"}:
            self.listen()
        elif name == "rPh":
            self._in_phonetics = True

    def end(self, name: str) -> None:
        """Keep it."""
        if name in {"v", "t"}:
            heard = self.heard()
            self.text += "" if self._in_phonetics else heard
        elif name == "rPh":
            self._in_phonetics = False


class SharedStrings(_Texts):
    """The texts to which cells refer by number."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._taken = 0

    def start(self, name: str, attrs: Any) -> None:
        """Begin a text."""
        if name == "si":
            self.begin_text()
        else:
            super().start(name, attrs)

    def end(self, name: str) -> None:
        """Keep a text, as long as there is room."""
        if name != "si":
            super().end(name)
            return
        text = _unescape(self.text)
        self._taken += sys.getsizeof(text) + 8  # and its place in the list
        if self._taken > SHARED_STRINGS:
            raise SourceError("The workbook holds far more text than the federal ones.")
        self.strings.append(text)


class SheetRows(_Texts):
    """The rows of a sheet, to be taken away as they come; rows without a value are left out."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._strings = strings
        self._line = 0
        self._cells: dict[int, str] = {}
        self._column = -1
        self._type = ""

    def start(self, name: str, attrs: Any) -> None:
        """Begin a row, or a cell."""
        if name == "c":
            self._start_cell(attrs)
        elif name == "row":
            self._line = _number(attrs.get("r") or str(self._line + 1))
            self._cells = {}
            self._column = -1
        else:
            super().start(name, attrs)

    def end(self, name: str) -> None:
        """Keep a cell, or a row."""
        if name == "c":
            if self.text:
                self._cells[self._column] = self._read_value()
        elif name == "row":
            if self._cells:
                width = max(self._cells) + 1
                values = [self._cells.get(column, "") for column in range(width)]
                self.rows.append(Row(self._line, values))
        else:
            super().end(name)

    def _start_cell(self, attrs: Any) -> None:
        self.begin_text()
        reference = attrs.get("r")
        self._column = _column(reference) if reference else self._column + 1
        if self._column >= MOST_COLUMNS:
            raise SourceError(f"Line {self._line} has more than {MOST_COLUMNS:,} columns.")
        self._type = attrs.get("t", "n")

    def _read_value(self) -> str:
        if self._type == "s":
            place = _number(self.text)
            if place >= len(self._strings):
                raise SourceError(f"Line {self._line} refers to a text that is not there.")
            return self._strings[place]
        if self._type == "n":
            return _plain(self.text)
        if self._type == "e":  # such as #N/A: a formula without a result
            return ""
        return _unescape(self.text)


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _number(text: str) -> int:
    """Read a row's number, or a text's."""
    if not re.fullmatch(r"\s*[0-9]{1,9}\s*", text):
        raise SourceError("The workbook is damaged: a row or a text has no proper number.")
    return int(text)


def _column(reference: str) -> int:
    """Return the place of the column of 'AB12', from 0."""
    return _place(reference.rstrip("0123456789")[:4])


@lru_cache(maxsize=MOST_COLUMNS)
def _place(letters: str) -> int:
    if not re.fullmatch("[A-Za-z]{1,3}", letters):
        raise SourceError("The workbook is damaged: a cell has no proper address.")
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _plain(number: str) -> str:
    """Write a number as a person would: a ZIP is no 2118.0, a phone number no 2.05E9."""
    if number.isdecimal():
        return number
    try:
        value = Decimal(number)
    except ArithmeticError:
        return number
    if not value.is_finite() or abs(value.adjusted()) > 20:
        return number
    whole = value.to_integral_value()
    return format(whole if whole == value else value.normalize(), "f")
