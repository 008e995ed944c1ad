"""Text that nobody has looked at for long."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate

from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

MONTHS = 18


class OldText(Check):
    """A live page whose text is eighteen months old or more.

    A page type that tells readers when its text was last true has a method `text_dated`; of others
    counts when they were last published.
    """

    code = "old_text"
    label = f"Text unchanged for {MONTHS} months"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield one finding where the page's text is old."""
        dated = _dated(draft.page)
        if dated and _months_since(dated) >= MONTHS:
            yield Finding(
                f"The text was last changed or reviewed on {date_format(dated)}. "
                "Check that it still holds."
            )


def _dated(page: Any) -> date | None:
    if told := getattr(page, "text_dated", None):
        return told()
    return localdate(page.last_published_at) if page.last_published_at else None


def _months_since(day: date) -> int:
    today = localdate()
    months = 12 * (today.year - day.year) + today.month - day.month
    return months - (today.day < day.day)
