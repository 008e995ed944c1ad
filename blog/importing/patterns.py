"""Synced patterns, which WordPress keeps once for many posts, are put where posts name them."""

import re
from collections.abc import Mapping

from blog.importing.limits import DEEPEST_PATTERNS, LONGEST_TEXT

_REFERENCE = re.compile(
    r'<!--\s*wp:block\s+\{[^{}]{0,200}?"ref":\s*(\d{1,20})\b[^{}]{0,500}\}\s*/-->'
)


def with_patterns(html: str, patterns: Mapping[str, str]) -> str:
    """Return a post's content with its patterns in it; patterns may hold others.

    One that is not in the file stays a reference, and is told as any block without content. What
    would grow beyond the limit of a text, as patterns that hold themselves do, does not grow.
    """
    for _ in range(DEEPEST_PATTERNS):
        named = [found[1] for found in _REFERENCE.finditer(html)]
        grown = len(html) + sum(len(patterns.get(number, "")) for number in named)
        if not named or grown > LONGEST_TEXT:
            break
        html = _REFERENCE.sub(lambda found: patterns.get(found[1], found[0]), html)
    return html
