"""A row of the federal directory becomes a profile, through the validators editors meet.

The full import, which matches, compares and updates, is to follow; it will read rows here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from treatment.choices import PhoneKind, PositionSource
from treatment.models import FacilityPage, FacilityPhone, Service, ServiceCategory
from treatment.taxonomy.loading import UNNAMED

if TYPE_CHECKING:
    from treatment.models import LocatorPage

SOURCE = "SAMHSA National Directory 2023"
_PHONE_COLUMNS = {
    "phone": PhoneKind.MAIN,
    "intake1": PhoneKind.INTAKE,
    "intake2": PhoneKind.INTAKE,
    "intake1a": PhoneKind.INTAKE,
    "intake2a": PhoneKind.INTAKE,
}


class RecordError(ValueError):
    """A row that cannot become a profile; the message names the fields."""


@dataclass(frozen=True)
class FacilityRecord:
    """One row, cleaned: no stray spaces, ZIP codes whole, an empty address for 'http://'."""

    name: str
    name2: str
    street: str
    street2: str
    city: str
    state: str
    zip: str
    website: str
    phones: list[tuple[PhoneKind, str]]
    codes: list[str]
    survey: str
    position: tuple[Decimal, Decimal] | None
    position_source: PositionSource

    @classmethod
    def from_row(cls, row: Mapping[str | None, Any]) -> "FacilityRecord":
        """Read a row of the geocoded directory; raise RecordError where it cannot be one."""
        clean = _clean(row)
        if not clean.get("name1"):
            raise RecordError("name1 is empty")
        return cls(
            name=clean["name1"],
            name2=clean.get("name2", ""),
            street=clean.get("street1", ""),
            street2=clean.get("street2", ""),
            city=clean.get("city", ""),
            state=clean.get("state", "").upper(),
            zip=_zip(clean.get("zip", "")),
            website=_website(clean.get("website", "")),
            phones=_phones(clean),
            codes=clean.get("service_code_info", "").replace("*", " ").split(),
            survey=clean.get("type_facility", "").upper(),
            position=_position(clean),
            position_source=_position_source(clean.get("geo_source", "")),
        )


def _clean(row: Mapping[str | None, Any]) -> dict[str, str]:
    """Return the values by column; `csv` puts those beyond the last column under None."""
    if None in row:
        raise RecordError(f"more values than columns: {row[None]}")
    clean = {str(key).strip().lower(): (value or "").strip() for key, value in row.items()}
    for column, value in clean.items():
        if "\x00" in value:  # PostgreSQL cannot keep it
            raise RecordError(f"{column} contains the NUL character")
    return clean


def _zip(text: str) -> str:
    """Put back the zeros that spreadsheets take from the front."""
    return text.zfill(5) if text.isdecimal() else text


def _website(text: str) -> str:
    return "" if text.rstrip("/:") in {"", "http", "https"} else text


def _phones(row: Mapping[str, str]) -> list[tuple[PhoneKind, str]]:
    """Return the numbers, each once, under the first kind it stands under."""
    found: dict[str, PhoneKind] = {}
    for column, kind in _PHONE_COLUMNS.items():
        if row.get(column):
            found.setdefault(row[column], kind)
    return [(kind, number) for number, kind in found.items()]


def _position(row: Mapping[str, str]) -> tuple[Decimal, Decimal] | None:
    degrees = (row.get("latitude", ""), row.get("longitude", ""))
    if not all(degrees):
        return None
    try:
        latitude, longitude = (Decimal(text).quantize(Decimal("0.000001")) for text in degrees)
    except InvalidOperation as error:
        raise RecordError(f"latitude, longitude are no numbers: {degrees}") from error
    return latitude, longitude


def _position_source(text: str) -> PositionSource:
    if text.startswith("address"):
        return PositionSource.ADDRESS
    return PositionSource.ZIP if text == "zip" else PositionSource.UNKNOWN


def services_for(codes: list[str]) -> list[Service]:
    """Return the services of these codes; a code that no sheet names is kept, and made."""
    known = {service.code: service for service in Service.objects.filter(code__in=codes)}
    missing = [code for code in dict.fromkeys(codes) if code not in known]
    if missing:
        unnamed = ServiceCategory.objects.get(code=UNNAMED)
        for code in missing:
            service = Service(code=code, name=f"Code {code}", category=unnamed)
            service.full_clean()
            service.save()
            known[code] = service
    return [known[code] for code in dict.fromkeys(codes)]


@transaction.atomic
def facility_from_record(locator: "LocatorPage", record: FacilityRecord) -> FacilityPage:
    """Add the profile of a record below the locator, published.

    Raises RecordError, and leaves nothing behind, where a validator objects.
    """
    latitude, longitude = record.position or (None, None)
    page = FacilityPage(
        title=record.name,
        slug=_free_slug(locator, record),
        name2=record.name2,
        street=record.street,
        street2=record.street2,
        city=record.city,
        state=record.state,
        zip=record.zip,
        website=record.website,
        latitude=latitude,
        longitude=longitude,
        position_source=record.position_source,
        treats_substance_use=record.survey == "SU",
        treats_mental_health=record.survey == "MH",
        source=SOURCE,
    )
    page.phones = [
        FacilityPhone(kind=kind, number=number, sort_order=place)
        for place, (kind, number) in enumerate(record.phones)
    ]
    try:
        page.services = services_for(record.codes)
        for phone in page.phones.all():
            phone.full_clean(exclude=["facility"])
        # The place in the tree is found on adding; everything else must be right before.
        page.full_clean(exclude=["path", "depth"])
    except ValidationError as error:
        raise RecordError("; ".join(_messages(error))) from error
    locator.add_child(instance=page)
    page.save_revision().publish()
    return page


def _messages(error: ValidationError) -> list[str]:
    return [f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()]


def _free_slug(locator: "LocatorPage", record: FacilityRecord) -> str:
    """Return name-city-state, with a number behind it where siblings have that."""
    base = slugify(f"{record.name} {record.city} {record.state}")[:240] or "facility"
    taken = set(locator.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)
