"""SQLite cannot commit while rows of INSERT … RETURNING are still to be read."""

from collections.abc import Iterator
from typing import Any


class Fetched:
    """A cursor whose rows were read already, and are given out as if they were not."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._rows = iter(cursor.fetchall())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        return list(self._rows)


def fetch(wrapper: Any) -> None:
    """Read what Django's cursor would read later."""
    wrapper.cursor = Fetched(wrapper.cursor)
