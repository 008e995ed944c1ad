"""A record fits a profile's columns, by the validators that editors meet.

Not its website: of that, cleaning leaves out what does not fit.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field

from treatment.importing.errors import RecordError
from treatment.importing.records import FacilityRecord
from treatment.importing.service_names import all_codes
from treatment.models import FacilityPage, FacilityPhone, Service

_page = FacilityPage._meta
# By the column of the federal formats, under which people find the value.
_FIELDS: dict[str, tuple[str, "Field[Any, Any]"]] = {
    "name1": ("name", _page.get_field("title")),
    "name2": ("name2", _page.get_field("name2")),
    "street1": ("street", _page.get_field("street")),
    "street2": ("street2", _page.get_field("street2")),
    "city": ("city", _page.get_field("city")),
    "state": ("state", _page.get_field("state")),
    "zip": ("zip", _page.get_field("zip")),
    "county": ("county", _page.get_field("county")),
}
_NUMBER = FacilityPhone._meta.get_field("number")
_CODE = Service._meta.get_field("code")


def check(record: FacilityRecord) -> FacilityRecord:
    """Return the record; raise RecordError, naming the columns, where it fits no profile."""
    if problems := list(_problems(record)):
        raise RecordError("; ".join(problems))
    return record


def _problems(record: FacilityRecord) -> Iterator[str]:
    for column, (attribute, field) in _FIELDS.items():
        yield from _ask(field, column, getattr(record, attribute))
    for _, number in record.phones:
        yield from _ask(_NUMBER, "phone number", number)
    for code in sorted(set(record.codes).difference(all_codes())):
        yield from _ask(_CODE, "service code", code)


def _ask(field: "Field[Any, Any]", column: str, value: str) -> Iterator[str]:
    try:
        field.clean(value, None)
    except ValidationError as error:
        yield f"{column}: {' '.join(error.messages)}"
