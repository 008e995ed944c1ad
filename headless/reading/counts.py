"""How many rows a list has: counted exactly, once for each state of the page tree.

Counting fifty thousand pages costs more than reading twenty. The state of the tree comes with the
sites (`reading.world`), from the same database; while it stays, the number of pages does.
"""

from collections import OrderedDict
from threading import Lock

from django.db.models import Count, QuerySet, Value

from headless.reading.statements import Statement
from headless.reading.world import World

KEPT = 1_000  # numbers that a process remembers
_known: OrderedDict[tuple, int] = OrderedDict()
_lock = Lock()


def counting(queryset: QuerySet) -> Statement:
    """Return the statement that counts a queryset's rows."""
    rows = queryset.order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    return Statement(rows.annotate(total=Count("*")).values("total"))


def count(statement: Statement, world: World, *, by_tree: bool) -> int:
    """Return the number of rows.

    `by_tree` says that nothing but the page tree decides about them: no other table, no clock.
    """
    if not by_tree:
        return _counted(statement)
    key = (world.generation, statement.sql, *map(str, statement.parameters))
    with _lock:
        if (number := _known.get(key)) is not None:
            _known.move_to_end(key)
            return number
    number = _counted(statement)
    with _lock:
        _known[key] = number
        if len(_known) > KEPT:
            _known.popitem(last=False)
    return number


def _counted(statement: Statement) -> int:
    rows = statement.rows()
    return rows[0]["total"] if rows else 0
