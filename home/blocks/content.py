"""Text, pictures, lists and tables: each block with its template, preview value and API shape."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from headless.reading.answer import Answer, Later, Loader, shown
from headless.reading.references import ImageReference, image
from headless.reading.streams import read_described, represent
from headless.visibility import public_pages
from home.anchors import anchors
from home.blocks.links import LinkBlock, LinkRepresentation, LinkValue, read_link
from home.blocks.previews import preview_image
from home.blocks.referring import ImageBlock, ImageChooserBlock, RichTextBlock
from home.embeds import EMBED_HOSTS, embed_host

# Inside running text: no headings (a block of their own), no images (they need alt text).
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingValue(blocks.StructValue):
    """A heading with the anchor that links to it."""

    @cached_property
    def anchor(self) -> str:
        """The `id` of a heading alone; `home.blocks.headings` sets those of a whole body."""
        return anchors([self["text"] or ""])[0]


class HeadingRepresentation(TypedDict):
    """A heading, and the `id` that a front end gives it, so that contents lists lead there."""

    text: str
    level: str
    anchor: str


class HeadingBlock(blocks.StructBlock):
    """A section heading; the page's title is the only first-level one."""

    text = blocks.CharBlock(max_length=120)
    level = blocks.ChoiceBlock(
        choices=[("2", "Section"), ("3", "Sub-section")],
        default="2",
        help_text="Sub-sections belong below a section.",
    )

    class Meta:
        icon = "title"
        group = "Text"
        description = "A heading readers can scan and link to"
        template = "components/blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What the first week is like", "level": "2"}

    def read(self, raw: dict[str, Any], answer: Answer) -> HeadingRepresentation:
        """Return the heading; one that stands alone has the anchor of its words."""
        text = raw.get("text") or ""
        anchor = raw.get("anchor") or anchors([text])[0]
        return {"text": text, "level": raw.get("level") or "2", "anchor": anchor}

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> HeadingRepresentation:
        """Return the same from a value."""
        return represent(self, value, context)


class ParagraphBlock(RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        group = "Text"
        description = "Running text with links and lists"
        template = "components/blocks/paragraph.html"
        preview_value = (
            "<p>Most people who recover tried more than once. "
            "<b>Starting again is not failing</b>; it is how recovery usually goes.</p>"
        )


class DescribedImageBlock(ImageBlock):
    """Wagtail's image block (alt text, or marked as decorative) with our API shape."""

    def read(self, raw: Any, answer: Answer) -> ImageReference | None:
        """Return the image with its alt text at this place; '' means decorative."""
        return read_described(raw, answer)

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> ImageReference | None:
        """Return the same from a value."""
        return represent(self, value, context)


class PictureRepresentation(TypedDict):
    """A picture; empty where it is not public."""

    image: ImageReference | None
    caption: str
    credit: str


class PictureBlock(blocks.StructBlock):
    """A picture with a caption and the name of who made it."""

    # Searches find none of its words: they come and go with the picture's collection.
    image = DescribedImageBlock(search_index=False)
    caption = blocks.CharBlock(max_length=250, required=False, search_index=False)
    credit = blocks.CharBlock(
        max_length=120, required=False, search_index=False, help_text="Who made the picture."
    )

    class Meta:
        icon = "image"
        group = "Pictures"
        description = "A picture that is described, or marked as decorative"
        template = "components/blocks/picture.html"

    def read(self, raw: dict[str, Any], answer: Answer) -> PictureRepresentation:
        """Return the picture with its words, which nobody is told without it."""
        found = read_described(raw.get("image"), answer)
        words = {name: raw.get(name) or "" for name in ("caption", "credit")}

        def picture() -> PictureRepresentation:
            told = shown(found)
            return {"image": told, **(words if told else dict.fromkeys(words, ""))}  # type: ignore[typeddict-item]

        return cast("PictureRepresentation", Later(picture))

    def get_api_representation(
        self, value: Any, context: dict | None = None
    ) -> PictureRepresentation:
        """Return the same from a value."""
        return represent(self, value, context)

    def get_preview_value(self) -> Any:
        """Show the newest picture of the library."""
        return self.normalize({"image": preview_image(), "caption": "What the picture tells."})


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(max_length=600)
    name = blocks.CharBlock(max_length=80, required=False, help_text="Whose words these are.")
    role = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "openquote"
        group = "Text"
        description = "Somebody's own words"
        template = "components/blocks/quote.html"
        preview_value = {
            "text": "I kept waiting to be ready. Calling was what made me ready.",
            "name": "R., three years in recovery",
        }


class QuestionBlock(blocks.StructBlock):
    """One question with its answer."""

    question = blocks.CharBlock(max_length=200)
    answer = RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"


class QuestionsBlock(blocks.StructBlock):
    """Questions that open to show their answers."""

    heading = blocks.CharBlock(max_length=120, required=False)
    items = blocks.ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        icon = "help"
        group = "Lists"
        description = "Questions and answers, closed until opened"
        template = "components/blocks/questions.html"
        preview_value = {
            "heading": "Before you call",
            "items": [
                {"question": "Will anybody find out?", "answer": "<p>Only if you tell them.</p>"},
                {"question": "Does it cost money?", "answer": "<p>The call is free.</p>"},
            ],
        }


class CallOutBlock(blocks.StructBlock):
    """A framed note beside the text."""

    kind = blocks.ChoiceBlock(
        choices=[("note", "Good to know"), ("important", "Important"), ("danger", "Danger")],
        default="note",
        help_text="'Danger' is for what can kill, such as stopping alcohol suddenly.",
    )
    heading = blocks.CharBlock(max_length=120)
    text = RichTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        group = "Text"
        description = "A framed note, a warning or a danger"
        template = "components/blocks/call_out.html"
        preview_value = {
            "kind": "danger",
            "heading": "Do not stop drinking suddenly on your own",
            "text": "<p>Withdrawal from alcohol can be deadly. Ask a doctor first.</p>",
        }


class TableBlock(TypedTableBlock):
    """A table with a caption and headed columns."""

    def __init__(self, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.CharBlock(required=False)),
            (
                "rich_text",
                RichTextBlock(features=["bold", "italic", "link"], required=False),
            ),
        ]
        super().__init__(columns, **kwargs)

    class Meta:
        icon = "table"
        group = "Lists"
        description = "Facts side by side; scrolls sideways on a phone"
        template = "components/blocks/table.html"
        preview_value = {
            "caption": "How often you would go",
            "columns": [
                {"type": "text", "heading": "Kind of treatment"},
                {"type": "text", "heading": "Hours a week"},
            ],
            "rows": [
                {"values": ["Outpatient", "Up to 9"]},
                {"values": ["Intensive outpatient", "9 to 19"]},
            ],
        }


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    heading = blocks.CharBlock(max_length=120)
    text = RichTextBlock(features=RICH_TEXT_FEATURES, required=False)

    class Meta:
        icon = "arrow-right"


class StepsBlock(blocks.StructBlock):
    """What happens, or what to do, in order."""

    heading = blocks.CharBlock(max_length=120, required=False)
    items = blocks.ListBlock(StepBlock(), min_num=1)

    class Meta:
        icon = "list-ol"
        group = "Lists"
        description = "Numbered steps, one after the other"
        template = "components/blocks/steps.html"
        preview_value = {
            "heading": "What happens when you call",
            "items": [
                {"heading": "Somebody listens", "text": "<p>Say as much as you like.</p>"},
                {"heading": "You hear what is near you", "text": "<p>And what it costs.</p>"},
            ],
        }


class EmbedValue(blocks.StructValue):
    """An embed's value."""

    @property
    def host(self) -> str:
        """The name of the site it opens, such as YouTube."""
        return embed_host(self["address"]) or ""


class EmbedBlock(blocks.StructBlock):
    """A film or recording elsewhere, as a card that opens it there.

    Nothing is loaded from the other site until the reader follows the link: a frame would tell
    that site who reads about addiction.
    """

    address = blocks.URLBlock(help_text=f"On {', '.join(sorted(set(EMBED_HOSTS.values())))}.")
    title = blocks.CharBlock(max_length=150)
    summary = blocks.TextBlock(max_length=300, required=False)
    transcript = RichTextBlock(
        features=RICH_TEXT_FEATURES,
        required=False,
        help_text="What is said, for those who cannot hear or play it.",
    )

    class Meta:
        icon = "media"
        group = "Pictures"
        description = "A film or recording, opened at its own site"
        template = "components/blocks/embed.html"
        value_class = EmbedValue
        preview_value = {
            "address": "https://www.youtube.com/watch?v=0000000000",
            "title": "A counselor explains a first appointment",
            "summary": "Four minutes, with captions.",
        }

    def clean(self, value: Any) -> Any:
        """Refuse addresses of other sites."""
        value = super().clean(value)
        if value["address"] and not embed_host(value["address"]):
            error = ValidationError("Embeds can come from the sites named below the field.")
            raise StructBlockValidationError(block_errors={"address": error})
        return value


class CardRepresentation(LinkRepresentation):
    """A card; empty where its page is not public."""

    description: str
    image: ImageReference | None


class CardValue(LinkValue):
    """A card's value: what is not typed comes from the page it leads to."""

    @property
    def summary(self) -> str:
        """The text typed, or the page's summary."""
        page, typed = self.get("page"), self.get("description")
        if typed or page is None:
            return typed or ""
        # What was read ahead of its body has it at hand.
        return getattr(page if hasattr(page, "summary") else page.specific, "summary", "") or ""


def _load_summaries(answer: Answer, ids: set[int]) -> dict[int, str]:
    """Read the summaries of pages of any type: one query for each type there is."""
    pages = public_pages().filter(pk__in=ids).order_by().specific(defer=False)
    return {page.pk: getattr(page, "summary", "") for page in pages}


SUMMARIES = Loader(_load_summaries, rank=2)


class CardBlock(LinkBlock):
    """A card that leads somewhere."""

    description = blocks.TextBlock(max_length=200, required=False)
    image = ImageChooserBlock(required=False, help_text="Decorative; the text says it all.")

    class Meta:
        icon = "placeholder"
        value_class = CardValue

    def read(self, raw: dict[str, Any], answer: Answer) -> CardRepresentation:
        """Return the link with the card's words and picture; empty where the page is not public."""
        link, picture = read_link(raw, answer), image(answer, raw.get("image"), alt="")
        typed = raw.get("description")
        summary = typed or answer.want(SUMMARIES, raw.get("page"))

        def card() -> CardRepresentation:
            data: LinkRepresentation = shown(link)
            if data["url"] is None:
                return {**data, "description": "", "image": None}
            return {**data, "description": shown(summary) or "", "image": shown(picture)}

        return cast("CardRepresentation", Later(card))

    def get_api_representation(self, value: Any, context: dict | None = None) -> CardRepresentation:
        """Return the same from a value."""
        return represent(self, value, context)


class CardsBlock(blocks.StructBlock):
    """Cards side by side."""

    heading = blocks.CharBlock(max_length=120, required=False)
    items = blocks.ListBlock(CardBlock(), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        group = "Lists"
        description = "Cards that lead to other pages"
        template = "components/blocks/cards.html"
        preview_value = {
            "heading": "Where to begin",
            "items": [
                {"text": "For yourself", "address": "https://example.org/", "description": "Start"},
                {"text": "For your family", "address": "https://example.org/", "description": ""},
            ],
        }
