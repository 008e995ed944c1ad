"""What a site offers when a page says nothing else: a hotline, a form, a newsletter."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import register_setting

from headless.cache.tags import VISIBILITY
from headless.visibility import public_pages
from home.models import FrameSettings
from leads.models.answerers import PhoneLine
from leads.models.forms import CallbackFormPage
from leads.models.newsletter_offer import NewsletterOffer


@register_setting(icon="mobile-alt", order=200)
class LeadsSettings(NewsletterOffer, FrameSettings):
    """The hotline in the header, the form to fall back on, the newsletter in the footer."""

    hotline = models.ForeignKey(
        PhoneLine,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Shown at the top of every page, with who answers it.",
    )
    callback_form = models.ForeignKey(
        CallbackFormPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The form offered where a page has none of its own.",
    )

    # Where the site tells who answers: the page's `url_path`, empty without one; None if not asked.
    who_answers: str | None = None

    select_related = ["hotline__answerer"]
    tags_along = (VISIBILITY, "type-leads.whoanswerspage")
    panels = [
        FieldPanel("hotline"),
        PageChooserPanel("callback_form"),
        NewsletterOffer.newsletter_panel,
    ]

    class Meta:
        verbose_name = "hotline, call-backs, newsletter"

    @classmethod
    def read_along(cls) -> dict[str, Any]:
        """Return how the page is found on which every number's disclosure leads."""
        pages = public_pages(apps.get_model("leads", "WhoAnswersPage"))
        below = pages.filter(path__startswith=OuterRef("root_page__path")).order_by("path")
        path = Coalesce(
            Subquery(below.values("url_path")[:1]), Value(""), output_field=models.TextField()
        )
        return {"who_answers": path}
