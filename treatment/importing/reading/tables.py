"""A sheet with a header: found below whatever preamble, its columns known by their names."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from treatment.importing.errors import RecordError, SourceError
from treatment.importing.limits import MOST_ROWS, PREAMBLE
from treatment.importing.reading.rows import Row, Sheet

# Control characters but tab and line breaks, halves of characters, and what is no character: no
# facility's name has them, PostgreSQL cannot keep the first, and none of it can be read.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Table:
    """A sheet of which the header is known."""

    sheet: Sheet
    columns: tuple[str, ...]  # lower case, one word; '' where a column has no name
    header: int  # how many rows come before the first facility
    preamble: tuple[str, ...]  # what stands before the header

    def rows(self) -> Iterator[Row]:
        """Return the rows below the header that are not empty."""
        for count, row in enumerate(islice(self.sheet.rows(), self.header, None)):
            if count >= MOST_ROWS:
                raise SourceError(f"There are more than {MOST_ROWS:,} rows.")
            if not row.is_empty:
                yield row

    def read(self, row: Row) -> dict[str, str]:
        """Return the values by column, without stray blanks; raise RecordError for a broken row."""
        values = _without_empty_end(row.values, len(self.columns))
        if len(values) > len(self.columns):
            raise RecordError(f"more values than columns: {', '.join(values[len(self.columns) :])}")
        if self.sheet.pads and len(values) < len(self.columns):
            raise RecordError(f"{len(values)} values for {len(self.columns)} columns")
        named = dict(zip(self.columns, values, strict=False))
        named.pop("", None)
        return clean_values(named)


def clean_values(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values with single blanks; refuse what cannot be read or kept."""
    for column, value in values.items():
        # Nearly all is printable, and that is quickly found out.
        if not value.isprintable() and (found := _UNREADABLE.search(value)):
            name = "NUL" if found[0] == "\x00" else f"U+{ord(found[0]):04X}"
            raise RecordError(f"{column} contains the {name} character")
    return {column: value and " ".join(value.split()) for column, value in values.items()}


def find_table(sheet: Sheet, fits: Callable[[Collection[str]], bool]) -> Table | None:
    """Return the sheet as a table if one of its first rows is a header that fits."""
    preamble: list[str] = []
    for place, row in enumerate(islice(sheet.rows(), PREAMBLE)):
        columns = [_column(value) for value in row.values]
        if fits(columns):
            columns = _without_empty_end(columns)
            _refuse_doubles(columns)
            return Table(sheet, tuple(columns), place + 1, tuple(preamble))
        preamble.append(" ".join(row.values))
    return None


def _column(text: str) -> str:
    """Return the name of a column without what differs from year to year: blanks, letter case."""
    return re.sub(r"\W+", "_", text.strip().lower()).strip("_")


def _without_empty_end(values: list[str], keep: int = 0) -> list[str]:
    """Drop empty values at the end, down to the number to keep."""
    end = len(values)
    while end > keep and not values[end - 1].strip():
        end -= 1
    return values[:end]


def _refuse_doubles(columns: list[str]) -> None:
    named = [column for column in columns if column]
    doubles = sorted({column for column in named if named.count(column) > 1})
    if doubles:
        raise SourceError(f"The header has these columns twice: {', '.join(doubles)}.")
