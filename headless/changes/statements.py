"""What a writing statement says of itself: its table, its columns, which rows it means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from headless.cache.sql import where_of

_FIRST = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(\w+)", re.S)
_WRITING = {"INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "DO", "CALL"}
_WRITES_WITHIN = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM|MERGE INTO)\b", re.I)
_ANOTHER = re.compile(r";\s*\S")
_INSERT = re.compile(
    r'\s*(?:INSERT(?: OR \w+)?|REPLACE) INTO "?(\w+)\b(?!"?\.)"?(?: \(([^)]*)\))?', re.I
)
_REPLACES = re.compile(r"\s*REPLACE|\s*INSERT OR REPLACE|.* DO UPDATE SET ", re.I | re.S)
_UPDATE = re.compile(r'\s*UPDATE "?(\w+)"?\s+SET\s(.*)', re.I | re.S)
_DELETE = re.compile(r'\s*DELETE FROM "?(\w+)"?\s*(?:WHERE\b|RETURNING\b|$)', re.I)
_INNERMOST = re.compile(r"\([^()]*\)")
_FROM = re.compile(r"\bFROM\b", re.I)
_UNNESTED = re.compile(r" SELECT \* FROM UNNEST\(")  # PostgreSQL: each column's values are a list
_ASSIGNED = re.compile(r'"?(\w+)"?\s*=')
_RETURNING = re.compile(r" (?:RETURNING|ON CONFLICT) .*", re.S)


@dataclass(frozen=True)
class Write:
    """A statement that writes; `columns` are at least those that are set, as far as is known."""

    verb: Literal["INSERT", "UPDATE", "DELETE", "OTHER"]
    table: str = ""
    columns: tuple[str, ...] = ()
    where: str = ""
    before_where: int = 0  # parameters
    unnested: bool = False

    def which(self, params: Any) -> tuple[str, list[Any]]:
        """Return the condition of the rows that are meant, with its parameters."""
        return self.where or "1 = 1", list(params or ())[self.before_where :]

    def inserted(self, column: str, params: Any) -> list[Any] | None:
        """Return a column's values in the rows inserted; None where they cannot be told."""
        width, params = len(self.columns), list(params or ())
        if column not in self.columns or not params or len(params) % width:
            return None  # some of the values are no parameters
        place = self.columns.index(column)
        return params[place] if self.unnested else params[place::width]


@lru_cache(maxsize=1_024)
def parse(sql: str) -> Write | None:
    """Read a statement; None where it writes no rows.

    One that writes in a way that is not understood (an alias, a schema, a join, several in one) is
    `OTHER`: it may have written anything.
    """
    first = _FIRST.match(sql)
    verb = first[1].upper() if first else ""
    if verb == "WITH":
        return Write("OTHER") if _WRITES_WITHIN.search(sql) else None
    if verb not in _WRITING:
        return None
    return (None if _ANOTHER.search(sql) else _plain(sql)) or Write("OTHER")


def _plain(sql: str) -> Write | None:
    """Read a statement as Django writes it."""
    if found := _INSERT.match(sql):
        columns = tuple(name.strip().strip('"') for name in (found[2] or "").split(","))
        unnested = _UNNESTED.match(sql, found.end()) is not None
        plain = unnested or sql.startswith(" VALUES (%s", found.end())
        if not plain or _REPLACES.match(sql):
            return Write("INSERT", found[1])
        return Write("INSERT", found[1], columns, unnested=unnested)
    if found := _UPDATE.match(sql):
        start = where_of(sql)
        assigned = sql[found.start(2) : start if start > 0 else None]
        if _joins(assigned):
            return None
        return Write("UPDATE", found[1], tuple(_ASSIGNED.findall(assigned)), *_where(sql, start))
    if found := _DELETE.match(sql):
        return Write("DELETE", found[1], (), *_where(sql, where_of(sql)))
    return None


def _joins(assigned: str) -> bool:
    """Say whether what is assigned comes FROM other tables, outside of all parentheses."""
    while (shorter := _INNERMOST.sub("", assigned)) != assigned:
        assigned = shorter
    return _FROM.search(assigned) is not None


def _where(sql: str, start: int) -> tuple[str, int]:
    if start < 0:
        return "", sql.count("%s")
    return _RETURNING.sub("", sql[start + 7 :]), sql.count("%s", 0, start)


def whole(write: Write, many: bool, params: Any) -> Sequence[Any] | None:
    """Return the parameters as of one statement.

    None where they are of many that differ, have names in place of an order, or come from an
    iterator, which is the database's to read.
    """
    if isinstance(params, Mapping):
        return None
    if not many:
        return params or ()
    if write.verb == "INSERT" and isinstance(params, Sequence):
        return [value for row in params for value in row]
    return None
