"""The sheet 'Service Code Reference' that comes with a directory: what its codes mean."""

from collections.abc import Collection

from django.core.exceptions import ValidationError

from treatment.importing.errors import RecordError, SourceError
from treatment.importing.limits import MOST_NEW_CODES
from treatment.importing.reading.rows import Row, Sheet
from treatment.importing.reading.tables import Table, find_table
from treatment.importing.service_names import known_codes
from treatment.models import Service

_CODE = Service._meta.get_field("code")
_NAME = Service._meta.get_field("name")


def read_new_codes(sheets: list[Sheet]) -> dict[str, str]:
    """Return the codes that have no name with us, with the names that the file gives them."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if not (table := find_table(sheet, _fits)):
            continue
        for row in table.rows():
            pair = _read(table, row)
            if pair and pair[0] not in known_codes():
                found.setdefault(*pair)
            if len(found) > MOST_NEW_CODES:
                raise SourceError(f"{sheet.name!r} names more than {MOST_NEW_CODES:,} new codes.")
    return found


def _fits(columns: Collection[str]) -> bool:
    return {"service_code", "service_name"}.issubset(columns)


def _read(table: Table, row: Row) -> tuple[str, str] | None:
    """Return a code and its name; None for a note, or for what could not be kept."""
    try:
        values = table.read(row)
        code, name = values.get("service_code", "").upper(), values.get("service_name", "")
        return _CODE.clean(code, None), _NAME.clean(name, None)
    except (RecordError, ValidationError):
        return None
