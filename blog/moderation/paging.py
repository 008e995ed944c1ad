"""Pages of a long list of comments, each found by the index, at any depth.

There are no page numbers, and no total beyond a thousand: both would be counted anew for each page.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.db.models import QuerySet

from blog.models import Comment
from headless.reading.ordering import Ordering, Term, after, encode
from headless.reading.parameters import BadParameterError

PAGE = 50  # comments
MOST_COUNTED = 1_000

OLDEST, NEWEST = (
    Ordering(tuple(Term(name, descending=way, nullable=False) for name in ("created_at", "pk")))
    for way in (False, True)
)
ARRIVED, ARRIVED_FIRST = (
    Ordering((Term("pk", descending=way, nullable=False),)) for way in (True, False)
)
_OPPOSITE = {OLDEST: NEWEST, NEWEST: OLDEST, ARRIVED: ARRIVED_FIRST}


class Slice(NamedTuple):
    """The comments of one page, and the cursors of the next and the previous, '' at the ends."""

    comments: list[Comment]
    after: str
    before: str = ""


def queue_page(comments: QuerySet, cursor: str, *, back: bool = False) -> Slice:
    """Return a page in the order of the queue: danger first, then who has waited longest.

    Each rank is asked for by itself. A condition on rank and date together would make a database
    read, for a page in the depth, all that comes before it.
    """

    def read(cursor: str, *, back: bool) -> list[Comment]:
        first, _, inner = cursor.partition(".")
        ranks = Comment.Rank.values[:: -1 if back else 1]
        start = int(first) if first in map(str, ranks) else ranks[0]
        rows: list[Comment] = []
        for rank in ranks[ranks.index(start) :]:
            segment = comments.filter(rank=rank)
            way = _OPPOSITE[OLDEST] if back else OLDEST
            beyond = _beyond(segment, way, inner if rank == start else "")
            rows += beyond[: PAGE + 1 - len(rows)]
            if len(rows) > PAGE:
                break
        return rows

    return _slice(read, queue_cursor, cursor, back=back)


def queue_cursor(comment: Comment, *, back: bool = False) -> str:
    """Return where the queue goes on after a comment, or before it."""
    return f"{comment.rank}.{_name(_OPPOSITE[OLDEST] if back else OLDEST, comment)}"


def newest_page(comments: QuerySet, cursor: str, *, back: bool = False) -> Slice:
    """Return a page of comments of one status, newest first."""
    return _page(comments, NEWEST, cursor, back=back)


def latest_page(comments: QuerySet, cursor: str, *, back: bool = False) -> Slice:
    """Return a page of comments of any status, those first that came last."""
    return _page(comments, ARRIVED, cursor, back=back)


def _page(comments: QuerySet, ordering: Ordering, cursor: str, *, back: bool) -> Slice:
    def way(*, back: bool) -> Ordering:
        return _OPPOSITE[ordering] if back else ordering

    def read(cursor: str, *, back: bool) -> list[Comment]:
        return list(_beyond(comments, way(back=back), cursor)[: PAGE + 1])

    def name(comment: Comment, *, back: bool = False) -> str:
        return _name(way(back=back), comment)

    return _slice(read, name, cursor, back=back)


def count(comments: QuerySet) -> int:
    """Return how many there are, at most one more than MOST_COUNTED."""
    return comments.order_by()[: MOST_COUNTED + 1].count()


def in_words(number: int) -> str:
    """Return what `count` gave, for people."""
    return f"{MOST_COUNTED:,}+" if number > MOST_COUNTED else f"{number:,}"


def _beyond(comments: QuerySet, ordering: Ordering, cursor: str) -> QuerySet:
    """Return what comes after the cursor; everything where it is none of ours."""
    ordered = ordering.apply(comments)
    try:
        return after(ordered, ordering, cursor) if cursor else ordered
    except BadParameterError:
        return ordered


def _name(ordering: Ordering, comment: Comment) -> str:
    return encode(ordering, {name: getattr(comment, name) for name in ordering.columns})


def _slice(
    read: Callable[..., list[Comment]], name: Callable[..., str], cursor: str, *, back: bool
) -> Slice:
    """Return the page; the one row more that is read tells that the list goes on.

    Back at the beginning the first page is read anew, so that it is full; so it is where nothing
    is left beyond the cursor, because others have decided about the rest.
    """
    rows = read(cursor, back=back)
    goes_on = len(rows) > PAGE
    if (back and not goes_on) or (cursor and not rows):
        return _slice(read, name, "", back=False)
    shown = rows[:PAGE][:: -1 if back else 1]
    if not shown:
        return Slice([], "")
    return Slice(
        shown,
        name(shown[-1]) if back or goes_on else "",
        name(shown[0], back=True) if back or cursor else "",
    )
