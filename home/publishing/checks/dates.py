"""Dates that two readers read as two days, or that change with the day of reading."""

import re
from collections.abc import Iterator

from home.publishing.check import Check, Finding
from home.publishing.checks.phrases import find_phrases, phrase
from home.publishing.draft import Draft

# 03/04/2026 is in March for some and in April for others (ISO 8601 was made for this reason).
_NUMBERS = re.compile(
    r"(?<![\d/.-])([0-3]?\d)([/.-])([0-3]?\d)\2((?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)"
)
_IN_WORDS = "Write the month as a word: this is read as two different days."
_IN_YEARS = "Name the month or the year: readers come for years."
RELATIVE = (
    # “In the last year”, “over the past month” are spans, and true on any day.
    phrase(r"(?<!the )(?<!your )(?<!each )(?<!every )(?:last|this past) (?:year|month)", _IN_YEARS),
    phrase(r"(?:earlier|later) this (?:year|month)|as of (?:today|now)", _IN_YEARS),
)


class AmbiguousDates(Check):
    """“03/04/2026” and “last year”."""

    code = "dates"
    label = "Ambiguous date"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield dates in numbers, and those reckoned from a day that no reader knows."""
        for text in draft.texts:
            for match in _NUMBERS.finditer(text.words):
                if _is_a_day(int(match[1]), int(match[3])):
                    yield Finding(_IN_WORDS, text.place, match.group())
        ours = (text for text in draft.texts if not text.quoted)
        yield from find_phrases(ours, RELATIVE)


def _is_a_day(first: int, second: int) -> bool:
    low, high = sorted((first, second))
    return 1 <= low <= 12 and high <= 31
