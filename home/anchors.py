"""The `id` of each heading of a page: its words, and on a page no two alike.

Contents lists, HTML and the API take them from here.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.text import slugify

# What a heading of symbols alone is called.
_NAMELESS = "section"
_reserved: list[re.Pattern[str]] = []


def reserve(*patterns: str) -> None:
    """Keep headings from ids that templates use; each is a regular expression for a whole id."""
    _reserved.extend(re.compile(pattern) for pattern in patterns)


def is_reserved(anchor: str) -> bool:
    """Say whether a template uses this id, or may."""
    return any(pattern.fullmatch(anchor) for pattern in _reserved)


def anchors(headings: Iterable[str]) -> list[str]:
    """Return the ids of a page's headings, in their order.

    The first with certain words has them; the next ones are numbered from 2, as is one whose
    words a template uses. No number takes the id that another heading's own words give it.
    """
    names = [_name(heading) for heading in headings]
    taken, found = set(names), list[str]()
    for name in names:
        free = name not in found and not is_reserved(name)
        found.append(name if free else _numbered(name, taken))
        taken.add(found[-1])
    return found


def _numbered(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken or is_reserved(f"{name}-{number}"):
        number += 1
    return f"{name}-{number}"


def _name(heading: str) -> str:
    """Return a heading's words as an id: in ASCII where that loses no letter.

    Letters of other scripts stay as they are, with their vowel signs; HTML allows them in an id.
    """
    decomposed = unicodedata.normalize("NFKD", heading)
    if not any(char.isalnum() and not char.isascii() for char in decomposed):
        return slugify(heading) or _NAMELESS
    text = unicodedata.normalize("NFKC", heading).lower()
    kept = (char if unicodedata.category(char)[0] in "LMN" else _gap(char) for char in text)
    return re.sub("-+", "-", "".join(kept)).strip("-") or _NAMELESS


def _gap(char: str) -> str:
    return "-" if char.isspace() or char in "-_" else ""
