"""Phone numbers typed into pages as text: nobody says who answers them, and nobody updates them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.db import models
from django.utils.html import strip_tags
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.crisis import CRISIS_LINES, NATIONAL_HELPLINE
from leads.models import PhoneLine
from leads.phones import HOME_REGION, to_e164

# These stand on every page and belong to nobody's contract.
_PUBLIC = {line.dial for line in (*CRISIS_LINES, NATIONAL_HELPLINE)}
# Columns whose text is no prose for readers.
_NOT_PROSE = {"slug", "url_path", "draft_title", "path"}


@dataclass(frozen=True)
class PlainNumber:
    """A number in the prose of a page; `line` is the record it should refer to, if there is one."""

    page: Page
    number: str
    line: PhoneLine | None


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
        for match in phonenumbers.PhoneNumberMatcher(text, HOME_REGION):
            e164 = to_e164(match.raw_string) or match.raw_string
            if e164 not in _PUBLIC and e164 not in seen:
                seen.add(e164)
                yield match.raw_string, e164


def _prose(page: Any) -> Iterator[str]:
    for field in page._meta.get_fields():
        if not isinstance(field, models.CharField | models.TextField | StreamField):
            continue
        if field.name in _NOT_PROSE or field.choices:
            continue
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            yield from (strip_tags(part) for part in field.get_searchable_content(value))
        elif isinstance(field, RichTextField):
            yield strip_tags(str(value))
        elif value:
            yield str(value)
