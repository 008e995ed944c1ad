"""Blocks that know articles and people."""

from typing import Any

from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.models import Site

from blog.lists import articles, articles_on, with_authors
from headless.representations import (
    ImageReference,
    PageReference,
    page_reference,
    represent_image,
    represent_page,
)
from headless.visibility import is_public
from home.blocks.content import RICH_TEXT_FEATURES
from home.blocks.referring import PageChooserBlock, RichTextBlock


class ArticleCard(PageReference):
    """An article, as a card needs it."""

    summary: str
    image: ImageReference | None


class LatestArticles(TypedDict):
    """What an editor chose, and the articles there are now."""

    heading: str
    topic: PageReference | None
    count: int | None
    articles: list[ArticleCard]


class PersonLinkBlock(blocks.StructBlock):
    """Where else a person can be found, or checked."""

    label = blocks.CharBlock(max_length=80, help_text="For example: State license register.")
    address = blocks.URLBlock()

    class Meta:
        icon = "link"


class LatestArticlesBlock(blocks.StructBlock):
    """The newest articles, of the whole site or of one topic."""

    heading = blocks.CharBlock(max_length=120, required=False, default="Latest articles")
    topic = PageChooserBlock(
        page_type="blog.TopicPage", required=False, help_text="Empty: articles on any topic."
    )
    count = blocks.IntegerBlock(
        min_value=1, max_value=12, default=3, help_text="How many articles, up to 12."
    )

    class Meta:
        icon = "doc-full"
        group = "Lists"
        description = "Cards of the newest articles, kept current by itself"
        template = "components/blocks/latest_articles.html"
        preview_value = {"heading": "Latest articles", "topic": None, "count": 3}

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict[str, Any]:
        """Add the articles."""
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "articles": with_authors(self._articles(value, parent_context))}

    def get_api_representation(self, value: Any, context: dict | None = None) -> LatestArticles:
        """Return the choice and the articles, each as a card needs it."""
        return {
            "heading": value["heading"],
            "topic": represent_page(value["topic"]),
            "count": value["count"],
            "articles": [_card(article) for article in self._articles(value, context)],
        }

    def _articles(self, value: Any, context: dict | None) -> Any:
        request = (context or {}).get("request")
        site = Site.find_for_request(request) if request else None
        topic = value["topic"]
        if topic is None:
            found = articles(site=site)
        else:
            found = articles_on(topic, site=site) if is_public(topic) else articles().none()
        return found[: value["count"] or 0]


class MedicalClaimBlock(blocks.StructBlock):
    """A statement about health, marked as one so that nobody publishes it without its source."""

    text = RichTextBlock(features=RICH_TEXT_FEATURES)
    references = blocks.ListBlock(
        blocks.IntegerBlock(min_value=1, max_value=999, label="Number in the list of references"),
        default=[],
        required=False,
        help_text="Where the article lists its references: the numbers of those it rests on.",
    )
    source = blocks.CharBlock(
        max_length=300,
        required=False,
        help_text="Or the study or page itself, where it is not in the list.",
    )
    address = blocks.URLBlock(required=False, help_text="Where readers can find that source.")

    class Meta:
        icon = "clipboard-list"
        group = "Text"
        description = "A statement about health, with the source it rests on"
        template = "components/blocks/medical_claim.html"
        preview_value = {
            "text": "<p>People who take medicine for opioid use disorder die less often.</p>",
            "references": [],
            "source": "The study that found it",
            "address": "https://example.org/",
        }


def _card(article: Any) -> ArticleCard:
    """Return the card of an article known to be public."""
    image = represent_image(article.lead_image, alt="")
    return {**page_reference(article), "summary": article.summary, "image": image}
