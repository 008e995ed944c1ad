"""Up to three facilities side by side."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from treatment.models.places import FacilityPlace
from treatment.profile import surveys
from treatment.search import gazetteer
from treatment.search.codebook import FACETS, Codebook
from treatment.search.finding import Item, fetch_items
from treatment.search.links import address_of
from treatment.search.listing import distance_to, names_in, own_phones
from treatment.search.query import Query, QueryError
from treatment.search.rings import Found
from treatment.search.sphere import Point

MOST = 3
_ID = re.compile(r"\d{1,9}", re.ASCII)
_TOO_MANY = f"At most {MOST} facilities can be compared at once."
_UNKNOWN = "One of these facilities is not in this list, or not any more."


class Detail(NamedTuple):
    """One thing about one facility; `stands_out` where not all of them have it."""

    text: str
    address: str = ""
    stands_out: bool = False


class Row(NamedTuple):
    """A question, and each facility's answer."""

    label: str
    cells: list[list[Detail]]


class Column(NamedTuple):
    """A facility, and the address of the comparison without it."""

    facility: Any
    without: str


class Comparison(NamedTuple):
    """The table."""

    columns: list[Column]
    rows: list[Row]


def compare(
    locator_id: int, ids: Sequence[str], query: Query, codebook: Codebook, base: str
) -> Comparison:
    """Return the table; raise QueryError for too many, and for what the public may not see."""
    items = _fetch(locator_id, _numbers(ids), query, codebook)
    pks = [item.facility.pk for item in items]
    columns = [
        Column(
            item.facility,
            address_of(base, query, compare=[pk for pk in pks if pk != item.facility.pk]),
        )
        for item in items
    ]
    rows = [*_whereabouts(items), *_services(items), *_known_from(items)]
    return Comparison(columns, [row for row in rows if any(row.cells)])


def _numbers(ids: Sequence[str]) -> list[int]:
    texts = list(dict.fromkeys(ids))
    if len(texts) > MOST:
        raise QueryError("compare", _TOO_MANY)
    if not all(_ID.fullmatch(text) for text in texts):
        raise QueryError("compare", _UNKNOWN)
    return [int(text) for text in texts]


def _fetch(locator_id: int, ids: list[int], query: Query, codebook: Codebook) -> list[Item]:
    """Return the facilities in the order in which they were named."""
    places = FacilityPlace.objects.filter(locator_id=locator_id).in_bulk(ids)
    where = gazetteer.locate(query.near) if query.near else None
    point = where.point if where else None
    found = [Found(pk, _squared(places[pk], point)) for pk in ids if pk in places]
    items = fetch_items(found, codebook)
    if len(items) < len(ids):
        raise QueryError("compare", _UNKNOWN)
    known = [point is not None and places[pk].x is not None for pk in ids]
    return [
        item if is_known else item._replace(miles=None)
        for item, is_known in zip(items, known, strict=True)
    ]


def _squared(place: FacilityPlace, point: Point | None) -> float:
    if point is None or place.x is None or place.y is None or place.z is None:
        return 0.0
    ends = zip((place.x, place.y, place.z), point.vector, strict=True)
    return sum((here - there) ** 2 for here, there in ends)


def _whereabouts(items: list[Item]) -> Iterator[Row]:
    pages = [item.facility for item in items]
    distances = [distance_to(item.facility, item.miles) for item in items]
    yield Row("Distance", [_details([words]) for words in distances])
    yield Row("Address", [_details(page.address_lines) for page in pages])
    yield Row("Phone", [[Detail(p.number, p.tel) for p in own_phones(page)] for page in pages])
    yield Row("Open", [_details(page.hours.splitlines()) for page in pages])


def _services(items: list[Item]) -> Iterator[Row]:
    """Yield the facets, in the order in which readers ask."""
    for name, label in FACETS.items():
        yield Row(label, _marked([names_in(name, item.services) for item in items]))


def _known_from(items: list[Item]) -> Iterator[Row]:
    pages = [item.facility for item in items]
    yield Row("Answered the federal survey of", _marked([surveys(page) for page in pages]))
    yield Row("Facts as of", [_details([_day(page.source_date)]) for page in pages])


def _details(texts: Sequence[str]) -> list[Detail]:
    return [Detail(text) for text in texts if text]


def _day(day: Any) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else ""


def _marked(cells: Sequence[Sequence[str]]) -> list[list[Detail]]:
    """Let stand out what not every facility has."""
    shared = set.intersection(*map(set, cells))
    return [[Detail(text, stands_out=text not in shared) for text in cell] for cell in cells]
