"""Looking for phrases in texts: what checks of wording share."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from home.publishing.check import Finding
from home.publishing.draft import Text


@dataclass(frozen=True)
class Phrase:
    """What is looked for, and what an editor is told."""

    pattern: re.Pattern[str]
    advice: str


def phrase(pattern: str, advice: str) -> Phrase:
    """Return a phrase of whole words, in whatever case."""
    return Phrase(re.compile(rf"(?<![\w’'-])(?:{pattern})(?![\w-])", re.IGNORECASE), advice)


def find_phrases(
    texts: Iterable[Text], phrases: Iterable[Phrase], *, except_in: re.Pattern[str] | None = None
) -> Iterator[Finding]:
    """Yield each phrase found, once for each text, its words quoted.

    Where `except_in` matches around it (an organisation's name, a denial), it is passed over.
    """
    listed = list(phrases)
    for text in texts:
        passed = [match.span() for match in except_in.finditer(text.words)] if except_in else []
        for one in listed:
            for match in one.pattern.finditer(text.words):
                if not any(start <= match.start() < end for start, end in passed):
                    yield Finding(one.advice, text.place, match.group())
                    break
