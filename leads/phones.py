"""Phone numbers as people type them: with words around, extensions, letters, or two at once.

Nobody in need is turned away over a format: what a person could dial is accepted as typed, and
the international form is kept beside it where there is one.
"""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from phonenumbers import Leniency, PhoneNumberMatcher, ValidationResult

from leads.encryption import keyed_hash

HOME_REGION = "US"
# A local number has seven; vanity letters count, being keys of the phone.
FEWEST_KEYS = 7
FEWEST_DIGITS = 3
# Ten digits of the North American plan that others follow at once ("202 555 0123 5pm"): the
# library takes such a run for one number that is too long.
_TEN_DIGITS = re.compile(
    r"(?<!\d)(?:\+?1[\s.-]?)?\(?[2-9]\d\d\)?[\s.-]?[2-9]\d\d[\s.-]\d{4}(?!\d)", re.ASCII
)
# A vanity number may be longer than what is dialed: 1-800-RECOVERY.
_TOLL_FREE_WORDS = re.compile(r"(?:\+?1[\s.-]*)?\(?8\d\d\)?[\s.-]*(?:[a-z][\s.-]*){7,}", re.I)
# What the exchange is sent after a pause, as address books write it: 202-555-0123,45.
_AFTER_PAUSE = re.compile(r"[,;]{1,3}(\d{1,7})#?(?!\w)", re.ASCII)
_MAY_HOLD_EXTENSION = re.compile(r"[^\W\d_]|[#~,;]")


@dataclass(frozen=True, repr=False)
class TypedNumber:
    """The number that somebody typed; no repr, so that no traceback tells it."""

    e164: str | None
    """The international form without extension; None where there is none, as without area code."""
    digits: str
    """What is dialed where there is no international form."""
    extension: str = ""


def read_number(text: str) -> TypedNumber:
    """Return the first number in `text`; it never raises.

    Complete numbers go before local ones, wherever they stand. Full-width digits, no-break hyphens
    and letters that stand for keys (E.161) are read; where nothing is a number, the digits remain.
    """
    text = unicodedata.normalize("NFKC", text)
    return (
        _matched(text, Leniency.VALID)
        or _matched(text, Leniency.POSSIBLE)
        or _ten_digits(text)
        or _as_a_whole(text)
        or _local(text)
        or TypedNumber(None, _longest_run(text))
    )


def _matched(text: str, leniency: int) -> TypedNumber | None:
    for match in PhoneNumberMatcher(text, HOME_REGION, leniency=leniency):
        if _is_complete(match.number):
            return _typed(match.number, text[match.end :])
    return None


def _ten_digits(text: str) -> TypedNumber | None:
    found = _TEN_DIGITS.search(text)
    return _typed(phonenumbers.parse(found[0], HOME_REGION)) if found else None


def _as_a_whole(text: str) -> TypedNumber | None:
    """Read letters as keys, and the `00` by which most of the world begins a foreign number."""
    text = f"+{text.strip()[2:]}" if text.strip().startswith("00") else text
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if _TOLL_FREE_WORDS.match(text.strip()):
        phonenumbers.truncate_too_long_number(number)
    return _typed(number) if _is_complete(number) else None


def _local(text: str) -> TypedNumber | None:
    for match in PhoneNumberMatcher(text, HOME_REGION, leniency=Leniency.POSSIBLE):
        return TypedNumber(None, str(match.number.national_number), match.number.extension or "")
    words = re.fullmatch(r"\s*(\d{3}[\s.-]?[a-z]{4})\s*", text, re.ASCII | re.I)
    return TypedNumber(None, _keys(words[1])) if words else None


def _typed(number: phonenumbers.PhoneNumber, behind: str = "") -> TypedNumber:
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    pause = _AFTER_PAUSE.match(behind)
    return TypedNumber(e164, e164[1:], number.extension or (pause[1] if pause else ""))


def _is_complete(number: phonenumbers.PhoneNumber) -> bool:
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == ValidationResult.IS_POSSIBLE)


def _longest_run(text: str) -> str:
    """Return the digits that most likely are meant: those that no letter parts."""
    runs = (_keys(run) for run in re.split(r"[^\W\d_]+", text))
    return max(runs, key=len)


def _keys(text: str) -> str:
    return str(phonenumbers.convert_alpha_characters_in_number(text)).translate(_NO_PUNCTUATION)


class _Digits(dict[int, str | None]):
    """A translation that leaves decimal digits, written in ASCII, and nothing else."""

    def __missing__(self, key: int) -> str | None:
        digit = unicodedata.decimal(chr(key), None)
        return None if digit is None else str(digit)


_NO_PUNCTUATION = _Digits()


def to_e164(text: str) -> str | None:
    """Return the number in international form (+12025550123) without extension, or None."""
    return read_number(text).e164


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
    """Return the keyed hash of a number, the same for every way of writing it.

    An extension or words beside it change nothing: the same caller is known again.
    """
    number = read_number(text)
    return keyed_hash(number.e164 or number.digits)


def dial(text: str, e164: str | None = None) -> str:
    """Return what a `tel:` link dials, with its extension (RFC 3966); empty where there is none."""
    if e164 and not _MAY_HOLD_EXTENSION.search(text):
        return e164  # most numbers of a page: nothing has to be read
    number = read_number(text)
    extension = f";ext={number.extension}" if number.extension else ""
    digits = e164 or number.e164 or number.digits
    return f"{digits}{extension}" if digits else ""
