"""Mending what the sources do to their values; what cannot be mended is left for the checks."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError

from treatment.choices import PhoneKind
from treatment.importing.errors import RecordError
from treatment.models import FacilityPage

_PHONES = {
    "phone": PhoneKind.MAIN,
    "intake1": PhoneKind.INTAKE,
    "intake2": PhoneKind.INTAKE,
    "intake1a": PhoneKind.INTAKE,
    "intake2a": PhoneKind.INTAKE,
    "hotline1": PhoneKind.HOTLINE,
    "hotline2": PhoneKind.HOTLINE,
    "tty": PhoneKind.TTY,
    "fax": PhoneKind.FAX,
}
_CODES = re.compile("[0-9A-Z ]+")


def clean_zip(text: str, plus4: str = "") -> str:
    """Put back the zeros that spreadsheets take from the front, and the dash of a ZIP+4."""
    first, dash, last = text.replace(" ", "-").partition("-")
    if not dash and first.isdecimal() and len(first) in {8, 9}:
        first, last = first[:-4], first[-4:]
    last = last or plus4
    if first.isdecimal() and len(first) >= 3:  # no ZIP has more than two
        first = first.zfill(5)
    return f"{first}-{last.zfill(4)}" if last else first


def clean_website(text: str) -> str:
    """Return an address that can be opened; '' for a bare 'http://', and for what is broken.

    A facility is worth more than its broken link, so that this refuses nothing.
    """
    if not text or text.rstrip("/:").lower() in {"http", "https"}:
        return ""
    address = text if text.lower().startswith(("http://", "https://")) else f"http://{text}"
    try:
        FacilityPage._meta.get_field("website").clean(address, None)
    except ValidationError:
        return ""
    return address


def clean_phones(row: Mapping[str, str]) -> tuple[tuple[PhoneKind, str], ...]:
    """Return the numbers as written, each once, under the first kind it stands under."""
    found: dict[str, PhoneKind] = {}
    for column, kind in _PHONES.items():
        if number := row.get(column):
            found.setdefault(_dashed(number), kind)
    return tuple((kind, number) for number, kind in found.items())


def _dashed(number: str) -> str:
    """Write ten digits, of a cell that a spreadsheet took for a number, as the sources do."""
    parts = re.fullmatch(r"1?(\d{3})(\d{3})(\d{4})", number)
    return "-".join(parts.groups()) if parts else number


def clean_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return service codes in upper case, each once."""
    text = " ".join(codes).upper()
    if text and not _CODES.fullmatch(text):
        raise RecordError("a service code has more than letters and digits")
    return tuple(dict.fromkeys(text.split()))


def clean_position(latitude: str, longitude: str) -> tuple[Decimal, Decimal] | None:
    """Return degrees to a hand's breadth; None where one is missing, or both are zero."""
    if not latitude or not longitude:
        return None
    try:
        position = _degrees(latitude, 90), _degrees(longitude, 180)
    except (ArithmeticError, ValueError) as error:
        message = f"latitude, longitude are no position: {latitude}, {longitude}"
        raise RecordError(message) from error
    return position if any(position) else None


def _degrees(text: str, most: int) -> Decimal:
    degrees = Decimal(text)
    if not degrees.is_finite() or abs(degrees) > most:
        raise ValueError(text)
    return degrees.quantize(Decimal("0.000001"))
