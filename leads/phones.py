"""Phone numbers as people type them.

Nobody in need is turned away over a format: what a person could dial is accepted as typed, and
the international form is kept beside it where there is one.
"""

import phonenumbers
from django.core.exceptions import ValidationError

from leads.encryption import keyed_hash

HOME_REGION = "US"
# A local number has seven; vanity letters count, being keys of the phone.
FEWEST_KEYS = 7
FEWEST_DIGITS = 3


def to_e164(text: str) -> str | None:
    """Return the number in international form (+12025550123) without extension, or None."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    if (
        phonenumbers.is_possible_number_with_reason(number)
        != phonenumbers.ValidationResult.IS_POSSIBLE
    ):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_dialable(text: str) -> bool:
    """Say whether somebody could dial `text`, as far as can be told."""
    keys = sum(character.isalnum() for character in text)
    digits = sum(character.isdigit() for character in text)
    return bool(to_e164(text)) or (keys >= FEWEST_KEYS and digits >= FEWEST_DIGITS)


def check_phone(text: str) -> None:
    """Raise ValidationError where nobody could dial `text`."""
    if not is_dialable(text):
        raise ValidationError(
            "Enter a phone number with its area code, such as 202-555-0123.", code="phone"
        )


def phone_hash(text: str) -> str:
    """Return the keyed hash of a number, the same for every way of writing it."""
    digits = "".join(character for character in text if character.isdigit())
    return keyed_hash(to_e164(text) or digits)


def dial(text: str, e164: str | None = None) -> str:
    """Return what a `tel:` link dials."""
    return e164 or "".join(c for c in text if c.isdigit() or c == "+")
