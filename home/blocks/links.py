"""Links to a page or an address: menus, footers, cards."""

from typing import Any

from django.core.exceptions import ValidationError
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from headless.representations import PageReference, represent_page
from headless.visibility import is_public


class LinkRepresentation(TypedDict):
    """A link; without text and address where its page is not public."""

    text: str
    url: str | None
    page: PageReference | None


class MenuItemRepresentation(LinkRepresentation):
    """A link, and those below it."""

    children: list[LinkRepresentation]


class LinkValue(blocks.StructValue):
    """A link's value: `url` and `label` wherever it leads."""

    @property
    def url(self) -> str:
        """The address: the page's, or the one typed."""
        page = self.get("page")
        return (page.url or "") if page else (self.get("address") or "")

    @property
    def label(self) -> str:
        """The text: the one typed, or the page's title."""
        page = self.get("page")
        return self.get("text") or (page.title if page else self.get("address")) or ""

    @property
    def hidden(self) -> bool:
        """Whether it leads to a page that the public may not see."""
        page = self.get("page")
        return page is not None and not is_public(page)


class LinkBlock(blocks.StructBlock):
    """One link, to a page of this site or to an address elsewhere."""

    text = blocks.CharBlock(
        max_length=80, required=False, help_text="What the link says. Empty: the page's title."
    )
    page = blocks.PageChooserBlock(required=False)
    address = blocks.URLBlock(
        required=False, help_text="A full address, where it is not a page of this site."
    )

    class Meta:
        icon = "link"
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        """Ask for exactly one target."""
        value = super().clean(value)
        both_or_neither = bool(value.get("page")) == bool(value.get("address"))
        if both_or_neither and not self.is_deferred_validation:
            error = ValidationError("Choose a page or give an address, one of the two.")
            raise StructBlockValidationError(block_errors={"page": error})
        return value

    def get_api_representation(self, value: Any, context: dict | None = None) -> LinkRepresentation:
        """Return {text, url, page}; a page that is not public is left out."""
        page = value.get("page")
        reference = represent_page(page)
        hidden = page is not None and reference is None
        return {
            "text": "" if hidden else value.label,
            "url": None if hidden else (reference["url"] if reference else value.url),
            "page": reference,
        }


class MenuItemBlock(LinkBlock):
    """An entry of the main menu, with at most one level below it."""

    children = blocks.ListBlock(LinkBlock(), default=[], required=False, label="Links below it")

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> MenuItemRepresentation:
        """Return the link and the links below it."""
        return {
            **super().get_api_representation(value, context),
            "children": self.child_blocks["children"].get_api_representation(
                value["children"], context
            ),
        }


class FooterColumnBlock(blocks.StructBlock):
    """A headed list of links in the footer."""

    heading = blocks.CharBlock(max_length=40)
    links = blocks.ListBlock(LinkBlock())

    class Meta:
        icon = "list-ul"


class SocialLinkBlock(blocks.StructBlock):
    """Where else the publisher can be found."""

    name = blocks.CharBlock(max_length=40, help_text="For example Mastodon, or YouTube.")
    address = blocks.URLBlock()

    class Meta:
        icon = "globe"
