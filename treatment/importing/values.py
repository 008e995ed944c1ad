"""A profile as plain values by field: what sources say, what is there, how the two differ."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from json import dumps
from typing import Any, NamedTuple

from treatment.choices import PositionSource, Survey
from treatment.importing.normal import exact_key, zip5
from treatment.importing.positions import zip_center
from treatment.importing.records import FacilityRecord
from treatment.models import FacilityPage
from treatment.provenance import is_editors

Values = dict[str, Any]
TEXTS = ("title", "name2", "street", "street2", "city", "state", "zip", "county", "website")
_ONE_RECORD = TEXTS[:7]  # name and address belong together; they are never mixed of two records
_MAY_EMPTY = {"name2", "street2"}


class Told(NamedTuple):
    """What one survey says of a facility."""

    kind: str
    source: str
    as_of: date
    key: str
    digest: str
    facts: Values
    codes: list[str]
    unnamed: list[str]


def told(record: FacilityRecord, source: str, as_of: date) -> Told:
    """Return what a record says, with the hashes by which it is found and compared."""
    facts = {
        "title": record.name,
        **{field: getattr(record, field) for field in TEXTS[1:]},
        "phones": [[str(kind), number] for kind, number in record.phones],
        "position": _position(record.position, record.position_source),
    }
    codes, unnamed = sorted(record.codes), sorted(record.unnamed)
    whole = dumps([facts, codes, unnamed], sort_keys=True).encode()
    return Told(
        record.survey,
        source,
        as_of,
        exact_key(record.name, record.name2, record.street, record.zip),
        blake2b(whole, digest_size=16).hexdigest(),
        facts,
        codes,
        unnamed,
    )


def _position(
    degrees: tuple[Decimal | None, Decimal | None] | None, source: str
) -> list[str] | None:
    if degrees is None or None in degrees:
        return None
    return [*(f"{degree:.6f}" for degree in degrees), str(source)]


def merged(surveys: Iterable[Told]) -> Values:
    """Return one profile of what the surveys say, the same in whatever order they were read.

    The newest speaks first, substance use before mental health; phones, services and surveys are
    joined, and a street address's position goes before a ZIP code's.
    """
    by_kind = sorted(surveys, key=lambda one: (-one.as_of.toordinal(), one.kind == Survey.MH))
    first = by_kind[0].facts
    numbers: dict[str, str] = {}
    for survey in by_kind:
        for kind, number in survey.facts["phones"]:
            numbers.setdefault(number, kind)
    positions = [one.facts["position"] for one in by_kind if one.facts["position"]]
    return {
        **{field: first[field] for field in _ONE_RECORD},
        **{
            field: next((one.facts[field] for one in by_kind if one.facts[field]), "")
            for field in TEXTS[7:]
        },
        "phones": [[kind, number] for number, kind in numbers.items()],
        "position": min(positions, key=lambda one: one[2] != PositionSource.ADDRESS, default=None),
        "services": sorted({code for survey in by_kind for code in survey.codes}),
        "surveys": sorted(survey.kind for survey in by_kind),
    }


def current(page: FacilityPage, phones: list[list[str]], codes: Iterable[str]) -> Values:
    """Return what a profile says now."""
    flags = {Survey.MH: page.treats_mental_health, Survey.SU: page.treats_substance_use}
    return {
        **{field: getattr(page, field) for field in TEXTS},
        "phones": phones,
        "position": _position((page.latitude, page.longitude), page.position_source),
        "services": sorted(codes),
        "surveys": [str(kind) for kind, treats in flags.items() if treats],
    }


def placed(new: Values, old: Values | None = None) -> Values:
    """Return the values with the best position: the record's, the one there is, the ZIP's center.

    A ZIP code's center does not replace a better position, unless the facility has moved.
    """
    there = old["position"] if old and zip5(old["zip"]) == zip5(new["zip"]) else None
    given = new["position"]
    if given and (given[2] == PositionSource.ADDRESS or not there):
        return new
    if there and (given is None or there[2] != PositionSource.ZIP):
        return {**new, "position": there}
    return {**new, "position": given or _position(zip_center(new["zip"]), PositionSource.ZIP)}


def differences(old: Values, new: Values, provenance: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return [old, new] by field, with "kept" behind it where the old value is an editor's.

    What a source leaves empty does not empty a profile, but for the second lines.
    """
    found: dict[str, list[Any]] = {}
    for field, value in placed(new, old).items():
        if value == old[field] or not (value or field in _MAY_EMPTY):
            continue
        kept = ["kept"] if is_editors(provenance, field, old[field]) else []
        found[field] = [old[field], value, *kept]
    return found


def accepted(found: Mapping[str, list[Any]]) -> Values:
    """Return the new values among the differences that no editor's value stands against."""
    return {field: pair[1] for field, pair in found.items() if len(pair) == 2}


def set_values(page: FacilityPage, values: Values) -> None:
    """Set the page's own columns; phones and services are relations, and set elsewhere."""
    for field in TEXTS:
        if field in values:
            setattr(page, field, values[field])
    if values.get("position"):
        latitude, longitude, source = values["position"]
        page.latitude, page.longitude = Decimal(latitude), Decimal(longitude)
        page.position_source = PositionSource(source)
    if "surveys" in values:
        page.treats_substance_use = Survey.SU in values["surveys"]
        page.treats_mental_health = Survey.MH in values["surveys"]
