"""What was found, by kind. Each kind costs two queries, however much is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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


class Narrowed(NamedTuple):
    """A filter as the page draws it: its choices, and the one that is chosen."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    value: str


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
    filters: list[Narrowed] = field(default_factory=list)  # of that kind
    instead_of: str = ""  # what was typed, where something similar was searched for

    @property
    def total(self) -> int:
        """How much was found in all."""
        return sum(section.total for section in self.sections)


def narrowed(site: Site, kind: str, parameters: Mapping[str, str]) -> list[Narrowed]:
    """Return the filters of a kind as they were set; KeyError for a choice that is none."""
    found = []
    for one in kinds.kinds()[kind].filters if kind else ():
        choices, value = list(one.choices(site)), parameters.get(one.name, "")
        if value and value not in dict(choices):
            raise KeyError(one.name)
        found.append(Narrowed(one.name, one.label, choices, value))
    return found


def find(
    text: str, site: Site, kind: str = "", page: str = "1", filters: Iterable[Narrowed] = ()
) -> Findings:
    """Answer a question; InvalidPage where the results have no such page.

    Where nothing is found, the question is asked again with its spelling mended.
    """
    asked, filters = words(text), list(filters)
    if not asked:
        return Findings([])
    chosen = {one.name: one.value for one in filters if one.value}
    found = _find(asked, text, site, kind, page, chosen)
    if not found.total and (mended := spelling.suggestion(asked, site)):
        again = _find(words(mended), mended, site, kind, page, chosen)
        found = replace(again, instead_of=text) if again.total else found
    return replace(found, filters=filters)


def _find(
    asked: Term, text: str, site: Site, kind: str, number: str, chosen: kinds.Chosen
) -> Findings:
    terms = list(meanings(asked, synonyms()))
    pattern = pattern_for(terms)
    sections: list[Section] = []
    page: Page | None = None
    for one in kinds.kinds().values():
        found = one.search(site, asked, terms, chosen if one.name == kind else None)
        shown = [] if kind else found[:FIRST]
        if one.name == kind:
            page = Paginator(found, PER_PAGE).page(number)
            shown = page.object_list
        results = [_result(one, item, pattern) for item in shown]
        sections.append(Section(one, found.count(), results))
    return Findings(sections, list(kinds.shortcuts(text, site)), page)


def _result(kind: kinds.Kind, page: Any, pattern: Any) -> Result:
    return Result(page.url, marked(page.title, pattern), kind.excerpt(page, pattern))
