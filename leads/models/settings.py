"""What a site offers when a page says nothing else: a hotline, a form, a newsletter."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import register_setting

from headless.visibility import is_public
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

    select_related = ["hotline__answerer"]
    rows_along = ("hotline__answerer__staffed_hours",)
    panels = [
        FieldPanel("hotline"),
        PageChooserPanel("callback_form"),
        NewsletterOffer.newsletter_panel,
    ]

    class Meta:
        verbose_name = "hotline, call-backs, newsletter"

    @cached_property
    def public_form(self) -> CallbackFormPage | None:
        """The form to fall back on, with who calls, where the public may see it; one query."""
        key = self.callback_form_id
        form = CallbackFormPage.read_whole({key}).get(key) if key else None
        return form if form and is_public(form) else None
