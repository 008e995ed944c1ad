"""Rows of which the public sees some, in lists: what is written to the others changes no answer.

A plugin registers the model, the condition of the rows that are seen, and the list in which a row
stands. A write bumps `<prefix><list>` and the table's tag where it makes a row seen, changes what
is seen of one, or takes one away; so a queue of a thousand hidden rows leaves every answer kept.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from headless.cache.tables import known, tag_of
from headless.cache.tags import EVERYTHING
from headless.changes.effects import MOST, Effect
from headless.changes.statements import Write


@dataclass(frozen=True)
class ShownRows:
    """Which rows of a model are seen: those whose `column` holds `value`, in the list `list_of`."""

    label: str
    column: str
    value: str
    list_of: str  # the column that names the list
    prefix: str  # of the list's tag
    seen: tuple[str, ...]  # the columns of which the public sees something

    @property
    def model(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.label)

    @property
    def columns(self) -> set[str]:
        """All columns whose writing can change an answer."""
        return {self.column, self.list_of, *self.seen}


_registered: list[ShownRows] = []


def register(rows: ShownRows) -> None:
    """Watch a model so; call it from `AppConfig.ready()`."""
    _registered.append(rows)
    by_table.cache_clear()


@cache
def by_table() -> dict[str, ShownRows]:
    """Return what is registered, by the name of the table."""
    return {rows.model._meta.db_table: rows for rows in _registered}


class Shown:
    """The seen rows that a statement means, before and after it."""

    def __init__(self, connection: BaseDatabaseWrapper, write: Write, params: Any) -> None:
        self.connection, self.write, self.params = connection, write, params
        self.rows = by_table()[write.table]
        self.ids: list[int] = []
        self.before: dict[int, tuple] = {}
        if write.verb == "DELETE" or (write.verb == "UPDATE" and self._may_show()):
            self.ids = self._meant(*write.which(params))
            self.before = {} if self._too_many() else self._seen()

    def _may_show(self) -> bool:
        return bool(self.rows.columns & set(self.write.columns))

    def _too_many(self) -> bool:
        return len(self.ids) > MOST

    def _meant(self, where: str, values: list[Any]) -> list[int]:
        key, table = known().keys[self.write.table], self.write.table
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {key} FROM {table} WHERE {where}", values)  # noqa: S608
            return [pk for (pk,) in cursor.fetchall()]

    def _seen(self) -> dict[int, tuple]:
        """Return each seen row's list and what is seen of it."""
        rows = self.rows.model._base_manager.using(self.connection.alias)
        seen = rows.filter(pk__in=self.ids, **{self.rows.column: self.rows.value})
        return {pk: row for pk, *row in seen.values_list("pk", self.rows.list_of, *self.rows.seen)}

    def effect(self) -> Effect:
        """Return the tags of the lists in which something came, changed or went."""
        if self.write.verb == "INSERT":
            return self._inserted()
        if self._too_many():
            return Effect({EVERYTHING, tag_of(self.write.table)})
        after = self._seen() if self.ids else {}
        lists = set()
        for pk in self.before.keys() | after.keys():
            if self.before.get(pk) != after.get(pk):
                lists |= {row[0] for row in (self.before.get(pk), after.get(pk)) if row}
        return self._effect_on(lists)

    def _inserted(self) -> Effect:
        values = self.write.inserted(self.rows.column, self.params)
        lists = self.write.inserted(self.rows.list_of, self.params)
        if values is None or lists is None:
            return Effect({EVERYTHING, tag_of(self.write.table)})
        pairs = zip(values, lists, strict=True)
        return self._effect_on({name for value, name in pairs if value == self.rows.value})

    def _effect_on(self, lists: set[Any]) -> Effect:
        tags = {f"{self.rows.prefix}{name}" for name in lists}
        return Effect(tags | {tag_of(self.write.table)} if tags else set())
