"""The columns that all federal formats share."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from treatment.choices import PositionSource, Survey
from treatment.importing.checking import check
from treatment.importing.cleaning import clean_codes, clean_phones, clean_website, clean_zip
from treatment.importing.errors import RecordError
from treatment.importing.records import FacilityRecord

PLACE = frozenset({"name1", "street1", "city", "state", "zip"})
_SURVEYS = {"SU": Survey.SU, "SA": Survey.SU, "MH": Survey.MH}  # SA: until 2020
Position = tuple[tuple[Decimal, Decimal] | None, PositionSource]


def build(
    row: Mapping[str, str],
    line: int,
    *,
    survey: Survey,
    position: Position,
    codes: Collection[str],
    unnamed: tuple[str, ...] = (),
) -> FacilityRecord:
    """Return the row as a record that fits a profile; raise RecordError where it fits none."""
    degrees, source = position
    record = FacilityRecord(
        name=row["name1"],
        name2=row.get("name2", ""),
        street=row["street1"],
        street2=row.get("street2", ""),
        city=row["city"],
        state=row["state"].upper(),
        zip=clean_zip(row["zip"], row.get("zip4", "")),
        county=row.get("county", ""),
        website=clean_website(row.get("website", "")),
        phones=clean_phones(row),
        codes=clean_codes(codes),
        unnamed=unnamed,
        survey=survey,
        position=degrees,
        position_source=source if degrees else PositionSource.UNKNOWN,
        line=line,
    )
    return check(record)


def survey_of(column: str, text: str | None, survey: Survey | None) -> Survey:
    """Return the survey a row names; where it names none, that of the file."""
    if text:
        try:
            return _SURVEYS[text.upper()]
        except KeyError as error:
            raise RecordError(f"{column}: {text!r} is neither SU nor MH") from error
    if survey is None:
        raise RecordError(f"{column} is empty")
    return survey
