"""As much of SQL as the watches must understand: which tables, which rows are asked for by key.

What is not understood is told as such, and is then taken for everything in its tables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")
_END = re.compile(r" (?:GROUP BY|ORDER BY|LIMIT|HAVING|FOR UPDATE|FOR NO KEY UPDATE|RETURNING) ")
_REFERENCE = re.compile(
    r'(?:FROM|JOIN) "(\w+)"(?: (?:AS )?"?(?!ON\b|WHERE\b|INNER\b|LEFT\b)(\w+)"?)?'
)
_SAME = re.compile(r'JOIN "\w+"(?: \w+)? ON \("?(\w+)"?\."(\w+)" = "?(\w+)"?\."(\w+)"\)')
_NOT_ONE = re.compile(r'NOT \("?\w+"?\."\w+" (?:= %s|IN \(%s(?:, %s)*\))\)')
_EQUALS = re.compile(r'"?(\w+)"?\."(\w+)" (?:= %s|IN \((%s(?:, %s)*)\))')
_WITHIN = re.compile(
    r""""?(\w+)"?\."(\w+)"(?: BETWEEN %s,%s|(?:::text)? LIKE %s(?: ESCAPE '\\\\?')?)"""
)
# How `headless.visibility` leaves out what is restricted.
_RESTRICTED = re.compile(
    r"NOT \(EXISTS\((?:WITH RECURSIVE hidden\(.*? = hidden\.path"
    r'|SELECT \S+ AS "a" FROM "wagtailcore_\w+viewrestriction" .*? LIMIT 1)\)\)'
)


@dataclass(frozen=True)
class Condition:
    """That a column has one of the values at these places of the parameters, or is within them."""

    reference: str
    column: str
    first: int
    count: int
    within: bool = False


@dataclass(frozen=True)
class Question:
    """A SELECT: its tables by the name they have in it, which are one row, what they must meet."""

    references: dict[str, str]
    same: tuple[tuple[str, str, str, str], ...] = ()
    conditions: tuple[Condition, ...] = ()


def words(sql: str) -> set[str]:
    """Return every word of a statement: its tables are among them, however it is written."""
    return set(_WORD.findall(sql))


@lru_cache(maxsize=2_048)
def without_restrictions(sql: str) -> str:
    """Return a statement with a word in place of each question whether a row is restricted.

    Its places for parameters stay as many as they were.
    """
    return _RESTRICTED.sub(lambda found: f"unrestricted({found[0].count('%s') * '%s'})", sql)


@lru_cache(maxsize=2_048)
def parse(sql: str) -> Question | None:
    """Read a SELECT as Django writes it; None where it is of another make."""
    start = where_of(sql)
    if sql.count("SELECT ") != 1 or "WITH " in sql[:5]:
        return None
    references = {alias or table: table for table, alias in _REFERENCE.findall(sql)}
    if start < 0:
        return Question(references)
    end = _END.search(sql, start)
    where = sql[start + 7 : end.start() if end else len(sql)]
    return Question(
        references,
        tuple(_SAME.findall(sql[:start])),
        tuple(_conditions(where, sql.count("%s", 0, start))),
    )


def _conditions(where: str, place: int) -> Iterator[Condition]:
    """Yield what every row found must meet; nothing where there is a choice or a contradiction."""
    if where.startswith("(") and where.endswith(")"):
        where = where[1:-1]
    where = where.replace("BETWEEN %s AND %s", "BETWEEN %s,%s")
    rest = _NOT_ONE.sub("", where)
    if " OR " in rest or "NOT (" in rest or "CASE " in rest:
        return
    for part in where.split(" AND "):
        if found := _EQUALS.fullmatch(part):
            count = found[3].count("%s") if found[3] else 1
            yield Condition(found[1], found[2], place, count)
        elif found := _WITHIN.fullmatch(part):
            yield Condition(found[1], found[2], place, part.count("%s"), within=True)
        place += part.count("%s")


def where_of(sql: str) -> int:
    """Return where the statement's own WHERE begins, outside all parentheses; -1 without one."""
    start = sql.find(" WHERE ")
    while start >= 0 and sql.count("(", 0, start) != sql.count(")", 0, start):
        start = sql.find(" WHERE ", start + 1)
    return start
