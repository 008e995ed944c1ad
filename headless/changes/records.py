"""Written rows that are no pages: images, documents, redirects, snippets, settings and the rest."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from headless.cache.tables import known, tag_of
from headless.cache.tags import EVERYTHING, VISIBILITY
from headless.changes.effects import MOST, Change, Effect, kind_of
from headless.changes.statements import Write
from headless.visibility import in_public_collections, public_redirects


def _public_files(queryset: QuerySet) -> dict[int, tuple[str, ...]]:
    return dict.fromkeys(in_public_collections(queryset).values_list("pk", flat=True), ())


def _public_redirects(queryset: QuerySet) -> dict[int, tuple[str, ...]]:
    found = public_redirects().filter(pk__in=queryset.values("pk"))
    return {pk: (path,) for pk, path in found.values_list("pk", "old_path")}


Find = Callable[[QuerySet], dict[int, tuple[str, ...]]]


def told() -> dict[str, tuple[str, type[Model], Find]]:
    """Return the tables of what is told one by one: its type, its model, which of it is public."""
    kinds: list[tuple[str, type[Model], Find]] = [
        ("image", get_image_model(), _public_files),
        ("document", get_document_model(), _public_files),
        ("redirect", Redirect, _public_redirects),
    ]
    return {kind[1]._meta.db_table: kind for kind in kinds}


class Records:
    """The rows that a statement means, before and after it, where their kind has tags."""

    def __init__(self, connection: BaseDatabaseWrapper, write: Write, params: Any) -> None:
        self.connection, self.write = connection, write
        self.told = told().get(write.table)
        self.ids: list[int] = []
        if write.verb != "INSERT" and (self.told or write.table in known().records):
            self.ids = self._meant(*write.which(params))
        self.before = self._public()

    def _meant(self, where: str, values: list[Any]) -> list[int]:
        key, table = known().keys[self.write.table], self.write.table
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {key} FROM {table} WHERE {where}", values)  # noqa: S608
            return [pk for (pk,) in cursor.fetchall()]

    def _public(self) -> dict[int, tuple[str, ...]]:
        if not (self.told and self.ids):
            return {}
        _, model, find = self.told
        return find(model._default_manager.filter(pk__in=self.ids))

    def effect(self) -> Effect:
        """Return what the statement did. Of rows inserted, `created` tells."""
        tags = {tag_of(self.write.table)}
        begin = known().records.get(self.write.table)
        replaces = self.write.verb == "INSERT" and not self.write.columns
        if len(self.ids) > MOST or (begin and replaces):
            tags.add(EVERYTHING)
        elif begin:
            tags.update(f"{begin}{pk}" for pk in self.ids)
        return Effect(
            tags, _changes(self.told[0], self.before, self._public()) if self.told else []
        )


def _changes(
    name: str, before: dict[int, tuple[str, ...]], after: dict[int, tuple[str, ...]]
) -> list[Change]:
    changes = []
    for pk in {**before, **after}:
        kind = kind_of(before=pk in before, after=pk in after)
        stood, stands = before.get(pk, ()), after.get(pk, ())
        changes.append(Change(name, pk, kind, "", stood, stands))  # type: ignore[arg-type]
    return changes


def created(instance: Model) -> Effect:
    """Return what the saving of a new image, document or redirect did: only now has it a key."""
    name, model, find = told()[instance._meta.db_table]
    return Effect(set(), _changes(name, {}, find(model._default_manager.filter(pk=instance.pk))))


class Collections:
    """Files that a written collection, or restriction of one, hides or shows: all of them."""

    TABLES = (Collection._meta.db_table, CollectionViewRestriction._meta.db_table)

    def __init__(self, connection: BaseDatabaseWrapper, write: Write, params: Any) -> None:
        self.write = write
        self.before = self._public()

    def _public(self) -> dict[str, dict[int, tuple[str, ...]]]:
        files = [kind for kind in told().values() if kind[0] != "redirect"]
        return {name: find(model._default_manager.all()) for name, model, find in files}

    def effect(self) -> Effect:
        """Return which went and which came."""
        changes = []
        for name, after in self._public().items():
            before = self.before[name]
            gone = {pk: before[pk] for pk in before.keys() - after.keys()}
            come = {pk: after[pk] for pk in after.keys() - before.keys()}
            changes += _changes(name, gone, come)
        return Effect({VISIBILITY, tag_of(self.write.table)}, changes)
