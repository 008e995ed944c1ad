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


ARRIVED = Ordering((Term("pk", descending=True, nullable=False),))


class Slice(NamedTuple):
    """The comments of one page, and the cursor of the next one, '' at the end."""

    comments: list[Comment]
    after: str


def queue_page(comments: QuerySet, cursor: str) -> Slice:
    """Return a page in the order of the queue: danger first, then who has waited longest.

    Each rank is asked for by itself. A condition on rank and date together would make a database
    read, for a page in the depth, all that comes before it.
    """
    first, _, inner = cursor.partition(".")
    ranks = Comment.Rank.values
    start = int(first) if first in map(str, ranks) else min(ranks)
    rows: list[Comment] = []
    for rank in ranks[ranks.index(start) :]:
        segment = comments.filter(rank=rank)
        beyond = _beyond(segment, OLDEST, inner if rank == start else "")
        rows += beyond[: PAGE + 1 - len(rows)]
        if len(rows) > PAGE:
            break
    return _cut(rows, queue_cursor)


def queue_cursor(last: Comment) -> str:
    """Return where the queue goes on after a comment."""
    return f"{last.rank}.{_name(OLDEST, last)}"


def newest_page(comments: QuerySet, cursor: str) -> Slice:
    """Return a page of comments of one status, newest first."""
    return _page(comments, NEWEST, cursor)


def latest_page(comments: QuerySet, cursor: str) -> Slice:
    """Return a page of comments of any status, those first that came last."""
    return _page(comments, ARRIVED, cursor)


def _page(comments: QuerySet, ordering: Ordering, cursor: str) -> Slice:
    rows = list(_beyond(comments, ordering, cursor)[: PAGE + 1])
    return _cut(rows, lambda last: _name(ordering, last))


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


def _cut(rows: list[Comment], name: Callable[[Comment], str]) -> Slice:
    """Return the page; the one row more that was asked for tells that the list goes on."""
    shown = rows[:PAGE]
    return Slice(shown, name(shown[-1]) if len(rows) > PAGE else "")
