"""Links to a page or an address: menus, footers, cards."""

from collections.abc import Iterator
from typing import Any, cast

from django.core.exceptions import ValidationError
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from headless.reading.answer import Answer, Later, shown
from headless.reading.references import PageReference, page
from headless.reading.streams import read_block, represent
from headless.visibility import is_public
from home.blocks.referring import PageChooserBlock


class LinkRepresentation(TypedDict):
    """A link as the API tells it; all empty where its page is not public."""

    text: str
    url: str | None
    page: PageReference | None


class MenuItemRepresentation(LinkRepresentation):
    """An entry of a menu, with the links below it."""

    children: list[LinkRepresentation]


def stored(blocks: Any) -> Iterator[dict[str, Any]]:
    """Yield what is stored of each block of a stream, or of each item of a list."""
    for block in getattr(blocks, "raw_data", blocks) or ():
        yield block["value"] if block.keys() >= {"type", "value"} else block


def read_link(raw: dict[str, Any], answer: Answer) -> Any:
    """Return the placeholder of a link's data, from what is stored of it."""
    target = page(answer, raw.get("page"))

    def link() -> LinkRepresentation:
        found: PageReference | None = shown(target)
        if found is None and raw.get("page") is not None:
            return {"text": "", "url": None, "page": None}
        url = found["url"] if found else raw.get("address") or ""
        text = raw.get("text") or (found["title"] if found else raw.get("address")) or ""
        return {"text": text, "url": url, "page": found}

    return Later(link)


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
    page = PageChooserBlock(required=False)
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

    def read(self, raw: dict[str, Any], answer: Answer) -> LinkRepresentation:
        """Return the link; one to a page that is not public tells nothing."""
        return cast("LinkRepresentation", read_link(raw, answer))

    def get_api_representation(self, value: Any, context: dict | None = None) -> LinkRepresentation:
        """Return the same from a value."""
        return represent(self, value, context)


class MenuItemBlock(LinkBlock):
    """An entry of the main menu, with at most one level below it."""

    children = blocks.ListBlock(LinkBlock(), default=[], required=False, label="Links below it")

    def read(self, raw: dict[str, Any], answer: Answer) -> MenuItemRepresentation:
        """Return the link and the links below it."""
        below = read_block(self.child_blocks["children"])(raw.get("children"), answer)
        link = read_link(raw, answer)
        return cast("MenuItemRepresentation", Later(lambda: {**shown(link), "children": below}))

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> MenuItemRepresentation:
        """Return the same from a value."""
        return represent(self, value, context)


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
