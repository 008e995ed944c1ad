"""What a site tells of its newsletter, kept with the settings that every page reads anyway."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

WORDING = (
    "You may send me the newsletter by email. Every issue has a link with which I can end that "
    "at once."
)


class NewsletterOffer(models.Model):
    """The fields of a site's settings that are about its newsletter."""

    newsletter_offered = models.BooleanField(
        "offered", default=False, help_text="Readers can sign up. Issues can be sent either way."
    )
    newsletter_name = models.CharField("name", max_length=80, default="Newsletter")
    newsletter_promise = models.CharField(
        "promise",
        max_length=200,
        blank=True,
        help_text="What it holds and how often it comes, in a sentence.",
    )
    newsletter_wording = models.TextField(
        "consent",
        max_length=500,
        default=WORDING,
        help_text="What readers agree to when they sign up. It is kept, word for word, with "
        "each sign-up.",
    )
    newsletter_in_footer = models.BooleanField(
        "form in the footer", default=True, help_text="A small form at the foot of every page."
    )
    newsletter_address = models.TextField(
        "postal address",
        max_length=300,
        blank=True,
        help_text="Of the publisher. It stands below every issue, as the CAN-SPAM Act wants it "
        "(15 U.S.C. 7704(a)(5)).",
    )

    newsletter_panel = MultiFieldPanel(
        [
            FieldPanel("newsletter_offered"),
            FieldPanel("newsletter_name"),
            FieldPanel("newsletter_promise"),
            FieldPanel("newsletter_wording"),
            FieldPanel("newsletter_in_footer"),
            FieldPanel("newsletter_address"),
        ],
        heading="Newsletter",
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Ask for the postal address before anybody can sign up."""
        super().clean()
        if self.newsletter_offered and not self.newsletter_address.strip():
            raise ValidationError(
                {"newsletter_address": "The law wants a postal address below every issue."}
            )
