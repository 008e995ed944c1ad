"""A number and a form, by reference, in any page's body."""

import hashlib
from typing import Any

from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.models import Page

from headless.cache.tags import depend
from headless.representations import PageReference, represent_page
from home.blocks.referring import PageChooserBlock, SnippetChooserBlock
from leads.api import (
    AnswererReference,
    FormDescription,
    PhoneLineReference,
    describe_form,
    represent_answerer,
    represent_line,
)
from leads.drawing import form_context, may_be_shown


class PhoneRepresentation(TypedDict):
    """A number, or None where the line was deleted."""

    line: PhoneLineReference | None


class CallbackFormRepresentation(TypedDict):
    """A form as data; nothing but the heading where it is not public."""

    heading: str
    form_page: PageReference | None
    form: FormDescription | None
    answerer: AnswererReference | None


class PhoneBlock(blocks.StructBlock):
    """A number to call, with who answers it."""

    line = SnippetChooserBlock("leads.PhoneLine", label="Phone line")

    class Meta:
        icon = "mobile-alt"
        group = "Contact"
        description = "A phone number, and who answers it"
        template = "components/blocks/phone.html"

    def get_preview_value(self) -> Any:
        """Show the first line there is."""
        from leads.models import PhoneLine

        return self.normalize({"line": PhoneLine.objects.select_related("answerer").first()})

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> PhoneRepresentation:
        """Return the number with who answers it."""
        return {"line": represent_line(value["line"]) if value["line"] else None}


class CallbackFormBlock(blocks.StructBlock):
    """A call-back form; the same one may stand several times on a page."""

    heading = blocks.CharBlock(max_length=120, required=False)
    form_page = PageChooserBlock(page_type="leads.CallbackFormPage", label="Form")

    class Meta:
        icon = "form"
        group = "Contact"
        description = "A form by which readers ask to be called"
        template = "components/blocks/callback_form.html"

    def get_preview_value(self) -> Any:
        """Show the first form there is."""
        from leads.models import CallbackFormPage

        return self.normalize(
            {"heading": "Shall we call you?", "form_page": CallbackFormPage.objects.live().first()}
        )

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict[str, Any]:
        """Add the form, with a prefix of this copy's own."""
        context = super().get_context(value, parent_context)
        page = value["form_page"] and value["form_page"].specific
        if may_be_shown(page):
            request, source = context.get("request"), context.get("page")
            prefix = prefix_of(value, context)
            source = source if isinstance(source, Page) else None
            context["callback"] = form_context(request, page, prefix, source)
        return context

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> CallbackFormRepresentation:
        """Return the form as data; nothing of a form that is not public."""
        page = value["form_page"] and value["form_page"].specific
        depend("visibility", f"page-{page.pk if page else 0}")
        if not may_be_shown(page):
            return {"heading": value["heading"], "form_page": None, "form": None, "answerer": None}
        return {
            "heading": value["heading"],
            "form_page": represent_page(page),
            "form": describe_form(page),
            "answerer": represent_answerer(page.answerer),
        }


def prefix_of(value: Any, context: dict[str, Any]) -> str:
    """Return the copy's prefix, from the block's id: the same when the page is rendered again.

    A block drawn outside a stream has no id; it is numbered in the order of drawing, which is the
    same each time too.
    """
    bound = context.get("block")
    identity = getattr(bound, "id", None) if getattr(bound, "value", None) is value else None
    if identity:
        digest = hashlib.blake2s(str(identity).encode(), digest_size=6).hexdigest()
        return f"form-{digest}"
    request = context.get("request")
    number = getattr(request, "callback_forms_drawn", 0) + 1
    if request is not None:
        request.callback_forms_drawn = number
    return f"form-{number}"


CONTACT_BLOCKS = {"phone": PhoneBlock(), "callback_form": CallbackFormBlock()}
