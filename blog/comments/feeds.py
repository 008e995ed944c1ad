"""RSS of the comments that the public may see: of one article, or of all."""

from datetime import datetime
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from wagtail.models import Site

from blog.comments.text import as_html
from blog.comments.threads import visible
from blog.models import ArticlePage, Comment
from home.feeds import RssFeed

MOST_ITEMS = 50


class CommentFeed(Feed):
    """The newest comments."""

    feed_type = RssFeed
    item_guid_is_permalink = False

    def __init__(self, site: Site, article: ArticlePage | None = None) -> None:
        self.site, self.article = site, article
        about = article.title if article else "all articles"
        self.title = f"Comments on {about}"
        self.description = f"What readers wrote below {about}."

    def link(self) -> str:
        """Return the address of the article, or of the site."""
        return self.article.full_url if self.article else f"{self.site.root_url}/"

    def items(self) -> list[Comment]:
        """Return the newest first."""
        found = visible().filter(article__path__startswith=self.site.root_page.path)
        if self.article:
            found = found.filter(article=self.article)
        found = found.select_related("article").order_by("-created_at", "-pk")
        return list(found[:MOST_ITEMS])

    def item_title(self, item: Comment) -> str:
        """Return who wrote on what."""
        return f"{item.name} on {item.article.title}"

    def item_description(self, item: Comment) -> str:
        """Return the text as HTML."""
        return as_html(item.text)

    def item_link(self, item: Comment) -> str:
        """Return the comment's own address."""
        return reverse("comments:at", args=(item.pk,))

    def item_guid(self, item: Comment) -> str:
        """Return a name that stays when the article moves (a tag URI, RFC 4151)."""
        address = urljoin(item.article.full_url, f"/comment/{item.pk}")
        return get_tag_uri(address, item.created_at)

    def item_author_name(self, item: Comment) -> str:
        """Return the name as it stands above the comment."""
        return item.name

    def item_pubdate(self, item: Comment) -> datetime:
        """Return when it was written."""
        return item.created_at
