"""The sign-up in any page's body."""

from typing import Any

from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.models import Page, Site

from leads.blocks import prefix_of
from leads.newsletter.describing import NewsletterDescription, describe_newsletter
from leads.newsletter.drawing import form_context, offered, offered_at
from leads.newsletter.forms import SignUpForm


class NewsletterRepresentation(TypedDict):
    """The sign-up as data; nothing but the heading where the site offers none."""

    heading: str
    newsletter: NewsletterDescription | None


class NewsletterBlock(blocks.StructBlock):
    """The site's newsletter; what it is called and promises stands in the settings."""

    heading = blocks.CharBlock(
        max_length=120, required=False, help_text="Empty: the newsletter's name."
    )

    class Meta:
        icon = "mail"
        group = "Contact"
        description = "A form to sign up for the newsletter"
        template = "components/blocks/newsletter.html"
        preview_value = {"heading": "Once a month, in your mail"}

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict[str, Any]:
        """Add the form, with a prefix of this copy's own."""
        context = super().get_context(value, parent_context)
        request, page = context.get("request"), context.get("page")
        offer = offered_at(request) if request else None
        if offer:
            form = SignUpForm(offer.site, prefix=prefix_of(value, context), offer=offer)
            context["newsletter"] = form_context(form, page if isinstance(page, Page) else None)
            request.newsletter_shown = True
        return context

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> NewsletterRepresentation:
        """Return the sign-up of the site that is asked."""
        request = (context or {}).get("request")
        offer = offered(Site.find_for_request(request) if request else None)
        return {
            "heading": value["heading"],
            "newsletter": describe_newsletter(offer) if offer else None,
        }


NEWSLETTER_BLOCKS = {"newsletter": NewsletterBlock()}
