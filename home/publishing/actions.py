"""Wagtail's actions that make a page live, with the gate before them.

`SitePage.publish` takes the first: so do workflows, bulk actions and v3's create and edit. v3's
own actions are looked up in Wagtail's registry, where both stand in for Wagtail's.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from headless.restrictions import carry_over
from home.publishing.gate import refuse_blocked


class CheckedPublishAction(PublishPageRevisionAction):
    """Publishes or schedules a revision that no check of the site blocks."""

    def check(self, skip_permission_checks: bool = False) -> None:
        """Ask for the right, then the checks."""
        super().check(skip_permission_checks=skip_permission_checks)
        if self.user is not None:
            refuse_blocked([self.object])


class PrivateCopyAction(CopyPageAction):
    """Copies pages; what stays live of a private page stays private, wherever it goes."""

    @transaction.atomic  # Wagtail makes the copy live first, and restricts it then
    def execute(self, skip_permission_checks: bool = False) -> Page:
        """Copy the pages, all or none."""
        copied: Page = super().execute(skip_permission_checks=skip_permission_checks)
        return copied

    def _copy_page(self, page: Page, to: Page | None = None, *args: Any, **kwargs: Any) -> Page:
        copied: Page = super()._copy_page(page, to, *args, **kwargs)
        if self.keep_live:
            carry_over(page, copied)
        return copied


class CheckedCopyAction(PrivateCopyAction):
    """Copies pages; those that stay live must pass as if they were published."""

    def check(self, skip_permission_checks: bool = False) -> None:
        """Ask for the right, then the checks."""
        super().check(skip_permission_checks=skip_permission_checks)
        if self.user is not None and self.keep_live:
            refuse_blocked(live_pages(self.page, recursive=self.recursive))


def live_pages(page: Page, *, recursive: bool) -> Iterator[Page]:
    """Yield what goes live with a copy: the page, and below it, each as it is live now."""
    pages = page.get_descendants(inclusive=True) if recursive else Page.objects.filter(pk=page.pk)
    yield from pages.live().specific()
