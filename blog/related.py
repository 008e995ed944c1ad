"""Which articles are related: by public topics and subjects in common, never by chance.

An answer that shows them depends on the lists of these topics and subjects: whatever article
enters, leaves or changes there has their tags (`headless.changes.lists`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from blog.lists import articles
from headless.cache.tags import depend, pages_declared
from headless.visibility import public_pages

if TYPE_CHECKING:
    from blog.models import ArticlePage

RELATED = 3


def articles_related_to(article: "ArticlePage") -> Any:
    """Return a few other public articles: most topics and subjects in common, then newest."""
    return related_to(article.pk)


def related_to(pk: int) -> Any:
    """Return the same for the article with this key, in one query."""
    chosen, named = _topics().filter(articlepage=pk), _subjects().filter(article=pk)
    topics = public_pages(apps.get_model("blog", "TopicPage")).filter(
        pk__in=chosen.values("topicpage")
    )
    subjects = public_pages().filter(pk__in=named.values("page"))
    on_topics = _topics().filter(topicpage__in=topics.order_by().values("pk"))
    on_subjects = _subjects().filter(page__in=subjects.order_by().values("pk"))
    return (
        articles()
        .filter(Q(pk__in=on_topics.values("articlepage")) | Q(pk__in=on_subjects.values("article")))
        .exclude(pk=pk)
        .annotate(shared=_count(on_topics, "articlepage") + _count(on_subjects, "article"))
        .order_by("-shared", F("first_published_at").desc(nulls_last=True), "-pk")[:RELATED]
    )


def _count(rows: QuerySet, key: str) -> Coalesce:
    """Return how many of these rows an article of the outer query has."""
    mine = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    counted = mine.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _topics() -> QuerySet:
    return apps.get_model("blog", "ArticlePage").topics.through.objects.all()


def _subjects() -> QuerySet:
    return apps.get_model("blog", "ArticleSubject").objects.all()


def read_related(
    article: "ArticlePage", topics: Iterable[Page], subjects: list[int] | None = None
) -> list["ArticlePage"]:
    """Read `articles_related_to`, for an answer that then depends on what may change them.

    `topics` are the article's public ones; `subjects` are read where they are not known. The
    pictures' renditions are left to who shows them.
    """
    with related_declared(article.pk, [topic.pk for topic in topics], subjects):
        return list(articles_related_to(article).prefetch_related(None))


def related_declared(pk: int, topics: list[int], subjects: list[int] | None = None) -> Any:
    """Return a context in which the articles related to this one, on these topics, are read."""
    if subjects is None:
        subjects = list(_subjects().filter(article=pk).values_list("page", flat=True))
    depend("visibility", *(f"page-{each}" for each in (*topics, *subjects)))
    return pages_declared(*map(topic_tag, topics), *map(_subject_tag, subjects))


def topic_tag(pk: int) -> str:
    """Return the tag of the list of a topic's articles."""
    return f"topic-{pk}"


def _subject_tag(pk: int) -> str:
    return f"subject-{pk}"


def tags_of_articles(articles: list[int]) -> set[str]:
    """Return the tags of the lists in which these articles stand, by topic and by subject."""
    topics = _topics().filter(articlepage__in=articles).values_list("topicpage", flat=True)
    subjects = _subjects().filter(article__in=articles).values_list("page", flat=True)
    return {*map(topic_tag, topics.distinct()), *map(_subject_tag, subjects.distinct())}
