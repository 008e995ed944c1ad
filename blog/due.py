"""Which articles are due for another look."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from blog.models import ArticlePage

SOON = 30  # days
OVERDUE, DUE_SOON, LATER, UNDATED = "overdue", "soon", "later", "undated"
STATES = (
    (OVERDUE, "Overdue"),
    (DUE_SOON, f"Within {SOON} days"),
    (LATER, "Later"),
    (UNDATED, "No date"),
)


def condition(state: str, today: date | None = None) -> Q:
    """Return what holds of the articles in a state; of all, where there is no such state."""
    start = today or localdate()
    soon = start + timedelta(days=SOON)
    return {
        OVERDUE: Q(review_due_on__lt=start),
        DUE_SOON: Q(review_due_on__range=(start, soon)),
        LATER: Q(review_due_on__gt=soon),
        UNDATED: Q(review_due_on=None),
    }.get(state, Q())


def articles_in_state(state: str, articles: Any = None) -> Any:
    """Return the articles in a state, of all or of these."""
    found = ArticlePage.objects.all() if articles is None else articles
    return found.filter(condition(state))
