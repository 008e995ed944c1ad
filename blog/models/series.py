"""A series: articles that are read one after another."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable

from blog.forms import SeriesPageForm
from blog.models.indexes import LIST_TEMPLATE, ArticleListPage
from blog.series import articles_in
from headless.representations import PublicPagesField
from home.models import SitePage


class SeriesPart(Orderable):
    """An article at its place in a series. Deleting the article closes the gap."""

    series = ParentalKey("blog.SeriesPage", related_name="parts", on_delete=models.CASCADE)
    article = models.ForeignKey("blog.ArticlePage", related_name="+", on_delete=models.CASCADE)

    panels = [FieldPanel("article")]

    class Meta(Orderable.Meta):
        verbose_name = "part of a series"
        verbose_name_plural = "parts of series"

    def __str__(self) -> str:
        return str(self.article)


class SeriesPage(ArticleListPage):
    """What the articles of a series lead to, and the list of them in their order."""

    base_form_class = SeriesPageForm
    template = LIST_TEMPLATE
    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = "Articles to be read one after another, with links to the next and last."
    content_panels = [
        *SitePage.content_panels,
        InlinePanel(
            "parts",
            label="Article",
            heading="Articles of the series",
            help_text="In the order of reading. Drag them to change it. "
            "An article stands in one series at most.",
        ),
        *SitePage.body_panels,
    ]
    api_fields = [*SitePage.api_fields, APIField("articles", serializer=PublicPagesField())]

    class Meta:
        verbose_name = "series"
        verbose_name_plural = "series"

    def articles(self) -> Any:
        """Return the public articles of the series, in their order; in a preview, the draft's."""
        return articles_in([part.article_id for part in self.parts.all()])

    def fed_articles(self) -> Any:
        """Return the same, newest first, as readers of feeds expect it."""
        return self.articles().order_by(models.F("first_published_at").desc(nulls_last=True), "-pk")
