"""How the editorial desk of one site works."""

from datetime import date, timedelta
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

DAYS_A_MONTH = 365.2425 / 12  # the Gregorian calendar's mean


@register_setting(icon="calendar-check", order=200)
class EditorialSettings(BaseSiteSetting):
    """When articles are checked again, and who is reminded of it."""

    review_months = models.PositiveSmallIntegerField(
        "months between reviews",
        default=12,
        validators=[MaxValueValidator(120)],
        help_text="When a medical review is approved, the next one is due after this many months. "
        "0: the date is left to the editors.",
    )
    remind_days = models.PositiveSmallIntegerField(
        "days before",
        default=14,
        validators=[MaxValueValidator(365)],
        help_text="A reminder is sent this many days before a review is due.",
    )
    remind_address = models.EmailField(
        "address",
        blank=True,
        help_text="Where reminders go. Empty: to the article's authors and to who created it, "
        "where they log in here.",
    )

    panels = [
        FieldPanel("review_months"),
        MultiFieldPanel(
            [FieldPanel("remind_days"), FieldPanel("remind_address")], heading="Reminders"
        ),
    ]

    class Meta:
        verbose_name = "editorial desk"
        verbose_name_plural = "editorial desk"

    def __str__(self) -> str:
        return "Editorial desk"

    @classmethod
    def of(cls, page: Any) -> "EditorialSettings":
        """Return the settings of a page's site, or the defaults where it belongs to none."""
        site = page.get_site()
        return cls.for_site(site) if site else cls()

    @classmethod
    def next_review(cls, page: Any, reviewed_on: date) -> date | None:
        """Return when a page that was reviewed on this day is due again."""
        if months := cls.of(page).review_months:
            return reviewed_on + timedelta(days=round(months * DAYS_A_MONTH))
        return page.review_due_on
