"""What was found, by kind. Each kind costs two queries, however much is found."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString
from wagtail.models import Site

from home.search import kinds, spelling
from home.search.excerpts import marked, pattern_for
from home.search.words import Term, meanings, synonyms, words

FIRST = 4  # of each kind, where all kinds are shown
PER_PAGE = 20


class Result(NamedTuple):
    """A page that was found; title and excerpt have the matches marked."""

    url: str
    title: SafeString
    excerpt: SafeString


class Section(NamedTuple):
    """What was found of one kind."""

    kind: kinds.Kind
    total: int
    results: list[Result]


@dataclass(frozen=True)
class Findings:
    """The answer to a question."""

    sections: list[Section]
    shortcuts: list[kinds.Shortcut] = field(default_factory=list)
    page: Page | None = None  # where one kind was asked for
    instead_of: str = ""  # what was typed, where something similar was searched for

    @property
    def total(self) -> int:
        """How much was found in all."""
        return sum(section.total for section in self.sections)


def find(text: str, site: Site, kind: str = "", page: str = "1") -> Findings:
    """Answer a question; InvalidPage where the results have no such page.

    Where nothing is found, the question is asked again with its spelling mended.
    """
    asked = words(text)
    if not asked:
        return Findings([])
    found = _find(asked, text, site, kind, page)
    if found.total or not (mended := spelling.suggestion(asked, site)):
        return found
    again = _find(words(mended), mended, site, kind, page)
    return Findings(again.sections, again.shortcuts, again.page, text) if again.total else found


def _find(asked: Term, text: str, site: Site, kind: str, number: str) -> Findings:
    terms = list(meanings(asked, synonyms()))
    pattern = pattern_for(terms)
    sections: list[Section] = []
    page: Page | None = None
    for one in kinds.kinds().values():
        found = one.search(site, asked, terms)
        shown = [] if kind else found[:FIRST]
        if one.name == kind:
            page = Paginator(found, PER_PAGE).page(number)
            shown = page.object_list
        results = [_result(one, item, pattern) for item in shown]
        sections.append(Section(one, found.count(), results))
    return Findings(sections, list(kinds.shortcuts(text, site)), page)


def _result(kind: kinds.Kind, page: Any, pattern: Any) -> Result:
    return Result(page.url, marked(page.title, pattern), kind.excerpt(page, pattern))
