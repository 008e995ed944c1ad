"""How the API tells of what helps to read an article: its contents, its place in a series."""

from typing import Any

import orjson
from django.db.models import F, Model
from typing_extensions import TypedDict
from wagtail.blocks import Block

from blog.series import Parts, Place, parts_by_article
from headless.cache.tags import depend
from headless.reading.answer import Answer, Later, Loader, shown
from headless.reading.fields import BulkField, Reader, Row, raw_stream
from headless.reading.references import page
from headless.representations import PageReference, page_reference
from home.blocks.headings import give_raw_anchors, sections


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


def sections_of(block: Block, raw: Any) -> list[ArticleSection]:
    """Return the sections of a body, from its blocks as they are stored."""
    found = sections(give_raw_anchors(block, raw))
    return [{"text": each.text, "anchor": each.anchor} for each in found]


class ContentsField(BulkField):
    """The sections of an article, for a list of its contents."""

    def to_representation(self, value: Any) -> list[ArticleSection]:
        """Return them from the body's value."""
        return sections_of(value.stream_block, value.get_prep_value())

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the sections are read from what is stored."""
        block = model._meta.get_field("body").stream_block  # type: ignore[union-attr]

        def read(row: Row, answer: Answer) -> list[ArticleSection]:
            return sections_of(block, orjson.loads(row["body_json"] or "[]"))

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
