"""How well requests are answered, without a word about anybody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone

from headless.models import Delivery
from leads import spool
from leads.models import WAITING, CallbackRequest

PERIOD = timedelta(days=90)
# To the first attempt; the last is open.
STEPS = (
    ("15 minutes", timedelta(minutes=15)),
    ("1 hour", timedelta(hours=1)),
    ("4 hours", timedelta(hours=4)),
    ("1 day", timedelta(days=1)),
)


@dataclass(frozen=True)
class Bar:
    """One bar of a chart."""

    label: str
    count: int
    most: int


@dataclass(frozen=True)
class Waiting:
    """What the dashboard warns of; the ages are None where nothing waits."""

    requests: int
    overdue: int
    oldest_request: datetime | None
    oldest_notice: datetime | None
    given_up: int
    spooled: int


def waiting() -> Waiting:
    """Return what waits now."""
    open_requests = CallbackRequest.objects.filter(status__in=WAITING, suspected=False)
    owed = Delivery.objects.exclude(status=Delivery.Status.DELIVERED)
    dead = owed.filter(status=Delivery.Status.DEAD)
    oldest = open_requests.order_by("created_at").values_list("created_at", flat=True).first()
    undelivered = owed.order_by("created_at").values_list("created_at", flat=True).first()
    return Waiting(
        requests=open_requests.count(),
        overdue=open_requests.filter(due_at__lt=timezone.now()).count(),
        oldest_request=oldest,
        oldest_notice=undelivered,
        given_up=dead.count(),
        spooled=len(spool.waiting()),
    )


class Charts:
    """The last ninety days, counted in one reading of the columns that matter."""

    def __init__(self) -> None:
        recent = CallbackRequest.objects.filter(
            created_at__gte=timezone.now() - PERIOD, suspected=False
        )
        self._rows = list(
            recent.values_list("created_at", "first_attempt_at", "source_page__title")
        )
        self._waits = [attempt - at for at, attempt, _ in self._rows if attempt]

    @property
    def total(self) -> int:
        """How many requests there were."""
        return len(self._rows)

    @property
    def median_wait(self) -> timedelta | None:
        """The time to the first attempt that half of the called waited at most."""
        seconds = [wait.total_seconds() for wait in self._waits]
        return timedelta(seconds=round(median(seconds))) if seconds else None

    def by_wait(self) -> list[Bar]:
        """How many were first tried within each step."""
        counts = Counter(_step(wait) for wait in self._waits)
        counts["Not tried yet"] = self.total - len(self._waits)
        labels = [*(f"Within {label}" for label, _ in STEPS), "Later", "Not tried yet"]
        return _bars((label, counts[label]) for label in labels)

    def by_hour(self) -> list[Bar]:
        """How many came in each hour of the day, in the publisher's time zone."""
        counts = Counter(timezone.localtime(at).hour for at, _, _ in self._rows)
        return _bars((f"{hour:02}:00", counts[hour]) for hour in range(24))

    def by_page(self) -> list[Bar]:
        """Return the ten pages that most requests came from."""
        counts = Counter(title or "A page that is gone" for _, _, title in self._rows)
        return _bars(counts.most_common(10))


def _step(wait: timedelta) -> str:
    return next((f"Within {label}" for label, limit in STEPS if wait <= limit), "Later")


def _bars(counts: Iterable[tuple[str, int]]) -> list[Bar]:
    pairs = list(counts)
    most = max((count for _, count in pairs), default=0) or 1
    return [Bar(label, count, most) for label, count in pairs]
