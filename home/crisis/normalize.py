"""One spelling for the many ways of writing the same: lower case, no accents, words and full stops.

>>> normalize("I don’t wanna be ALIVE any more!!", {"alive"})
'i do not want to be alive anymore .'
"""

import re
import unicodedata
from collections.abc import Set
from functools import cache

from home.crisis.spelling import CONTRACTIONS, KEYWORDS, SPELLINGS

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´＇"), "'")
_LEET = str.maketrans("013457@$!|", "oieastasil")
_STOP = re.compile(r"[.!?;:…]+(?=\s|$)|[\n\r]+")
# A word may hold signs that stand for letters, never at its end: "k!ll" but "kill!".
_WORD = re.compile(r"\.(?=\s|$)|[^\W_]+(?:[@$!|*]+[^\W_]+)*")
_RUN = re.compile(r"(.)\1{2,}")
# Apostrophes that tell: "he'll" is not "hell", nor "od'd" odd.
_TELLING = {r"'ll\b": " will", r"\bo\.?d\.?'d\b": "overdosed"}
_WILL = re.compile(r"\b(i|he|she)ll (?=(?:be|kill|hurt|hit|die|shoot|stab|slit|beat|end)\b)")
_SELF = re.compile(r"\b(my|him|her|your|them|it) (sel(?:f|ves))\b")
_LETTERS = re.compile(r"(?<!\S)\w(?: \w){2,}(?!\S)")


def normalize(text: str, known: Set[str]) -> str:
    """Return a text's words in one spelling, single spaces between them, ` . ` after a sentence.

    `known` are words that letters spelled one by one, repeated or replaced may stand for.
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    letters = "".join(filter(_is_seen, folded))
    for short, full in _TELLING.items():
        letters = re.sub(short, full, letters)
    words = _WORD.findall(_STOP.sub(" . ", letters.replace("'", "")))
    joined = _LETTERS.sub(lambda run: _joined(run[0], known), " ".join(words))
    spelled = " ".join(_spelled(word, known) for word in _whole(joined.split()))
    willing = _WILL.sub(
        r"\1 will ", spelled.replace("any more", "anymore").replace("want too ", "want to ")
    )
    return _SELF.sub(r"\1\2", willing)


def _whole(words: list[str]) -> list[str]:
    """Join two words that make one keyword: "sui cidal", "over dose"."""
    whole: list[str] = []
    for word in words:
        if whole and whole[-1] + word in KEYWORDS:
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def _is_seen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Mn", "Cf", "Cc")


def _joined(letters: str, known: Set[str]) -> str:
    """Return "k i l l" as one word, where that is a word; it may begin after an "i"."""
    word = letters.replace(" ", "")
    if word in known or word in SPELLINGS:
        return word
    rest = word[1:]
    return f"{word[0]} {rest}" if rest in known or rest in SPELLINGS else letters


def _spelled(word: str, known: Set[str]) -> str:
    word = SPELLINGS.get(word, word)
    if word in known or " " in word:
        return CONTRACTIONS.get(word, word)
    if not word.isdecimal():
        word = _shortened(word.translate(_LEET), known)
    if word.endswith("in") and f"{word}g" in known:  # "breathin"
        return f"{word}g"
    return CONTRACTIONS.get(word) or SPELLINGS.get(word) or _corrected(word, known)


def _shortened(word: str, known: Set[str]) -> str:
    """Take letters away that are repeated for effect: "diiie", "killlll"."""
    once, twice = _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)
    return twice if twice in known else once


def _corrected(word: str, known: Set[str]) -> str:
    """Return the keyword that a long unknown word is one slip away from, or the word."""
    if word in known or not 6 <= len(word) <= 15:
        return word
    for form in (word, *_shorter(word)):
        if form in _slips():
            return _slips()[form]
    return word


@cache
def _slips() -> dict[str, str]:
    """Return each keyword with one letter left out, by which one that is wrong is found too."""
    return {form: word for word in KEYWORDS for form in (word, *_shorter(word))}


def _shorter(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]
