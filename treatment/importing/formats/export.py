"""The export of FindTreatment.gov: a column for each code, with 1 where a facility has it."""

import re
from collections.abc import Collection, Iterator, Mapping

from treatment.choices import PositionSource, Survey
from treatment.importing.cleaning import clean_position
from treatment.importing.errors import RecordError
from treatment.importing.formats.common import PLACE, build, survey_of
from treatment.importing.records import FacilityRecord
from treatment.importing.service_names import all_codes

_TYPE = "type_facility"
_FEWEST = 10  # known codes among the columns; a real export has 300
_CODE = re.compile(r"[a-z0-9]{1,8}")
_YES = frozenset({"1", "x", "y", "yes", "true"})
_NO = frozenset({"0", "n", "no", "false"})
_OTHERS = frozenset({
    *PLACE, "name2", "street2", "zip4", "county", "phone", "intake1", "intake2", "intake1a",
    "intake2a", "hotline1", "hotline2", "tty", "fax", "website", "latitude", "longitude", "miles",
})  # fmt: skip


def fits(columns: Collection[str]) -> bool:
    """Whether this is the header of an export."""
    known = sum(column.upper() in all_codes() for column in columns)
    return (PLACE | {_TYPE}).issubset(columns) and known >= _FEWEST


def read_row(row: Mapping[str, str], line: int, survey: Survey | None) -> FacilityRecord:
    """Read a row; the locator's positions are those of street addresses."""
    degrees = clean_position(row.get("latitude", ""), row.get("longitude", ""))
    return build(
        row,
        line,
        survey=survey_of(_TYPE, row[_TYPE], survey),
        position=(degrees, PositionSource.ADDRESS),
        codes=list(_codes(row)),
    )


def _codes(row: Mapping[str, str]) -> Iterator[str]:
    """Return the codes with a 1; a new column that holds something else is no code."""
    for column, value in row.items():
        if not value or column in _OTHERS or not _CODE.fullmatch(column):
            continue
        answer = value.lower()
        if answer in _YES:
            yield column
        elif answer not in _NO and column.upper() in all_codes():
            raise RecordError(f"{column}: {value!r} is neither 1 nor empty")
