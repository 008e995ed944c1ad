"""The centers of ZIP codes, for facilities whose street address nobody placed."""

from decimal import Decimal
from functools import lru_cache

import zipcodes

from treatment.importing.normal import zip5

_DEGREES = Decimal("0.000001")


@lru_cache(maxsize=4096)
def zip_center(zip_code: str) -> tuple[Decimal, Decimal] | None:
    """Return latitude and longitude, or None for a ZIP that is not known or has no place."""
    try:
        found = zipcodes.matching(zip5(zip_code))
    except (ValueError, TypeError):
        return None
    if not found or not found[0].get("lat") or not found[0].get("long"):
        return None
    latitude, longitude = (Decimal(found[0][name]).quantize(_DEGREES) for name in ("lat", "long"))
    return (latitude, longitude) if latitude or longitude else None
