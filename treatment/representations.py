"""How the API tells of facilities and programs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from typing_extensions import TypedDict

from headless.representations import ImageReference, represent_image
from treatment.quality import SignReport
from treatment.services import ServiceGroup

if TYPE_CHECKING:
    from treatment.models import FacilityPage, Service


class Address(TypedDict):
    """A postal address in the United States; `state` is the USPS abbreviation."""

    street: str
    street2: str
    city: str
    state: str
    zip: str
    county: str


class Position(TypedDict):
    """Degrees (WGS 84), and whether they are the address or only its ZIP code's center."""

    latitude: float
    longitude: float
    source: str


class Phone(TypedDict):
    """A facility's own number; who answers it is the facility."""

    kind: str
    number: str
    e164: str | None
    extension: str
    is_valid: bool
    answerer: str


class ServiceReference(TypedDict):
    """One service."""

    code: str
    name: str


class ServiceGroupValue(TypedDict):
    """The services of one category."""

    category: str
    name: str
    services: list[ServiceReference]


class QualitySign(TypedDict):
    """One of the five federal signs; without services it was not reported, which is no "no"."""

    name: str
    meaning: str
    services: list[ServiceReference]


class GalleryPicture(TypedDict):
    """A picture with its caption."""

    image: ImageReference
    caption: str


class Range(TypedDict):
    """From the least to the most, inclusive; None where it is not known."""

    min: float | None
    max: float | None


class QuestionValue(TypedDict):
    """A question; its answer is HTML with resolved links."""

    question: str
    answer: str


class AddressField(Field):
    """Serializes a facility's address."""

    def to_representation(self, value: "FacilityPage") -> Address:
        """Return the parts."""
        names = ("street", "street2", "city", "state", "zip", "county")
        return {name: getattr(value, name) for name in names}  # type: ignore[return-value]


class PositionField(Field):
    """Serializes a facility's position."""

    def to_representation(self, value: "FacilityPage") -> Position | None:
        """Return the position, or None where there is none."""
        if value.latitude is None or value.longitude is None:
            return None
        return {
            "latitude": float(value.latitude),
            "longitude": float(value.longitude),
            "source": value.position_source,
        }


class PhonesField(Field):
    """Serializes a facility's numbers."""

    def to_representation(self, value: Any) -> list[Phone]:
        """Return the numbers in their order."""
        return [
            {
                "kind": phone.kind,
                "number": phone.number,
                "e164": phone.e164,
                "extension": phone.extension,
                "is_valid": phone.is_valid,
                "answerer": phone.facility.title,
            }
            for phone in value.all()
        ]


class ServiceGroupsField(Field):
    """Serializes services by category."""

    def to_representation(self, value: Iterable[ServiceGroup]) -> list[ServiceGroupValue]:
        """Return the categories in their order."""
        return [
            {
                "category": group.category.code,
                "name": group.category.name,
                "services": _references(group.services),
            }
            for group in value
        ]


class QualitySignsField(Field):
    """Serializes the five signs; an empty list where the facility was not asked."""

    def to_representation(self, value: Iterable[SignReport]) -> list[QualitySign]:
        """Return the signs in their order."""
        return [
            {
                "name": report.sign.name,
                "meaning": report.sign.meaning,
                "services": _references(report.services),
            }
            for report in value
        ]


def _references(services: "Iterable[Service]") -> list[ServiceReference]:
    return [{"code": service.code, "name": service.name} for service in services]


class GalleryField(Field):
    """Serializes the gallery; restricted images are left out."""

    def to_representation(self, value: Any) -> list[GalleryPicture]:
        """Return the pictures in their order."""
        pictures = [(represent_image(row.image), row.caption) for row in value.all()]
        return [{"image": image, "caption": caption} for image, caption in pictures if image]


class RangeField(Field):
    """Serializes a (least, most) pair."""

    def to_representation(self, value: tuple[Any, Any]) -> Range:
        """Return both ends as numbers."""
        low, high = (None if end is None else float(end) for end in value)
        return {"min": low, "max": high}


class LinesField(Field):
    """Serializes a list of short lines."""

    def to_representation(self, value: Any) -> list[str]:
        """Return the lines."""
        return [str(block.value) for block in value]


class QuestionsField(Field):
    """Serializes questions and answers; answers are HTML with resolved links."""

    def to_representation(self, value: Any) -> list[QuestionValue]:
        """Return the questions in their order."""
        return [block.block.get_api_representation(block.value, self.context) for block in value]
