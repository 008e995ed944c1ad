"""How many rows a list has: counted exactly, once for each state of the page tree.

Counting fifty thousand pages costs more than reading twenty. The state of the tree comes with the
sites (`reading.world`), in the same database; while it stays, the number of pages does.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from django.db.models import QuerySet

from headless.reading.world import World

KEPT = 1_000  # numbers that a process remembers
_known: OrderedDict[Hashable, int] = OrderedDict()
_lock = Lock()


def count(queryset: QuerySet, world: World, *, by_tree: bool) -> int:
    """Return the number of rows.

    `by_tree` says that nothing but the page tree decides about them: no other table, no clock.
    """
    if not by_tree:
        return queryset.order_by().count()
    sql, values = queryset.order_by().values("pk").query.sql_with_params()
    key = (world.generation, sql, tuple(map(str, values)))
    with _lock:
        if (number := _known.get(key)) is not None:
            _known.move_to_end(key)
            return number
    number = queryset.order_by().count()
    with _lock:
        _known[key] = number
        if len(_known) > KEPT:
            _known.popitem(last=False)
    return number
