"""Lists of articles: all of them, and those on one topic."""

from typing import Any

from django.core.paginator import Page as Slice
from django.http import HttpRequest
from wagtail.api import APIField

from blog.feeds import FedMixin
from blog.lists import articles_below, articles_on, paginate, topics_below
from headless.cache.tags import VISIBILITY, pages_declared
from headless.representations import PublicPagesField
from home.models import SitePage

LIST_TEMPLATE = "blog/article_list_page.html"  # of topics and series


class ArticleListPage(FedMixin, SitePage):
    """An abstract page that lists articles; a `?page=` that does not exist is answered 404."""

    content_panels = [*SitePage.content_panels, *SitePage.body_panels]

    class Meta:
        abstract = True

    def articles(self) -> Any:
        """Return the public articles of this list, newest first."""
        raise NotImplementedError

    def fed_articles(self) -> Any:
        """Return what the feeds carry: the same articles."""
        return self.articles()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page of articles asked for."""
        return {
            **super().get_context(request, *args, **kwargs),
            "page_obj": self.page_of_articles(request.GET.get("page", "1")),
        }

    def page_of_articles(self, number: str) -> Slice:
        """Return the page of that number of the list; 404 where there is none."""
        return paginate(self.articles(), number)


class ArticleIndexPage(ArticleListPage):
    """All articles of a site, newest first, and its topics."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ArticlePage", "blog.SeriesPage", "blog.TopicPage"]
    page_description = "The list of all articles. Articles, topics and series stand below it."
    api_fields = [*SitePage.api_fields, APIField("topics", serializer=PublicPagesField())]

    class Meta:
        verbose_name = "article index"

    def articles(self) -> Any:
        """Return the public articles below this page."""
        return articles_below(self)

    def page_of_articles(self, number: str) -> Slice:
        """Return it; no page but those below can change which of them stand in the list."""
        with pages_declared(VISIBILITY, f"below-{self.path}"):
            return super().page_of_articles(number)

    def topics(self) -> Any:
        """Return the public topics below this page, by name."""
        return topics_below(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the topics, as labeled links."""
        topics = [{"label": topic.title, "url": topic.get_url(request)} for topic in self.topics()]
        return {**super().get_context(request, *args, **kwargs), "topics": topics}


class TopicPage(ArticleListPage):
    """What the articles of one topic have in common, and the list of them."""

    template = LIST_TEMPLATE
    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = "A subject that articles are sorted by. The title is its name."

    class Meta:
        verbose_name = "topic"

    def articles(self) -> Any:
        """Return the public articles on this topic."""
        return articles_on(self)
