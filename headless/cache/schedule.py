"""Time is a dependency too: a page that expires leaves every answer at its moment.

The worker takes it down within a second (`headless.scheduling`). Looked up once, and again
when a page that expires was written or the moment has passed.
"""

from datetime import datetime

from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page

from headless.cache.generations import Generations, slot_of
from headless.cache.tags import EVERYTHING, SCHEDULE, declared

_SLOTS = (slot_of(SCHEDULE), slot_of(EVERYTHING))


class Schedule:
    """Knows the next moment at which a page expires."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._known: tuple[tuple[int, ...], datetime | None] | None = None

    def next(self) -> datetime | None:
        """Return the moment; None where no page expires."""
        now = timezone.now()
        if self._known is not None:
            counts, moment = self._known
            if (moment is None or moment > now) and self._generations.unchanged(_SLOTS, counts):
                return moment
        snapshot = self._generations.snapshot()  # before the database is read
        with declared():
            pages = Page.objects.filter(live=True, expire_at__gt=now)
            moment = pages.aggregate(next=Min("expire_at"))["next"]
        self._known = tuple(snapshot[slot] for slot in _SLOTS), moment
        return moment
