"""From what a reader types to a query: every word must be found, or a synonym, or its plural.

SQLite's index knows no stems; with the plural added, both databases find "craving" and "cravings".
"""

import re
from collections.abc import Iterable, Iterator

from wagtail.search.query import And, Or, Phrase, PlainText, SearchQuery

from home.models import SearchSynonyms

MOST_WORDS = 12
SHORTEST_WITH_PLURAL = 4  # letters; "is" and "was" have none
Term = tuple[str, ...]
Group = list[Term]


def words(text: str) -> Term:
    """Return the words of a text in lower case; at most twelve."""
    return tuple(re.findall(r"\w+", text.casefold()))[:MOST_WORDS]


def synonyms() -> list[Group]:
    """Return the groups that editors keep."""
    return [[words(line) for line in group.lines()] for group in SearchSynonyms.objects.all()]


def meanings(asked: Term, groups: Iterable[Group]) -> Iterator[Group]:
    """Split what was asked into terms, the longest first, each with all that means the same."""
    known = {term: group for group in groups for term in group if term}
    while asked:
        sizes = range(len(asked), 0, -1)
        size = next((size for size in sizes if asked[:size] in known), 1)
        yield known.get(asked[:size], [asked[:size]])
        asked = asked[size:]


def query_for(terms: Iterable[Group]) -> SearchQuery:
    """Return the query that finds what has each of these terms in one of its forms."""
    return _all(And, [_all(Or, list(_forms(group))) for group in terms])


def _forms(group: Group) -> Iterator[SearchQuery]:
    for term in group:
        if len(term) > 1:
            yield Phrase(" ".join(term))
        else:
            yield from map(PlainText, _plurals(term[0]))


def _plurals(word: str) -> list[str]:
    if len(word) < SHORTEST_WITH_PLURAL or not word.isalpha():
        return [word]
    return [word, word[:-1] if word.endswith("s") else f"{word}s"]


def _all(kind: type, queries: list[SearchQuery]) -> SearchQuery:
    return queries[0] if len(queries) == 1 else kind(queries)
