"""The rows that a change leaves in its transaction, and the bump when that has committed.

Between commit and bump a process may die. So each row says whether its tags were bumped, and the
worker, and every start, bumps what was not.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.expressions import RawSQL
from django.utils import timezone

from headless.cache.generations import NotToldError
from headless.cache.shared import bump
from headless.changes.effects import Change, Effect, Kind
from headless.changes.models import ContentChange
from headless.changes.records import created, told

logger = logging.getLogger(__name__)

KEPT = timedelta(days=30)
_BATCH = 500
Key = tuple[str, int]  # an object's type and id


@dataclass
class Told:
    """What a transaction has done to one object so far, and the row that says so."""

    change: Change
    row: ContentChange


@dataclass(eq=False)
class Note:
    """What was noted at once, to be bumped when its transaction has committed."""

    connection: BaseDatabaseWrapper
    tags: set[str]
    told: dict[Key, Told | None] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    done: bool = False
    bumped: bool = False

    def commit(self) -> None:
        """Bump; the last note of a transaction confirms them all."""
        self.done = True
        bump(self.tags)
        self.bumped = True
        notes = _notes.get(self.connection, [])
        if notes and notes[-1] is self:
            confirmed = [pk for note in notes if note.bumped for pk in note.rows]
            notes.clear()
            _rows(self.connection).filter(pk__in=confirmed).update(bumped=True)


_notes: WeakKeyDictionary[BaseDatabaseWrapper, list[Note]] = WeakKeyDictionary()
_there: set[str] = set()


def is_there(connection: BaseDatabaseWrapper) -> bool:
    """Say whether the table of changes was made: the first migrations write before it is."""
    if connection.alias not in _there:
        if ContentChange._meta.db_table not in connection.introspection.table_names():
            return False
        _there.add(connection.alias)
    return True


def _rows(connection: BaseDatabaseWrapper) -> Any:
    return ContentChange.objects.using(connection.alias)


def changed(*tags: str, using: str = "default") -> None:
    """Note that what these tags name has changed, in this transaction or at once."""
    with transaction.atomic(using=using):
        note(connections[using], Effect(set(tags)))


def note(connection: BaseDatabaseWrapper, effect: Effect) -> None:
    """Note an effect in the transaction that is open; rows are written for what is new in it.

    One row is left of each object, which says what the transaction did to it in all: nobody is to
    hear of what was never committed. A rollback to a savepoint brings the row before it back.
    """
    before = _standing(connection)
    new = Note(connection, effect.tags)
    new.told, replaced = _merge(effect.changes, before)
    tags = effect.tags - {tag for each in before for tag in each.tags}
    tags.update(tag for row in replaced for tag in row.tags)
    rows = [told.row for told in new.told.values() if told]
    if replaced:
        _rows(connection).filter(pk__in=[row.pk for row in replaced]).delete()
    if tags or rows:
        new.rows = _write(connection, tags, rows)
    _notes[connection] = [*before, new]
    transaction.on_commit(new.commit, using=connection.alias, robust=True)


def _standing(connection: BaseDatabaseWrapper) -> list[Note]:
    """Return this transaction's notes that no rollback to a savepoint took back."""
    open_ones = {id(getattr(call, "__self__", None)) for _, call, _ in connection.run_on_commit}
    notes = _notes.get(connection, [])
    return [each for each in notes if not each.done and id(each) in open_ones]


def _merge(
    changes: list[Change], before: list[Note]
) -> tuple[dict[Key, Told | None], list[ContentChange]]:
    """Return what is to be told now, None for nothing any more, and the rows that this replaces."""
    found = {(change.type, change.id): change for change in changes}
    earlier = {key: each.told[key] for each in before for key in found.keys() & each.told.keys()}
    told: dict[Key, Told | None] = {}
    replaced = []
    for key, change in found.items():
        known = earlier.get(key)
        whole = known.change.then(change) if known else change
        if known and whole == known.change:
            continue
        if key in earlier and not known and change.kind == Kind.REMOVED:
            continue  # it came and went: a deletion is noted for each of a page's tables
        if known:
            replaced.append(known.row)
        told[key] = Told(whole, _row(whole)) if whole else None
    return told, replaced


def _row(change: Change) -> ContentChange:
    return ContentChange(
        kind=change.kind,
        type=change.type,
        object_id=change.id,
        label=change.label,
        paths=change.paths,
        tags=[f"{change.type}-{change.id}"],
    )


def _write(connection: BaseDatabaseWrapper, tags: set[str], rows: list[ContentChange]) -> list[int]:
    """Write the rows; the first has the tags too, or a row without an object."""
    rows = rows or [ContentChange()]
    rows[0].tags = sorted(tags.union(rows[0].tags))
    number: Any = 0
    if connection.vendor == "postgresql":
        number = RawSQL("pg_current_xact_id()::text::bigint", [])
    for row in rows:
        row.transaction = number
    _rows(connection).bulk_create(rows, batch_size=_BATCH)
    return [row.pk for row in rows]


def saved(sender: type[Model], instance: Model, created: bool, using: str, **kwargs: Any) -> None:
    """Note a new image, document or redirect, which had no key while it was written."""
    if created and is_there(connections[using]):
        with transaction.atomic(using=using):
            note(connections[using], _created(instance))


_created = created  # the signal's own argument has the same name


def models_told() -> Iterable[type[Model]]:
    """Return the models whose saving `saved` is to hear of."""
    return [model for _, model, _ in told().values()]


def confirm() -> int:
    """Bump what a process left unbumped when it died; return how many rows."""
    done = 0
    while rows := ContentChange.objects.filter(bumped=False).values_list("pk", "tags")[:_BATCH]:
        bump({tag for _, tags in rows for tag in tags})
        done += ContentChange.objects.filter(pk__in=[pk for pk, _ in rows]).update(bumped=True)
    return done


def confirm_if_possible() -> None:
    """Do what `confirm` does, at a process's start; the database, or Redis, may be away."""
    try:
        confirm()
    except (DatabaseError, NotToldError) as error:
        logger.warning("Changes could not be confirmed: %s", type(error).__name__)


def forget() -> int:
    """Drop rows that no cursor can ask for any more; return how many."""
    over = ContentChange.objects.filter(
        at__lt=timezone.now() - KEPT - timedelta(days=1), bumped=True, told=True
    )
    return over.delete()[0]
