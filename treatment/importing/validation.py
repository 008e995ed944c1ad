"""What the profile's own fields say about a row, without an instance and without a query."""

from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from treatment.importing.values import TEXTS, Told
from treatment.models import FacilityPage, FacilityPhone, Service

_PROFILE = {field: FacilityPage._meta.get_field(field) for field in TEXTS}
_DEGREES = [FacilityPage._meta.get_field(name) for name in ("latitude", "longitude")]


def complaints(told: Told) -> str:
    """Return what is wrong with a row, by field, or ''."""
    facts = told.facts
    found = [_complaint(field, facts[name]) for name, field in _PROFILE.items()]
    found += [_cached_complaint(FacilityPhone, "number", number) for _, number in facts["phones"]]
    found += [_cached_complaint(Service, "code", code) for code in told.codes]
    if facts["position"]:
        degrees = facts["position"][:2]
        found += [_complaint(*pair) for pair in zip(_DEGREES, degrees, strict=True)]
    return "; ".join(filter(None, found))


def _complaint(field: Any, value: object) -> str:
    try:
        field.clean(value, None)
    except ValidationError as error:
        return f"{field.name}: {' '.join(error.messages)}"
    return ""


@lru_cache(maxsize=4096)
def _cached_complaint(model: type[Model], name: str, value: str) -> str:
    return _complaint(model._meta.get_field(name), value)
