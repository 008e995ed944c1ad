"""Which articles, people and topics stand in a list, in what order, at a fixed number of queries.

Models are looked up by name, because the models call these functions.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Slice
from django.db.models import F, QuerySet
from django.http import Http404
from wagtail.models import Page, Site

from headless.cache.tags import VISIBILITY, depend, pages_declared
from headless.visibility import (
    public_pages,
    whether_file_public,
    whether_public,
    without_repeats,
)
from home.pictures import with_lead_images

if TYPE_CHECKING:
    from blog.models import ArticlePage, PeopleIndexPage, PersonPage, TopicPage

PER_PAGE = 12  # fills rows of two and of three cards


def articles(*, site: Site | None = None) -> Any:
    """Return the public articles, each once, newest first, without bodies, with pictures."""
    found = public_pages(apps.get_model("blog", "ArticlePage"), site=site)
    # No alias is more public than its source, which stands in the list.
    return _listed(found.filter(alias_of__isnull=True))


def _listed(found: Any) -> Any:
    return (
        with_lead_images(found)
        .order_by(F("first_published_at").desc(nulls_last=True), "-pk")
        .defer_streamfields()
        .prefetch_related("lead_image__renditions")
    )


def articles_below(index: Page) -> Any:
    """Return the public articles that stand below an index page.

    An alias is among them, because somebody put it there, unless its source is, too.
    """
    found = public_pages(apps.get_model("blog", "ArticlePage")).child_of(index)
    return _listed(without_repeats(found, public_pages().child_of(index)))


def articles_on(topic: "TopicPage", *, site: Site | None = None) -> Any:
    """Return the public articles on a topic."""
    found = articles(site=site)
    return found.filter(topics=topic) if topic.pk else found.none()  # a new one is previewed


def articles_written_by(person: "PersonPage") -> Any:
    """Return the public articles that name this person as an author."""
    rows = apps.get_model("blog", "ArticleAuthor").objects.filter(person_id=person.pk)
    return articles().filter(pk__in=rows.values("article"))


def articles_reviewed_by(person: "PersonPage") -> Any:
    """Return the public articles that this person reviewed."""
    found = articles().filter(reviewed_on__isnull=False)
    return found.filter(reviewer=person) if person.pk else found.none()


def topics_below(index: Page) -> Any:
    """Return the public topics that stand below an index page, by name."""
    return public_pages(apps.get_model("blog", "TopicPage")).child_of(index).order_by("title", "pk")


def people_below(index: "PeopleIndexPage") -> Any:
    """Return the public profiles below an index page, by name, with portraits prefetched."""
    return (
        with_lead_images(public_people())
        .child_of(index)
        .order_by("title", "pk")
        .prefetch_related("lead_image__renditions")
    )


def public_people() -> Any:
    """Return the profiles that the public may see."""
    return public_pages(apps.get_model("blog", "PersonPage"))


def with_authors(
    found: Iterable["ArticlePage"], *, public_only: bool = True
) -> list["ArticlePage"]:
    """Give each article its authors, in their order: one query for 3 as for 20."""
    listed = list(found)
    ids = [article.pk for article in listed]
    bylines: dict[int, list[PersonPage]] = defaultdict(list)
    with pages_declared(VISIBILITY, *(f"page-{pk}" for pk in ids)):
        rows = list(_bylines(ids)) if ids else []
    depend(*(f"page-{row.person_id}" for row in rows))
    for row in rows:
        if row.is_public or not public_only:
            row.person.lead_image_is_public = row.has_public_portrait
            bylines[row.article_id].append(row.person)
    for article in listed:
        article.known_authors = bylines[article.pk]
    return listed


def _bylines(articles: list[int]) -> QuerySet:
    """Return the authors of these articles with their portraits, and whether each is public."""
    rows = apps.get_model("blog", "ArticleAuthor").objects.filter(article__in=articles)
    return (
        rows.select_related("person__lead_image")
        .defer("person__body", "person__links")
        .annotate(
            is_public=whether_public("person__"),
            has_public_portrait=whether_file_public("person__lead_image__"),
        )
        .order_by("sort_order", "pk")
    )


def paginate(found: QuerySet, number: str) -> Slice:
    """Return the page of that number, its articles with authors; 404 where there is none."""
    try:
        page = Paginator(found, PER_PAGE).page(number)
    except InvalidPage as error:
        raise Http404("No such page of the list") from error
    page.object_list = with_authors(page.object_list)
    return page
