"""Articles in the site's search: their topics as a filter, authors and tags findable."""

from typing import Any

from wagtail.models import Site
from wagtail.search import index

from blog.models import ArticlePage, TopicPage
from headless.visibility import public_pages
from home.search.kinds import Filter


def topics(site: Site) -> list[tuple[str, str]]:
    """Return the public topics of a site as choices, by name."""
    found = public_pages(TopicPage, site=site).order_by("title", "pk")
    return [(str(pk), title) for pk, title in found.values_list("pk", "title")]


TOPIC = Filter("topic", "Topic", "topics", topics)


def index_published_article(sender: type, instance: ArticlePage, **kwargs: Any) -> None:
    """Index an article once its authors and tags are stored with it.

    Wagtail indexes a page when its own row is saved, which is before those rows are.
    """
    index.insert_or_update_object(instance)
