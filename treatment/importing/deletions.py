"""Which profiles were deleted: the sources still list them, and editors want them gone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wagtail.models import Page

from treatment.models import DeletedFacility, FacilityPage, FacilitySurvey

REASON = "This profile was deleted on {:%Y-%m-%d}, and stays so unless you choose it."


def remember(sender: type, instance: FacilityPage, **kwargs: Any) -> None:
    """Before a profile is deleted: keep the keys by which imports would know it."""
    locator = Page.objects.parent_of(instance).first()
    surveys = FacilitySurvey.objects.filter(facility=instance.pk)
    for key in set(surveys.values_list("key", flat=True)) if locator else ():
        DeletedFacility.objects.get_or_create(
            locator_page=locator.pk, key=key, defaults={"title": instance.title}
        )


def deleted(locator: Page) -> dict[str, datetime]:
    """Return when profiles below a locator were deleted, by key."""
    rows = DeletedFacility.objects.filter(locator_page=locator.pk)
    return dict(rows.values_list("key", "deleted_at"))


def forget(locator: Page, keys: Iterable[str]) -> None:
    """Note that profiles of these keys are there again."""
    DeletedFacility.objects.filter(locator_page=locator.pk, key__in=list(keys)).delete()
