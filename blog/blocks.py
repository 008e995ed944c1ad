"""Blocks that know articles and people."""

from typing import Any, cast

from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.models import Site

from blog.lists import articles, articles_on, with_authors
from headless.representations import (
    ImageReference,
    PageReference,
    PublicPagesField,
    represent_image,
    represent_page,
)
from headless.visibility import is_public


class PersonLinkBlock(blocks.StructBlock):
    """Where else a person can be found, or checked."""

    label = blocks.CharBlock(max_length=80, help_text="For example: State license register.")
    address = blocks.URLBlock()

    class Meta:
        icon = "link"


class ArticleCard(PageReference):
    """An article as a card shows it."""

    summary: str
    image: ImageReference | None


class LatestArticles(TypedDict):
    """The newest articles as the API tells them."""

    heading: str
    topic: PageReference | None
    count: int
    articles: list[ArticleCard]


class LatestArticlesBlock(blocks.StructBlock):
    """The newest articles, of the whole site or of one topic."""

    heading = blocks.CharBlock(max_length=120, required=False, default="Latest articles")
    topic = blocks.PageChooserBlock(
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
            "articles": [
                cast(
                    "ArticleCard",
                    {
                        **reference,
                        "summary": article.summary,
                        "image": represent_image(article.lead_image, alt=""),
                    },
                )
                for article, reference in self._referred(self._articles(value, context))
            ],
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

    @staticmethod
    def _referred(found: Any) -> list[tuple[Any, Any]]:
        listed = list(found)
        return list(zip(listed, PublicPagesField().to_representation(listed), strict=True))
