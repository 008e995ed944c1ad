"""What makes a profile worth an editor's look, each as a query: lists and reports filter by it."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_filters import ChoiceFilter

from treatment.choices import PositionSource
from treatment.models import FacilityPage, FacilityPhone, ListingProblem


class Condition(NamedTuple):
    """A query and the words for it."""

    label: str
    query: Callable[[], Q]


class ConditionFilter(ChoiceFilter):
    """Filters facilities by one of several conditions."""

    def __init__(self, conditions: Mapping[str, Condition], **kwargs: Any) -> None:
        self.conditions = conditions
        choices = [(name, condition.label) for name, condition in conditions.items()]
        super().__init__(choices=choices, **kwargs)

    def filter(self, qs: Any, value: str) -> Any:
        """Compare keys alone: a search after it could not ask for columns that it does not know."""
        if value not in self.conditions:
            return qs
        found = FacilityPage.objects.filter(self.conditions[value].query())
        return qs.filter(pk__in=found.order_by().values("pk"))


def months_ago(months: int) -> date:
    """Return today's day so many months ago, or that month's last."""
    today = timezone.localdate()
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))


def older_than(months: int) -> Q:
    """Ask for facts that were last known to be true longer ago."""
    return Q(source_date__lt=months_ago(months))


def undated() -> Q:
    """Ask for facts of no date."""
    return Q(source_date=None)


def only_by_zip() -> Q:
    """Ask for positions that are only the ZIP code's center."""
    return Q(position_source=PositionSource.ZIP)


def gone() -> Q:
    """Ask for facilities that no directory lists any more."""
    return Q(gone_on__isnull=False)


def _with_problems() -> Q:
    tickets = ListingProblem.objects.filter(status=ListingProblem.Status.OPEN)
    return Q(pk__in=tickets.order_by().values("facility"))


def _with_invalid_phones() -> Q:
    return Q(pk__in=FacilityPhone.objects.filter(is_valid=False).order_by().values("facility"))


FRESHNESS = {
    "12": Condition("Older than 12 months", lambda: older_than(12)),
    "24": Condition("Older than 24 months", lambda: older_than(24)),
    "none": Condition("No date", undated),
}
SURVEY = {
    "su": Condition("Substance use", lambda: Q(treats_substance_use=True)),
    "mh": Condition("Mental health", lambda: Q(treats_mental_health=True)),
    "both": Condition("Both", lambda: Q(treats_substance_use=True) & Q(treats_mental_health=True)),
}
NEEDS = {
    "problems": Condition("Open reports of problems", _with_problems),
    "phones": Condition("A phone number nobody could dial", _with_invalid_phones),
    "zip": Condition("Place known only by ZIP code", only_by_zip),
    "nowhere": Condition("No position", lambda: Q(latitude=None)),
}
DIRECTORY = {
    "gone": Condition("Gone from the directory", gone),
    "listed": Condition("Listed", lambda: Q(gone_on=None)),
}


def open_problems() -> Coalesce:
    """Return the number of open tickets of each facility, for `annotate`."""
    tickets = (
        ListingProblem.objects.filter(facility=OuterRef("pk"), status=ListingProblem.Status.OPEN)
        .order_by()
        .values("facility")
        .annotate(number=Count("pk"))
    )
    return Coalesce(Subquery(tickets.values("number")), 0, output_field=IntegerField())
