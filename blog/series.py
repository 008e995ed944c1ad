"""Where articles stand in their series; an article stands in one."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from wagtail.models import Page

from blog.labels import page_of
from blog.lists import articles
from headless.cache.tags import VISIBILITY, depend, pages_declared
from headless.reading.statements import ByKeys
from headless.visibility import public_pages, whether_public

if TYPE_CHECKING:
    from blog.models import ArticlePage


class Place(NamedTuple):
    """A public article's place among the public articles of a public series."""

    series: Page
    parts: list[Page]
    position: int  # 1 for the first

    @property
    def previous(self) -> Page | None:
        """What is read before it."""
        return self.parts[self.position - 2] if self.position > 1 else None

    @property
    def next(self) -> Page | None:
        """What is read after it."""
        return self.parts[self.position] if self.position < len(self.parts) else None


class Parts(NamedTuple):
    """The articles of a series, by their keys, public or not."""

    series: int
    articles: list[int]


def articles_in(ids: list[int]) -> Any:
    """Return the public articles among these, in this order."""
    if not ids:
        return articles().none()
    places = (When(pk=pk, then=Value(place)) for place, pk in enumerate(ids))
    return articles().filter(pk__in=ids).order_by(Case(*places, output_field=IntegerField()))


def place_of(article: "ArticlePage") -> Place | None:
    """Return where an article stands, or None where no public series has it; in one query."""
    with pages_declared(_tag(article.pk)):
        rows = list(_places(article.pk))
    rows = [row for row in rows if row["series_id"] == rows[0]["series_id"]]  # the oldest
    depend(VISIBILITY, *(f"page-{row[key]}" for row in rows for key in ("series_id", "article_id")))
    parts = [_page(row, "article") for row in rows if row["is_public"]]
    keys = [part.pk for part in parts]
    if article.pk not in keys:
        return None
    return Place(_page(rows[0], "series"), parts, keys.index(article.pk) + 1)


def _places(article: int) -> QuerySet:
    """Return the parts of each public series that has this article, with what links to them say."""
    is_public = whether_public("article__")
    rows = _parts([article]).annotate(is_public=is_public)
    linked = (f"{page}__{name}" for page in ("series", "article") for name in ("title", "url_path"))
    return rows.values("series_id", "article_id", "is_public", *linked)


def _page(row: dict[str, Any], name: str) -> Page:
    return page_of(row[f"{name}_id"], row[f"{name}__title"], row[f"{name}__url_path"])


def parts_by_article(ids: Collection[int]) -> dict[int, Parts]:
    """Return the series of each of these articles that stands in a public one."""
    found: dict[int, Parts] = {}
    with pages_declared(*map(_tag, ids)):
        rows = _PARTS.rows(ids)
    for row in rows:  # the oldest series first
        parts = found.setdefault(row["mine"], Parts(row["series_id"], []))
        if parts.series == row["series_id"]:
            parts.articles.append(row["article_id"])
    return found


def _parts(ids: list[int]) -> QuerySet:
    public = public_pages(apps.get_model("blog", "SeriesPage")).order_by().values("pk")
    rows = apps.get_model("blog", "SeriesPart").objects.filter(
        series__in=public, series__parts__article__in=ids
    )
    return (
        rows.annotate(mine=F("series__parts__article"))
        .order_by("series_id", "sort_order", "pk")
        .values("mine", "series_id", "article_id")
    )


_PARTS = ByKeys(_parts)


def _tag(article: int) -> str:
    """Return the tag of what decides in which series an article stands."""
    return f"series-of-{article}"


def tags_of_series(series: list[int]) -> set[str]:
    """Return the tags of the articles of these series."""
    rows = apps.get_model("blog", "SeriesPart").objects.filter(series__in=series)
    return set(map(_tag, rows.values_list("article", flat=True)))
