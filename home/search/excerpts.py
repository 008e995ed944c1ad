"""Why a page was found: the words around the first match, with the matches marked."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from home.search.words import Group

LENGTH = 200  # characters, as much as two lines on a telephone
BEFORE = 60  # of them before the match


def pattern_for(terms: Iterable[Group]) -> re.Pattern[str]:
    """Return what finds any of these terms, with up to three letters more: plurals, -ing."""
    forms = [r"\W+".join(map(re.escape, term)) for group in terms for term in group]
    return re.compile(rf"\b(?:{'|'.join(forms)})\w{{0,3}}\b", re.IGNORECASE)


def excerpt(page: Any, pattern: re.Pattern[str]) -> SafeString:
    """Return the summary if a term stands there, else the place in the body, else the summary."""
    summary = page.summary
    if not pattern.search(summary):
        body = page.body
        for text in body.stream_block.get_searchable_content(body):
            if match := pattern.search(text):
                return marked(_around(text, match.start()), pattern)
    return marked(summary, pattern)


def marked(text: str, pattern: re.Pattern[str]) -> SafeString:
    """Return the text, escaped, with the matches as `<mark>`."""
    parts, end = [], 0
    for match in pattern.finditer(text):
        parts.append(conditional_escape(text[end : match.start()]))
        parts.append(format_html("<mark>{}</mark>", match.group()))
        end = match.end()
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


def _around(text: str, place: int) -> str:
    start = max(0, text.rfind(" ", 0, max(0, place - BEFORE)) + 1) if place > BEFORE else 0
    piece = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        piece = f"{piece.rsplit(' ', 1)[0]} …"
    return f"… {piece}" if start else piece
