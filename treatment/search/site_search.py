"""Facilities in the site's search: by name, as the locator finds them, and by place, through it.

The locator's narrow rows answer in milliseconds where a full-text index of 25,000 profiles takes
seconds on SQLite.
"""

import re
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.utils.safestring import SafeString
from wagtail.models import Site

from headless.visibility import first_public
from home.search.excerpts import marked
from home.search.kinds import Chosen, Filter, Kind, Shortcut
from home.search.words import Group, Term
from home.states import STATES
from treatment.choices import LevelOfCare
from treatment.search.codebook import Codebook
from treatment.search.finding import Slice, find
from treatment.search.gazetteer import locate
from treatment.search.query import Query

_IN_A_PLACE = re.compile(r".*\b(?:in|near|around)\s+(\w{3,}.*)", re.IGNORECASE)
LOOKED_AT = 40  # names for a few suggestions: the locator finds words inside of words, too


class Named:
    """The facilities of a locator that bear these words in their names or town."""

    def __init__(self, locator: Any, text: str, state: str = "") -> None:
        self.locator, self.query = locator, Query(words=text, state=state)

    def count(self) -> int:
        """Return how many there are."""
        return self._find(Slice(limit=1)).total if self.locator else 0

    def __getitem__(self, part: slice) -> list[Any]:
        if not self.locator:
            return []
        start, stop = part.start or 0, part.stop
        return [item.facility for item in self._find(Slice(stop - start, start)).items]

    def _find(self, part: Slice) -> Any:
        return find(self.locator.pk, self.query, Codebook.read(), part)


class FacilityKind(Kind):
    """Facilities."""

    def search(
        self, site: Site, asked: Term, meanings: list[Group], chosen: Chosen | None = None
    ) -> Named:
        """Return those whose names have these words, by state, town and name."""
        return Named(_locator(site), " ".join(asked), (chosen or {}).get("state", ""))

    def suggest(self, site: Site, text: str, limit: int) -> list[str]:
        """Return names of which words begin as these do."""
        begins = re.compile(rf"\b{re.escape(text)}", re.IGNORECASE)
        titles = (page.title for page in Named(_locator(site), text)[:LOOKED_AT])
        return list(islice(filter(begins.search, dict.fromkeys(titles)), limit))

    def excerpt(self, page: Any, pattern: re.Pattern[str]) -> SafeString:
        """Return the second line of the name and where it is."""
        parts = filter(None, [page.name2, f"{page.city}, {page.state}"])
        return marked(" · ".join(parts), pattern)


STATE = Filter("state", "State", "state", lambda _: STATES)
LEVEL = Filter("level", "Level of care", "level_of_care", lambda _: LevelOfCare.choices)


def near_a_place(text: str, site: Site) -> Shortcut | None:
    """Return the locator's list for a ZIP code or a town; None for other words.

    Many words are also towns: one counts with its state, or after "in" or "near".
    """
    named = _IN_A_PLACE.fullmatch(text)
    near = named[1] if named else text
    if not (named or "," in text or any(letter.isdigit() for letter in text)):
        return None
    where, locator = locate(near), _locator(site)
    if not where or not locator:
        return None
    label = where.label.title() if where.label == where.label.lower() else where.label
    return Shortcut(f"Facilities near {label}", f"{locator.url}?{urlencode({'near': near})}")


def _locator(site: Site) -> Any:
    return first_public(apps.get_model("treatment", "LocatorPage"), site)
