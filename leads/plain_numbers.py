"""Phone numbers typed into pages as text: nobody says who answers them, and nobody updates them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import phonenumbers
from wagtail.models import Page

from home.crisis import PUBLIC_LINES
from home.publishing.draft import Draft
from leads.models import PhoneLine
from leads.phones import HOME_REGION, to_e164

# These stand on every page and belong to nobody's contract.
_PUBLIC = {line.dial for line in PUBLIC_LINES}
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class PlainNumber:
    """A number in the prose of a page; `line` is the record it should refer to, if there is one."""

    page: Page
    number: str
    line: PhoneLine | None


class TypedNumber(NamedTuple):
    """A number in a text: where it stands, as typed, and as E.164."""

    start: int
    end: int
    number: str
    e164: str


def plain_numbers() -> Iterator[PlainNumber]:
    """Yield every number typed into a live page."""
    lines = {line.e164: line for line in PhoneLine.objects.all()}
    for page in Page.objects.live().exclude(depth=1).specific().iterator(chunk_size=100):
        for number, e164 in numbers_in(page):
            yield PlainNumber(page, number, lines.get(e164))


def numbers_in(page: Page) -> Iterator[tuple[str, str]]:
    """Yield the numbers in a page's texts, as typed and as E.164, each once."""
    seen = set()
    for text in Draft(page).texts:
        for found in typed_numbers(text.words):
            if found.e164 not in seen:
                seen.add(found.e164)
                yield found.number, found.e164


def typed_numbers(text: str) -> Iterator[TypedNumber]:
    """Yield the numbers in a text, in their order, without the public ones of `home.crisis`."""
    plain = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    for match in phonenumbers.PhoneNumberMatcher(plain, HOME_REGION):
        e164 = to_e164(match.raw_string) or match.raw_string
        if e164 not in _PUBLIC:
            yield TypedNumber(match.start, match.end, match.raw_string, e164)
