"""A watch on the SQL of every connection: no write to what the public may see goes unnoticed.

It does not matter who writes: a model's `save`, a bulk operation, treebeard's own SQL, an import.
What is not seen here is PostgreSQL's COPY; who uses it calls `ledger.changed`.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.images import get_image_model
from wagtail.models import PageViewRestriction

from headless.cache.tables import known, tag_of
from headless.cache.tags import EVERYTHING
from headless.changes import ledger
from headless.changes.effects import Effect
from headless.changes.pages import PageRestrictions, Pages
from headless.changes.records import Collections, Records
from headless.changes.returning import fetch
from headless.changes.shown import Shown, by_table
from headless.changes.statements import Write, parse, whole


def watch(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Watch a connection that was just opened."""
    if not any(isinstance(wrapper, WriteWatch) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.append(WriteWatch(connection))


class WriteWatch:
    """Looks at rows before and after they are written, and notes the effect in the transaction."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def __call__(
        self,
        execute: Callable,
        sql: str,
        params: Any,
        many: bool,
        context: Any,
    ) -> Any:
        """Carry a statement out; a writing one within a transaction together with its note."""
        write = parse(sql)
        if write is None or not _is_watched(write) or not ledger.is_there(self.connection):
            return execute(sql, params, many, context)
        if not self.connection.in_atomic_block:
            with transaction.atomic(using=self.connection.alias):
                result = self._write(write, execute, sql, params, many, context)
                if self.connection.vendor == "sqlite" and " RETURNING " in sql:
                    fetch(context["cursor"])
                return result
        return self._write(write, execute, sql, params, many, context)

    def _write(
        self,
        write: Write,
        execute: Callable,
        sql: str,
        params: Any,
        many: bool,
        context: Any,
    ) -> Any:
        values = whole(write, many, params)
        look = None if values is None else _look(write)
        before = look(self.connection, write, values) if look else None
        result = execute(sql, params, many, context)
        # SQLite counts the rows of INSERT … RETURNING only when they are read.
        if write.verb == "INSERT" or context["cursor"].rowcount != 0:
            ledger.note(self.connection, before.effect() if before else _unknown(write))
        return result


def _unknown(write: Write) -> Effect:
    return Effect({EVERYTHING, tag_of(write.table)})


def _is_watched(write: Write) -> bool:
    tables = known()
    if write.verb == "OTHER":
        return True
    if write.table not in tables.all or write.table in tables.private:
        return False
    # Making a rendition changes no answer; dropping one does.
    return write.verb != "INSERT" or write.table != _renditions()


def _renditions() -> str:
    return get_image_model().get_rendition_model()._meta.db_table


def _look(write: Write) -> Callable[..., Any] | None:
    """Return what looks at the rows meant; None where it cannot be told which these are."""
    if write.verb == "OTHER":
        return None
    if write.table in known().pages or write.table in known().parts:
        return Pages
    if write.table in by_table():
        return Shown
    if write.table == PageViewRestriction._meta.db_table:
        return PageRestrictions
    return Collections if write.table in Collections.TABLES else Records
