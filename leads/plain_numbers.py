"""Phone numbers typed into pages as text: nobody says who answers them, and nobody updates them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import phonenumbers
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from home.crisis import CRISIS_LINES, NATIONAL_HELPLINE
from leads.models import PhoneLine
from leads.phones import HOME_REGION, to_e164

# These stand on every page and belong to nobody's contract.
_PUBLIC = {line.dial for line in (*CRISIS_LINES, NATIONAL_HELPLINE)}
# Columns, and keys of a stored stream, whose text is no prose for readers.
_NOT_PROSE = {"slug", "url_path", "draft_title", "path", "id", "type"}
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
    """Yield the numbers in a page's prose, as typed and as E.164, each once."""
    seen = set()
    for text in _prose(page):
        for found in typed_numbers(text):
            if found.e164 not in seen:
                seen.add(found.e164)
                yield found.number, found.e164


def typed_numbers(text: str) -> Iterator[TypedNumber]:
    """Yield the numbers in a text, in their order, without the public ones of `home.crisis`."""
    for match in phonenumbers.PhoneNumberMatcher(text, HOME_REGION):
        e164 = to_e164(match.raw_string) or match.raw_string
        if e164 not in _PUBLIC:
            yield TypedNumber(match.start, match.end, match.raw_string, e164)


def _prose(page: Any) -> Iterator[str]:
    for field in page._meta.get_fields():
        if not isinstance(field, models.CharField | models.TextField | StreamField):
            continue
        if field.name in _NOT_PROSE or field.choices:
            continue
        value = field.value_from_object(page)
        raw = list(value.raw_data) if isinstance(field, StreamField) else value
        # With a space between paragraphs: digits of two numbers are not one.
        yield from (get_text_for_indexing(text) for text in _texts(raw))


def _texts(raw: Any) -> Iterator[str]:
    """Yield the texts in a stream as stored: reading its blocks would fetch what they refer to."""
    match raw:
        case str() if not _ADDRESS.fullmatch(raw):
            yield raw
        case Mapping():
            for key, value in raw.items():
                if key not in _NOT_PROSE:
                    yield from _texts(value)
        case list():
            for value in raw:
                yield from _texts(value)
