"""From what somebody wrote to the dangers it speaks of.

The phrases follow the warning signs that 988 (suicide), SAMHSA's overdose toolkit and MedlinePlus
(delirium tremens) publish, and the words people use for them. In doubt a sentence counts as danger:
a false alarm costs a place in a queue. What is clearly past ("years ago", "used to") does not, save
where the same sentence says "again", "still" or "tonight".
"""

import re
from enum import StrEnum
from functools import cache

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


def find_dangers(text: str) -> frozenset[Danger]:
    """Return the dangers that a text speaks of, in English or Spanish; empty for most texts."""
    plain = normalize(text[:LONGEST], phrases.words())
    alone = _pattern("filler").sub("", plain).strip(" .")
    found = {danger for danger in Danger if _pattern(f"{danger}_alone").fullmatch(alone)}
    for sentence in map(str.strip, plain.split(".")):
        if not _is_past(sentence):
            said = _denied().sub(" ~ ", _pattern("harmless").sub(" ~ ", sentence))
            found |= {danger for danger in Danger if _pattern(danger).search(said)}
    if Danger.VIOLENCE in found and _pattern("minor").search(plain):
        found.add(Danger.CHILD)
    return frozenset(found)


def _is_past(sentence: str) -> bool:
    return bool(_pattern("past").search(sentence)) and not _pattern("present").search(sentence)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(rf"{_pattern('denied').pattern}(?! {_pattern('unless').pattern})")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return one expression for the phrases of a name; every gap in them is bounded."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(phrases.expressions(name))})(?!\S)")
