"""What an article is sorted under: its topics, its tags, the subjects it refers to; one query."""

from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, IntegerField, QuerySet, TextField, Value
from wagtail.models import Page

from headless.cache.tags import VISIBILITY, depend, pages_declared
from headless.visibility import whether_public

_TOPIC, _TAG, _SUBJECT = range(3)


class Labels(NamedTuple):
    """What the public may see of an article's topics and tags, and all subjects by their keys."""

    topics: list[Page]  # by name
    tags: list[str]  # as the editor has put them
    subjects: list[int] | None = None  # where they are known


class _Row(NamedTuple):
    kind: int
    key: int  # of the topic, of the tag's place, of the subject
    name: str
    url_path: str
    shown: bool


def labels_of(pk: int) -> Labels:
    """Return what the article with this key is sorted under, as it is stored."""
    with pages_declared(f"page-{pk}"):  # which they are; their own rows have tags below
        rows = [_Row(*row) for row in _rows(pk)]
    pages = [row.key for row in rows if row.kind != _TAG]
    depend(VISIBILITY, *(f"page-{key}" for key in pages))
    topics = [row for row in rows if row.kind == _TOPIC and row.shown]
    tags = sorted((row.key, row.name) for row in rows if row.kind == _TAG)
    return Labels(
        [page_of(row.key, row.name, row.url_path) for row in topics],
        [name for _, name in tags],
        [row.key for row in rows if row.kind == _SUBJECT],
    )


def page_of(pk: int, title: str, url_path: str) -> Page:
    """Return a page of which this is known: enough for a link to it."""
    return Page.from_db(None, ["id", "title", "url_path"], [pk, title, url_path])


def _rows(pk: int) -> QuerySet:
    topics = apps.get_model("blog", "ArticlePage").topics.through.objects.filter(articlepage=pk)
    subjects = apps.get_model("blog", "ArticleSubject").objects.filter(article=pk)
    tags = apps.get_model("blog", "ArticleTag").objects.filter(content_object=pk)
    return (
        _pages(topics, _TOPIC, "topicpage")
        .union(
            _pages(subjects, _SUBJECT, "page"),
            _values(tags, _TAG, F("pk"), F("tag__name"), Value("", TextField()), Value(value=True)),
            all=True,
        )
        .order_by("name", "key")
    )


def _pages(rows: QuerySet, kind: int, page: str) -> QuerySet:
    is_public = whether_public(f"{page}__")
    return _values(rows, kind, F(page), F(f"{page}__title"), F(f"{page}__url_path"), is_public)


def _values(rows: QuerySet, kind: int, *columns: Any) -> QuerySet:
    named = dict(zip(_Row._fields, (Value(kind, IntegerField()), *columns), strict=True))
    return rows.order_by().annotate(**named).values_list(*named)
