"""Where a program is offered: how many facilities, and the way to those near a place."""

from collections.abc import Collection
from typing import NamedTuple

from django.apps import apps
from django.http import HttpRequest
from django.utils.http import urlencode

from home.landmarks import landmark
from treatment.search.codebook import Codebook
from treatment.search.finding import Finder
from treatment.search.query import query_of


class Offer(NamedTuple):
    """How many facilities offer a program, and the search for them."""

    facilities: int
    codes: list[str]
    locator_url: str

    @property
    def search_url(self) -> str:
        """The locator, with the program's codes chosen."""
        return f"{self.locator_url}?{urlencode([('service', code) for code in self.codes])}"

    @property
    def words(self) -> str:
        """'1 facility offers this', '1,234 facilities offer this'."""
        if self.facilities == 1:
            return "1 facility offers this"
        return f"{self.facilities:,} facilities offer this"


def count_offering(codes: Collection[str], locator_id: int) -> int:
    """Return how many facilities the locator finds with these codes."""
    codebook = Codebook.read()
    query = query_of(codes, codebook)
    return Finder(locator_id, query, codebook).total() if query.codes else 0


def offer_of(codes: list[str], request: HttpRequest) -> Offer | None:
    """Return where these codes are offered, or None without codes or without a locator."""
    locator = landmark(request, apps.get_model("treatment", "LocatorPage"))
    if not codes or locator is None:
        return None
    return Offer(count_offering(codes, locator.pk), codes, locator.get_url(request))
