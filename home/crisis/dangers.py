"""From what somebody wrote to the dangers it speaks of.

The phrases follow the warning signs that 988 (suicide), SAMHSA's overdose toolkit and MedlinePlus
(delirium tremens) publish, and the words people use for them. In doubt a sentence counts as danger:
a false alarm costs a place in a queue. What is clearly past ("years ago", "used to") does not, save
where the same sentence says "again", "still" or "tonight".
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from django.http import QueryDict

from home.crisis import phrases
from home.crisis.normalize import normalize

LONGEST = 20_000  # characters that are read: four times the longest comment


class Danger(StrEnum):
    """What kind of help is needed, the most pressing first."""

    OVERDOSE = "overdose"  # or not breathing, not waking up
    WITHDRAWAL = "withdrawal"  # seizures, delirium
    SUICIDE = "suicide"
    CHILD = "child"
    VIOLENCE = "violence"


def find_dangers(*texts: str) -> frozenset[Danger]:
    """Return the dangers that somebody's texts speak of, in English or Spanish; mostly none.

    Give what was written in several fields as several texts: a word alone in its field counts.
    """
    plain = [normalize(text, phrases.words()) for text in _readable(texts)]
    found = {danger for danger in Danger for text in plain if _is_alone(danger, text)}
    for sentence in (part.strip() for text in plain for part in text.split(".")):
        if not _is_past(sentence):
            said = _denied().sub(" ~ ", _pattern("harmless").sub(" ~ ", sentence))
            found |= {danger for danger in Danger if _pattern(danger).search(said)}
    if Danger.VIOLENCE in found and any(map(_pattern("minor").search, plain)):
        found.add(Danger.CHILD)
    return frozenset(found)


def dangers_posted(data: Mapping[str, Any]) -> frozenset[Danger]:
    """Return the dangers that posted values speak of, whether or not a form takes them."""
    lists = data.lists() if isinstance(data, QueryDict) else ((name, [data[name]]) for name in data)
    return find_dangers(*(str(text) for _, found in lists for text in found))


def _readable(texts: Iterable[str]) -> Iterator[str]:
    """Yield what is read of the texts, the short ones first: an over-long one hides none."""
    left = LONGEST
    for text in sorted(filter(None, texts), key=len):
        yield text[:left]
        left = max(0, left - len(text))


def _is_alone(danger: Danger, plain: str) -> bool:
    alone = _pattern("filler").sub("", plain).strip(" .")
    return bool(_pattern(f"{danger}_alone").fullmatch(alone))


def _is_past(sentence: str) -> bool:
    return bool(_pattern("past").search(sentence)) and not _pattern("present").search(sentence)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"{_pattern('denied').pattern}(?! {_pattern('unless').pattern})")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return one expression for the phrases of a name; every gap in them is bounded."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(phrases.expressions(name))})(?!\S)")
