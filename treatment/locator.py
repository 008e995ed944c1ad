"""Finding facilities by state, city, ZIP code or name.

Search near a place, with distances and facets, is to follow; pages and API will ask here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as Slice
from django.db.models import Q
from django.utils.http import urlencode

from headless.visibility import public_pages
from home.states import STATES

if TYPE_CHECKING:
    from treatment.models import LocatorPage

PER_PAGE = 20
LONGEST = 100  # characters of a query; the longest name in the federal directory has 77
MOST_WORDS = 6
STATE_NAMES = dict(STATES)


class QueryError(ValueError):
    """A query that cannot be meant; the message is for the reader."""


@dataclass(frozen=True)
class Query:
    """What a reader asked for."""

    words: str = ""
    state: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Query":
        """Return what was typed, shortened, to be shown again."""
        words = parameters.get("q", "").replace("\x00", "")
        return cls(" ".join(words.split())[:LONGEST], parameters.get("state", "").upper()[:2])

    @classmethod
    def parse(cls, parameters: Mapping[str, str]) -> "Query":
        """Return the query, or raise QueryError."""
        words, state = parameters.get("q", ""), parameters.get("state", "")
        if "\x00" in words or len(words) > LONGEST:
            raise QueryError(f"Search for at most {LONGEST} characters of a city, ZIP or name.")
        if state and state.upper() not in STATE_NAMES:
            raise QueryError("Choose a state from the list.")
        return cls.of(parameters)

    @property
    def state_name(self) -> str:
        """The state's full name, or ''."""
        return STATE_NAMES.get(self.state, "")

    @property
    def parameters(self) -> str:
        """The query as part of an address, for the links to other pages of results."""
        given = {"q": self.words, "state": self.state}
        return urlencode({name: value for name, value in given.items() if value})

    def __bool__(self) -> bool:
        return bool(self.words or self.state)


def find_facilities(locator: "LocatorPage", query: Query) -> Any:
    """Return the public facilities below `locator` that match every word, by place and name."""
    found = public_pages(apps.get_model("treatment", "FacilityPage")).child_of(locator)
    if query.state:
        found = found.filter(state=query.state)
    for word in query.words.replace(",", " ").split()[:MOST_WORDS]:
        matches = Q(title__icontains=word) | Q(name2__icontains=word) | Q(city__icontains=word)
        if word.upper() in STATE_NAMES:
            matches |= Q(state=word.upper())
        if word.isdecimal():
            matches |= Q(zip__startswith=word)
        found = found.filter(matches)
    return (
        found.defer_streamfields()
        .order_by("state", "city", "title", "pk")
        .prefetch_related("phones", "services__category")
    )


def paginate(found: Any, number: str) -> Slice:
    """Return the page of results of that number; raise QueryError where there is none."""
    try:
        return Paginator(found, PER_PAGE).page(number)
    except InvalidPage as error:
        raise QueryError("There is no such page of results.") from error
