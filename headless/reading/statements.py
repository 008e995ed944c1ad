"""Queries compiled once: building a query costs Django more than the database needs to answer it.

A statement keeps the SQL that Django wrote, with its parameters and its conversions of columns. On
PostgreSQL it is prepared where the connection's `prepare_threshold` allows it: to plan such a query
takes several times as long as to answer it.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, Value

_STAND_IN = 7_700_000_000_000_000_000  # no key is as high; where it stands, a key will


class Statement:
    """A queryset of `.values()`, compiled; each reading asks the database again.

    Where Django knows that nothing can match, `sql` is empty and nobody is asked.
    """

    def __init__(self, queryset: QuerySet) -> None:
        query = queryset.query
        compiler: Any = query.get_compiler(connection=connection)
        try:
            self.sql, self.parameters = compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.parameters = "", ()
        self._names = list(query.selected or ())
        columns = [column for column, *_ in compiler.select or ()]
        self._converters, self._compiler = compiler.get_converters(columns), compiler

    def rows(self, parameters: Sequence[Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows as dictionaries, with these parameters in place of the statement's."""
        if not self.sql:
            return []
        with _cursor() as cursor:
            cursor.execute(self.sql, self.parameters if parameters is None else parameters)
            found: Any = cursor.fetchall()
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return [dict(zip(self._names, row, strict=True)) for row in found]


def _cursor() -> Any:
    """Return a cursor that sends parameters apart: Django's own writes them into the SQL."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    database: Any = connection  # whose stubs do not know psycopg's
    database.ensure_connection()
    cursor: Any = ServerBindingCursor
    make = database.make_debug_cursor if database.queries_logged else database.make_cursor
    return make(cursor(database.connection))


class Written(Value):
    """Letters and digits that stand in the statement itself, not among its parameters.

    PostgreSQL then plans it once, knowing them; with a path for parameter, it plans each time.
    """

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return it between quotes; ValueError where there is anything to escape."""
        if not (self.value.isascii() and self.value.isalnum()):
            raise ValueError("Only letters and digits can be written into a statement.")
        return f"'{self.value}'", ()


class ByKeys:
    """A query for what has one of some keys; compiled for 1, 2, 4, 8 … of them.

    `build(keys)` returns the queryset of `.values()`; nothing in it but the keys may change.
    """

    def __init__(self, build: Callable[[list[Any]], QuerySet], *, text: bool = False) -> None:
        self._build, self._text = build, text
        self._statements: dict[int, tuple[Statement, list[int | None]]] = {}

    def rows(self, keys: Collection[Any]) -> list[dict[str, Any]]:
        """Return the rows, in the order of the queryset."""
        if not keys:
            return []
        size = 1 << (len(keys) - 1).bit_length()
        if size not in self._statements:
            self._statements[size] = self._compile(size)
        statement, places = self._statements[size]
        padded = [*keys, *[next(iter(keys))] * (size - len(keys))]
        return statement.rows(
            [
                given if place is None else padded[place]
                for given, place in zip(statement.parameters, places, strict=True)
            ]
        )

    def _compile(self, size: int) -> tuple[Statement, list[int | None]]:
        stand_ins: list[Any] = [_STAND_IN + number for number in range(size)]
        if self._text:
            stand_ins = [str(number) for number in stand_ins]
        statement = Statement(self._build(stand_ins))
        where = {key: place for place, key in enumerate(stand_ins)}
        return statement, [where.get(_hashable(given)) for given in statement.parameters]


def _hashable(value: Any) -> Any:
    return value if isinstance(value, (int, str)) else None
