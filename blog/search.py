"""Articles in the search: topics as a filter; authors and tags findable, hidden authors not."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import PageViewRestriction, Site
from wagtail.search import index
from wagtail.search.backends import get_search_backends

from blog.models import ArticlePage, PersonPage, TopicPage
from headless.visibility import public_pages, with_aliases
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


def index_articles_of_person(sender: type, instance: PersonPage, **kwargs: Any) -> None:
    """Index what a person wrote, when the name changes, comes or goes."""
    _index_articles_of([instance.pk])


def index_articles_of_restricted(
    sender: type, instance: PageViewRestriction, **kwargs: Any
) -> None:
    """Index what those people wrote whom a restriction hides, or hides no more."""
    for page in with_aliases(instance.page):
        people = PersonPage.objects.descendant_of(page, inclusive=True)
        _index_articles_of(people.values_list("pk", flat=True))


def _index_articles_of(people: Iterable[int]) -> None:
    articles = ArticlePage.objects.filter(article_authors__person__in=list(people)).distinct()
    if found := list(articles):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(ArticlePage, found)
