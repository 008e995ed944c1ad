"""How the API tells of what was found."""

from collections.abc import Iterable
from itertools import groupby
from typing import NotRequired

from django.http import HttpRequest
from typing_extensions import TypedDict

from headless.reading.views import api_root
from headless.reading.world import read_world
from treatment.representations import (
    Address,
    AddressField,
    Phone,
    PhonesField,
    ServiceGroupValue,
)
from treatment.search import cursors
from treatment.search.codebook import Entry
from treatment.search.finding import Facet, Findings, Item


class FoundFacility(TypedDict):
    """A facility in the answer to a search."""

    id: int
    title: str
    html_url: str | None
    detail_url: str
    latitude: float | None
    longitude: float | None
    position_source: str
    distance_miles: float | None
    address: Address
    phones: list[Phone]
    website: str
    services: list[ServiceGroupValue]
    surveys: list[str]
    survey_date: str | None


class FacetChoice(TypedDict):
    """A choice, and how many facilities would be found with it."""

    code: str
    name: str
    explanation: str
    count: int
    chosen: bool


class FacetValue(TypedDict):
    """A facet with its choices."""

    name: str
    label: str
    choices: list[FacetChoice]


class NearValue(TypedDict):
    """The place that was searched around."""

    label: str
    latitude: float
    longitude: float


class FindingsMeta(TypedDict):
    """How many there are, where to go on, and what was given up to find anything."""

    total_count: int
    next_cursor: str | None
    near: NearValue | None
    relaxed: list[str]
    facets: NotRequired[list[FacetValue]]


class FindingsValue(TypedDict):
    """The answer to a search."""

    meta: FindingsMeta
    items: list[FoundFacility]


def represent_findings(
    findings: Findings, request: HttpRequest, *, with_facets: bool
) -> FindingsValue:
    """Return the answer of `/api/v2/facilities/`."""
    where = findings.where
    meta: FindingsMeta = {
        "total_count": findings.total,
        "next_cursor": cursors.encode(findings.last) if findings.last else None,
        "near": None,
        "relaxed": list(findings.relaxed),
    }
    if where and where.point:
        latitude, longitude = where.point
        meta["near"] = {"label": where.label, "latitude": latitude, "longitude": longitude}
    if with_facets:
        meta["facets"] = [
            {"name": facet.name, "label": facet.label, "choices": _choices(facet)}
            for facet in findings.facets
        ]
    pages = f"{api_root(request, read_world())}pages/"
    return {"meta": meta, "items": [_found(item, request, pages) for item in findings.items]}


def _choices(facet: Facet) -> list[FacetChoice]:
    return [
        {
            "code": choice.code,
            "name": choice.name,
            "explanation": choice.explanation,
            "count": choice.facilities,
            "chosen": choice.chosen,
        }
        for choice in facet.choices
    ]


def _found(item: Item, request: HttpRequest, pages: str) -> FoundFacility:
    page, place = item.facility, item.facility.place
    return {
        "id": page.pk,
        "title": page.title,
        "html_url": page.get_full_url(request),
        "detail_url": f"{pages}{page.pk}/",
        "latitude": place.latitude,
        "longitude": place.longitude,
        "position_source": page.position_source,
        "distance_miles": None if item.miles is None else round(item.miles, 2),
        "address": AddressField().to_representation(page),
        "phones": PhonesField().to_representation(page.phones),
        "website": page.website,
        "services": [_group(entries) for _, entries in groupby(item.services, _category)],
        "surveys": page.survey_names,
        "survey_date": page.source_date and page.source_date.isoformat(),
    }


def _category(entry: Entry) -> str:
    return entry.category


def _group(entries: Iterable[Entry]) -> ServiceGroupValue:
    entries = list(entries)
    return {
        "category": entries[0].category,
        "name": entries[0].category_name,
        "services": [{"code": entry.code, "name": entry.name} for entry in entries],
    }
