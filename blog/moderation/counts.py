"""How much waits, for the menu and the dashboard. Every number stops at `paging.MOST_COUNTED`."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from blog.models import Comment
from blog.moderation.paging import count, in_words

Rank = Comment.Rank


@dataclass(frozen=True)
class Waiting:
    """What waits for a moderator, in words for people."""

    number: str
    crisis: int
    suspected: str
    oldest: datetime | None


def waiting_count() -> int:
    """Return how many comments wait, those that look like no person's left out."""
    return count(_waiting(rank__lt=Rank.SUSPECTED))


def waiting() -> Waiting:
    """Return what waits, and since when."""
    oldest = (
        _waiting(rank=rank).order_by("created_at").values_list("created_at", flat=True).first()
        for rank in (Rank.CRISIS, Rank.ORDINARY)
    )
    return Waiting(
        number=in_words(waiting_count()),
        crisis=count(_waiting(rank=Rank.CRISIS)),
        suspected=in_words(count(_waiting(rank=Rank.SUSPECTED))),
        oldest=min(filter(None, oldest), default=None),
    )


def _waiting(**conditions: int) -> QuerySet:
    return Comment.objects.filter(status=Comment.Status.PENDING, **conditions)
