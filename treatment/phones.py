"""A facility's numbers as the sources write them: extensions, letters, mistakes and all."""

from dataclasses import dataclass

import phonenumbers

from leads.phones import HOME_REGION

LONGEST_EXTENSION = 10  # digits; the library would read up to 20


@dataclass(frozen=True)
class ParsedPhone:
    """What a typed number means; `e164` is None and `is_valid` False where it means nothing."""

    e164: str | None
    extension: str
    is_valid: bool


_UNDIALABLE = ParsedPhone(None, "", is_valid=False)


def parse_phone(text: str) -> ParsedPhone:
    """Read a number. Never raises: what cannot be dialed is kept as typed, and flagged."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return _UNDIALABLE
    extension = number.extension or ""
    if len(extension) > LONGEST_EXTENSION:
        return _UNDIALABLE
    valid = phonenumbers.is_valid_number(number)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ParsedPhone(e164 if valid else None, extension, valid)
