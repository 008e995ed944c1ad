"""The same change to many profiles: each gets a revision, is published, and keeps the reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from treatment.models import FacilityPage

BULK_EDIT = "treatment.bulk_edit"  # in the history of a page

Change = Callable[[FacilityPage], bool]  # changes the page; False where it was so already


@dataclass
class Outcome:
    """What became of the profiles."""

    changed: int = 0
    same: int = 0
    skipped: list[str] = field(default_factory=list)


def obstacle(page: FacilityPage, user: Any) -> str:
    """Return why a page must not be published over somebody's head, or ''."""
    if page.alias_of_id:
        return "it is a copy of another page"
    if page.locked or page.permissions_for_user(user).page_locked():
        return "it is locked"
    if not page.live:
        return "it is not published"
    if page.has_unpublished_changes:
        return "it has unpublished changes"
    return ""


@transaction.atomic
def change_all(ids: Iterable[int], change: Change, user: Any, summary: str) -> Outcome:
    """Change all of these, or none: a ValidationError of one takes back the others."""
    outcome = Outcome()
    # Locked and read again: somebody may have saved one since the user chose it.
    pages = FacilityPage.objects.select_for_update(of=("self",)).filter(pk__in=list(ids))
    for page in pages.order_by("title", "pk"):
        if reason := obstacle(page, user):
            outcome.skipped.append(f"{page.title}: {reason}")
        elif change(page):
            _publish(page, user, summary)
            outcome.changed += 1
        else:
            outcome.same += 1
    return outcome


def _publish(page: FacilityPage, user: Any, summary: str) -> None:
    revision = page.save_revision(user=user)
    data = {"summary": summary}
    log(page, BULK_EDIT, user=user, revision=revision, data=data, content_changed=True)
    revision.publish(user=user)
