"""How the API tells of what helps to read an article: its contents, its place in a series."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.db.models import F, Model
from typing_extensions import TypedDict

from blog.series import Parts, Place, parts_by_article
from headless.cache.tags import depend
from headless.reading.answer import Answer, Later, Loader, shown
from headless.reading.fields import BulkField, Reader, Row, raw_stream
from headless.reading.references import page
from headless.representations import PageReference, page_reference
from home.blocks.content import anchor_of


class ArticleSection(TypedDict):
    """A section of an article: its heading, and the `id` of that heading."""

    text: str
    anchor: str


class SeriesPlace(TypedDict):
    """Where an article stands in its series; `position` counts from 1."""

    series: PageReference
    position: int
    total: int
    previous: PageReference | None
    next: PageReference | None


def sections_of(blocks: Iterable[Any]) -> list[ArticleSection]:
    """Return the sections of a body, from its blocks as they are stored."""
    headings = (block["value"] for block in blocks if block["type"] == "heading")
    texts = (value.get("text") or "" for value in headings if value.get("level") == "2")
    return [{"text": text, "anchor": anchor_of(text)} for text in texts]


class ContentsField(BulkField):
    """The sections of an article, for a list of its contents."""

    def to_representation(self, value: Any) -> list[ArticleSection]:
        """Return them from the body's value."""
        return sections_of(value.get_prep_value())

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the sections are read from what is stored."""

        def read(row: Row, answer: Answer) -> list[ArticleSection]:
            return sections_of(orjson.loads(row["body_json"] or "[]"))

        return Reader(raw_stream("body"), read)


def _load_places(answer: Answer, ids: set[int]) -> dict[int, Any]:
    depend("visibility", "site")
    return {pk: _placed(answer, pk, parts) for pk, parts in parts_by_article(ids).items()}


def _placed(answer: Answer, pk: int, parts: Parts) -> Later:
    """Return the place of an article, once it is known which parts the public may see."""
    series = page(answer, parts.series)
    placed = [page(answer, each) for each in parts.articles]

    def place() -> SeriesPlace | None:
        whole, public = shown(series), [one for each in placed if (one := shown(each))]
        mine = next((n for n, one in enumerate(public) if one["id"] == pk), None)
        if whole is None or mine is None:
            return None
        return {
            "series": whole,
            "position": mine + 1,
            "total": len(public),
            "previous": public[mine - 1] if mine else None,
            "next": public[mine + 1] if mine + 1 < len(public) else None,
        }

    return Later(place)


PLACES = Loader(_load_places)


class SeriesField(BulkField):
    """Where an article stands in its series; null where it stands in none."""

    def to_representation(self, value: Place) -> SeriesPlace:
        """Return the place with references to its neighbours."""
        before, after = value.previous, value.next
        return {
            "series": page_reference(value.series),
            "position": value.position,
            "total": len(value.parts),
            "previous": page_reference(before) if before else None,
            "next": page_reference(after) if after else None,
        }

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the places of many articles are read."""
        return Reader({"pk": F("pk")}, lambda row, answer: _place(answer, row["pk"]))


def _place(answer: Answer, pk: int) -> Later:
    found = answer.want(PLACES, pk)
    return Later(lambda: shown(shown(found)))
