"""Where articles stand in their series; an article stands in one."""

from collections.abc import Collection
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import JSONObject
from wagtail.models import Page

from blog.labels import page_of
from blog.lists import articles
from headless.cache.tags import VISIBILITY, depend, pages_declared
from headless.reading.statements import ByKeys
from headless.rows import RowsAsList
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


def parts_along() -> Subquery:
    """Return a column for a query of articles, by which `place_of` need not ask."""
    row = JSONObject(**{name: name for name in _COLUMNS})
    parts = _placed(OuterRef("pk")).order_by().values("mine").annotate(rows=RowsAsList(row))
    return Subquery(parts.values("rows"))


def place_of(article: "ArticlePage", rows: list[dict[str, Any]] | None = None) -> Place | None:
    """Return where an article stands, or None where no public series has it.

    It takes one query, unless the article came with the rows of `parts_along`.
    """
    with pages_declared(_tag(article.pk)):
        found = list(_placed(article.pk).values(*_COLUMNS)) if rows is None else rows
    found.sort(key=itemgetter("series_id", "sort_order", "id"))
    found = [row for row in found if row["series_id"] == found[0]["series_id"]]  # the oldest
    depend(
        VISIBILITY, *(f"page-{row[key]}" for row in found for key in ("series_id", "article_id"))
    )
    parts = [_page(row, "article") for row in found if row["is_public"]]
    keys = [part.pk for part in parts]
    if article.pk not in keys:
        return None
    return Place(_page(found[0], "series"), parts, keys.index(article.pk) + 1)


_LINKED = tuple(
    f"{page}__{name}" for page in ("series", "article") for name in ("title", "url_path")
)
_COLUMNS = ("series_id", "article_id", "sort_order", "id", "is_public", *_LINKED)


def _placed(article: Any) -> QuerySet:
    """Return the parts of each public series that has this article."""
    return _parts(series__parts__article=article).annotate(is_public=whether_public("article__"))


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


def _parts_with(ids: list[int]) -> QuerySet:
    return _parts(series__parts__article__in=ids)


def _parts(**wanted: Any) -> QuerySet:
    public = public_pages(apps.get_model("blog", "SeriesPage")).order_by().values("pk")
    rows = apps.get_model("blog", "SeriesPart").objects.filter(series__in=public, **wanted)
    return (
        rows.annotate(mine=F("series__parts__article"))
        .order_by("series_id", "sort_order", "pk")
        .values("mine", "series_id", "article_id")
    )


_PARTS = ByKeys(_parts_with)


def _tag(article: int) -> str:
    """Return the tag of what decides in which series an article stands."""
    return f"series-of-{article}"


def tags_of_series(series: list[int]) -> set[str]:
    """Return the tags of the articles of these series."""
    rows = apps.get_model("blog", "SeriesPart").objects.filter(series__in=series)
    return set(map(_tag, rows.values_list("article", flat=True)))
