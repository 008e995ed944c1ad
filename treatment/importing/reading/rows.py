"""What a CSV and a sheet of a workbook have in common."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from treatment.importing.errors import SourceError
from treatment.importing.limits import LONGEST_ROW, MOST_COLUMNS


class Row(NamedTuple):
    """The cells of a row, and the number people find it by."""

    line: int
    values: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(value.strip() for value in self.values)


@dataclass(frozen=True)
class Sheet:
    """Something with rows that can be read again from the start."""

    name: str
    rows: Callable[[], Iterator[Row]]
    pads: bool  # whether every row of such a file writes all its cells, empty ones too


def check_size(row: Row) -> Row:
    """Return the row; refuse the file where one is far too large to be a facility."""
    if len(row.values) > MOST_COLUMNS:
        raise SourceError(f"Line {row.line} has more than {MOST_COLUMNS:,} columns.")
    if sum(map(len, row.values)) > LONGEST_ROW:
        raise SourceError(f"Line {row.line} has more than {LONGEST_ROW:,} characters.")
    return row
