"""What every federal format is read into."""

from dataclasses import dataclass
from decimal import Decimal

from treatment.choices import PhoneKind, PositionSource, Survey
from treatment.importing.errors import RecordError

__all__ = ["FacilityRecord", "RecordError", "Refusal"]


@dataclass(frozen=True)
class FacilityRecord:
    """One row, cleaned, and fit for the columns of a profile."""

    name: str
    name2: str
    street: str
    street2: str
    city: str
    state: str
    zip: str
    county: str
    website: str
    phones: tuple[tuple[PhoneKind, str], ...]
    codes: tuple[str, ...]  # upper case, each once
    unnamed: tuple[str, ...]  # services by a name for which no code is known
    survey: Survey
    position: tuple[Decimal, Decimal] | None  # latitude, longitude
    position_source: PositionSource
    line: int  # of a CSV, row of a sheet, place in a JSON's rows; from 1, the header included


@dataclass(frozen=True)
class Refusal:
    """A row that is no facility, and why."""

    line: int
    reason: str
