"""SAMHSA's national directories: all codes of a facility in one column, by category."""

from collections.abc import Collection, Mapping

from treatment.choices import PositionSource, Survey
from treatment.importing.cleaning import clean_position
from treatment.importing.formats.common import PLACE, Position, build, survey_of
from treatment.importing.records import FacilityRecord

TYPE = "type_facility"
CODES = "service_code_info"


def fits(columns: Collection[str]) -> bool:
    """Whether this is the header of a directory."""
    return (PLACE | {CODES}).issubset(columns)


def read_row(row: Mapping[str, str], line: int, survey: Survey | None) -> FacilityRecord:
    """Read a row; `survey` is that of a file whose rows do not say theirs."""
    return build(
        row,
        line,
        survey=survey_of(TYPE, row.get(TYPE), survey),
        position=_position(row),
        codes=row[CODES].replace("*", " ").split(),  # categories are parted by ' * '
    )


def _position(row: Mapping[str, str]) -> Position:
    source = row.get("geo_source", "").lower()
    degrees = clean_position(row.get("latitude", ""), row.get("longitude", ""))
    if source.startswith("address"):
        return degrees, PositionSource.ADDRESS
    return degrees, PositionSource.ZIP if source == "zip" else PositionSource.UNKNOWN
