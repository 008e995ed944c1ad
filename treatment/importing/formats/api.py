"""The JSON of the locator's API: services by the names of their category's day."""

from collections.abc import Iterator, Mapping
from typing import Any

from treatment.choices import PositionSource, Survey
from treatment.importing.cleaning import clean_position
from treatment.importing.errors import RecordError
from treatment.importing.formats.common import PLACE, build, survey_of
from treatment.importing.reading.tables import clean_values
from treatment.importing.records import FacilityRecord
from treatment.importing.service_names import find_code

_TYPE = "typeFacility"
_CATEGORY, _NAMES = "f2", "f3"


def read_row(row: Mapping[str, Any], line: int, survey: Survey | None) -> FacilityRecord:
    """Read an object; a service whose name means no code is kept by its name."""
    plain = {key: "" if value is None else value for key, value in row.items() if key != "services"}
    texts = clean_values({key: value for key, value in plain.items() if isinstance(value, str)})
    if missing := sorted(PLACE - texts.keys()):
        raise RecordError(f"no text in: {', '.join(missing)}")
    named = [(find_code(category, name), name) for category, name in _services(row)]
    return build(
        texts,
        line,
        survey=survey_of(_TYPE, texts.get(_TYPE), survey),
        position=(
            clean_position(texts.get("latitude", ""), texts.get("longitude", "")),
            PositionSource.ADDRESS,
        ),
        codes=[code for code, _ in named if code],
        unnamed=tuple(dict.fromkeys(name for code, name in named if not code)),
    )


def _services(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return category code and name of each service."""
    groups = row.get("services") or []
    if not isinstance(groups, list):
        raise RecordError("services is no list")
    for group in groups:
        if not isinstance(group, dict) or not isinstance(group.get(_NAMES) or "", str):
            raise RecordError("services holds something that is no category with names")
        names = clean_values({"services": group.get(_NAMES) or ""})["services"]
        category = str(group.get(_CATEGORY) or "").strip().upper()
        yield from ((category, name.strip()) for name in names.split(";") if name.strip())
