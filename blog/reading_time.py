"""How long an article takes to read."""

import re
from math import ceil
from typing import Any

from wagtail.blocks import StreamValue

# Adults read non-fiction silently at about 238 words a minute (M. Brysbaert, "How many words do we
# read per minute?", Journal of Memory and Language 109, 2019). A frightened reader is slower.
WORDS_A_MINUTE = 200
_TAG = re.compile(r"<[^>]*>")
_NO_WORDS = frozenset({"id", "type"})  # of a block


def reading_minutes(body: StreamValue) -> int:
    """Return the minutes that a body's words take, rounded up; at least one."""
    return stored_minutes(body.get_prep_value())


def stored_minutes(body: Any) -> int:
    """Return the same from a body's stored JSON."""
    return max(1, ceil(_words(body) / WORDS_A_MINUTE))


def _words(value: Any) -> int:
    if isinstance(value, str):
        return len(_TAG.sub(" ", value).split())
    if isinstance(value, list):
        return sum(map(_words, value))
    if isinstance(value, dict):
        return sum(_words(each) for name, each in value.items() if name not in _NO_WORDS)
    return 0
