"""How many years of school a text asks of its reader.

Flesch–Kincaid grade level: 0.39 × words per sentence + 11.8 × syllables per word − 15.59
(J. P. Kincaid et al., Research Branch Report 8-75, Naval Technical Training Command, 1975).
The formula is all we need; textstat, which has it too, brings NLTK and its data along.
"""

import re
from collections.abc import Iterable, Iterator

from home.publishing.check import Check, Finding
from home.publishing.draft import Draft, Text

# AHRQ and the NIH advise grades six to eight for health information; names of medicines and
# offices, which we cannot shorten, cost about two more.
HIGHEST = 10
FEWEST_WORDS = 100  # the formula was made on passages of this length

_SENTENCE = re.compile(r"[.!?…:;]+[\s”\"’)]+|\n+|[.!?…]+$")
_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$")


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: groups of vowels, less silent ends."""
    letters = word.lower()
    found = len(_VOWELS.findall(letters))
    if found > 1 and _SILENT.search(letters):
        found -= 1
    return max(1, found)


def grade(words: str) -> float | None:
    """Return the grade of a text, or None where it is too short to say."""
    sentences = [_WORD.findall(sentence) for sentence in _SENTENCE.split(words)]
    sentences = [found for found in sentences if found]
    flat = [word for found in sentences for word in found]
    if len(flat) < FEWEST_WORDS:
        return None
    per_word = sum(map(syllables, flat)) / len(flat)
    return 0.39 * len(flat) / len(sentences) + 11.8 * per_word - 15.59


class ReadingGrade(Check):
    """Prose that is harder to read than most people in trouble can read."""

    code = "reading_grade"
    label = f"Reading grade above {HIGHEST}"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield the grade of all prose together, with its hardest passage as the place to begin."""
        prose = [text for text in draft.texts if text.is_prose]
        whole = grade("\n".join(text.words for text in prose))
        if whole is None or whole <= HIGHEST:
            return
        place = _hardest(prose)
        yield Finding(
            f"The text reads at grade {whole:.1f}; aim for {HIGHEST} or less with shorter "
            "sentences and plainer words. The link leads to the hardest passage.",
            place,
        )


def _hardest(prose: Iterable[Text]) -> str:
    graded = [(grade(text.words), text.place) for text in prose]
    found = [(level, place) for level, place in graded if level is not None]
    return max(found)[1] if found else ""
