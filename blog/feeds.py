"""RSS and Atom of a list of articles: all of them, those on a topic, those by a person.

RSS 2.0 (with `dc:creator`, since its own author element wants a mail address) and Atom (RFC 4287).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import get_tag_uri
from django.utils.html import escape
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from blog.lists import with_authors
from home.feeds import AtomFeed, RssFeed
from home.models import SiteSettings

if TYPE_CHECKING:
    from blog.models import ArticlePage

MOST_ITEMS = 20  # a reader that asks daily misses nothing


class ArticleFeed(Feed):
    """The newest articles of a page that lists some."""

    def __init__(self, page: Any, articles: Iterable["ArticlePage"], kind: type) -> None:
        self.page, self.articles = page, articles
        self.title, self.link = page.title, page.canonical_url
        # RSS 2.0 wants a description, Atom an author where an entry has none (RFC 4287, 4.1.1).
        self.description = page.summary or page.title
        self.subtitle = page.summary  # as Atom names it
        self.feed_type = kind

    def author_name(self) -> str:
        """Return who publishes it."""
        site = self.page.get_site()
        return SiteSettings.for_site(site).name or site.site_name or site.hostname

    def items(self) -> Iterable["ArticlePage"]:
        """Return the articles, newest first."""
        return self.articles

    def item_title(self, item: "ArticlePage") -> str:
        """Return the headline."""
        return item.title

    def item_description(self, item: "ArticlePage") -> str:
        """Return the summary as HTML, which readers of both kinds take it for."""
        return escape(item.summary)

    def item_link(self, item: "ArticlePage") -> str:
        """Return the address with its host."""
        return item.canonical_url or item.full_url

    item_guid_is_permalink = False

    def item_guid(self, item: "ArticlePage") -> str:
        """Return a name that stays when the address changes (a tag URI, RFC 4151)."""
        return get_tag_uri(
            urljoin(self.link, f"/article/{item.alias_of_id or item.pk}"), item.first_published_at
        )

    def item_author_name(self, item: "ArticlePage") -> str | None:
        """Return the byline's names; None leaves it to the feed's author."""
        return item.author_names() or None

    def item_pubdate(self, item: "ArticlePage") -> datetime | None:
        """Return when it was first published."""
        return item.first_published_at

    def item_updateddate(self, item: "ArticlePage") -> datetime | None:
        """Return when it was last published."""
        return item.last_published_at


class FedMixin(RoutablePageMixin):
    """Goes before a page that lists articles: `rss/` and `atom/` below its address."""

    def fed_articles(self) -> Any:
        """Return the queryset of articles, newest first."""
        raise NotImplementedError

    def get_route_paths(self) -> list[str]:
        """Return what is redirected when the address changes: the page and its feeds."""
        return ["/", "/rss/", "/atom/"]

    @path("rss/", name="rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        """Answer with the feed as RSS 2.0."""
        return self._feed(request, RssFeed)

    @path("atom/", name="atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        """Answer with the feed as Atom."""
        return self._feed(request, AtomFeed)

    def _feed(self, request: HttpRequest, kind: type) -> HttpResponse:
        return ArticleFeed(self, with_authors(self.fed_articles()[:MOST_ITEMS]), kind)(request)
