"""What readers can find. A plugin registers its pages, and ways to answer a question at once."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from wagtail.models import Site

from headless.visibility import public_pages
from home.models import SitePage
from home.search.excerpts import excerpt
from home.search.words import Group, Term, query_for

Chosen = dict[str, str]  # a filter's name and the value of the choice


class Filter(NamedTuple):
    """One way to narrow the results of a kind: `field` of its model is the value of a choice."""

    name: str
    label: str
    field: str
    choices: Callable[[Site], Iterable[tuple[str, str]]]


class Kind:
    """Public pages of one type, which stand together in the results."""

    def __init__(
        self, name: str, label: str, model: type[SitePage], filters: Iterable[Filter] = ()
    ) -> None:
        self.name, self.label, self.model = name, label, model
        self.filters = tuple(filters)

    def pages(self, site: Site, chosen: Chosen | None = None) -> Any:
        """Return those of a site that the public may see and search engines should know."""
        public = public_pages(self.model, site=site).order_by()
        narrow = {
            one.field: chosen[one.name] for one in self.filters if chosen and one.name in chosen
        }
        # Search backends read conditions on fields alone, which "not restricted" is not.
        found = self.model.objects.filter(id__in=public.filter(**narrow).values("pk"))
        return self.model.for_search_engines(found)

    def search(
        self, site: Site, asked: Term, meanings: list[Group], chosen: Chosen | None = None
    ) -> Any:
        """Return the pages that have each word in one of its meanings, the best first.

        What is returned has `count()` and can be sliced.
        """
        return self.pages(site, chosen).search(query_for(meanings))

    def suggest(self, site: Site, text: str, limit: int) -> list[str]:
        """Return titles of which words begin as these do."""
        found = self.pages(site).defer_streamfields().autocomplete(text)
        return [page.title for page in found[:limit]]

    def excerpt(self, page: Any, pattern: re.Pattern[str]) -> SafeString:
        """Return why it was found, with the matches marked."""
        return excerpt(page, pattern)


class Shortcut(NamedTuple):
    """Where a question is answered better than by a list of pages."""

    label: str
    url: str


FindShortcut = Callable[[str, Site], Shortcut | None]
_kinds: dict[str, Kind] = {}
_shortcuts: list[FindShortcut] = []


def register(kind: Kind) -> None:
    """Add pages to what is searched; call it from `AppConfig.ready()`."""
    _kinds[kind.name] = kind


def register_shortcut(find: FindShortcut) -> None:
    """Have `find` look at each question."""
    _shortcuts.append(find)


def kinds() -> dict[str, Kind]:
    """Return what can be found, by name, in the order of the results."""
    return dict(_kinds)


def shortcuts(text: str, site: Site) -> Iterator[Shortcut]:
    """Yield the ways to answer this question at once."""
    for find in _shortcuts:
        if shortcut := find(text, site):
            yield shortcut
