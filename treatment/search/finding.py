"""Finding facilities: the one way in, for the locator's page and for the API."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from headless.visibility import public_pages
from treatment.models.places import FacilityPlace
from treatment.search import gazetteer
from treatment.search.codebook import FACETS, Codebook, Entry
from treatment.search.conditions import Conditions
from treatment.search.counting import count_for_choices
from treatment.search.gazetteer import Whereabouts
from treatment.search.plain import plain
from treatment.search.query import MOST_WORDS, Query
from treatment.search.rings import Found, count, listed, nearest, numbers
from treatment.search.sphere import HALF_ROUND


class Item(NamedTuple):
    """A facility that was found; `miles` is None where the search was near no point."""

    facility: Any
    miles: float | None
    services: list[Entry]


class Choice(NamedTuple):
    """A code one can choose, and how many facilities would be found with it."""

    code: str
    name: str
    explanation: str
    facilities: int
    chosen: bool


class Facet(NamedTuple):
    """A question with its choices."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Findings:
    """What was found for a query."""

    query: Query
    where: Whereabouts | None
    items: list[Item]
    total: int
    last: Found | None = None  # for the cursor
    facets: list[Facet] = field(default_factory=list)
    relaxed: tuple[str, ...] = ()


class Slice(NamedTuple):
    """Which of the results."""

    limit: int = 20
    offset: int = 0
    after: Found | None = None


class Finder:
    """Answers one query on one locator page."""

    def __init__(self, locator_id: int, query: Query, codebook: Codebook) -> None:
        self.query = query
        self.codebook = codebook
        self.where = gazetteer.locate(query.near) if query.near else None
        self.point = self.where.point if self.where else None
        self.within = query.within or HALF_ROUND
        self.chosen = {
            name: codebook.number_of(codes) for name, codes in query.codes.items() if codes
        }
        self.conditions = Conditions(
            locator_id,
            any_of=tuple(self.chosen.values()),
            words=tuple(plain(query.words).split()[:MOST_WORDS]),
            state=query.state or (self.where.state if self.where else ""),
        )

    @property
    def is_undecided(self) -> bool:
        """Whether the reader has to say first which place is meant."""
        return bool(self.query.near) and (self.where is None or bool(self.where.choices))

    def found(self, part: Slice) -> list[Found]:
        """Return the ids and distances, in their order."""
        if self.point is None:
            return listed(self.conditions, part.limit, part.offset, part.after)
        wanted = part.limit + part.offset
        return nearest(self.point, self.conditions, wanted, within=self.within, after=part.after)[
            part.offset :
        ]

    def total(self) -> int:
        """Return how many facilities there are in all."""
        return count(self.conditions, self.point, self.within)

    def total_and_facets(self) -> tuple[int, list[Facet]]:
        """Return how many there are in all, and the counts beside each choice."""
        area = numbers(self.conditions.without_codes(), self.point, self.within)
        counts = count_for_choices(area, self.chosen)
        meeting = sum(all(number & wanted for wanted in self.chosen.values()) for number in area)
        return meeting, list(self._facets(counts))

    def _facets(self, counts: dict[str, list[int]]) -> Iterator[Facet]:
        chosen = self.query.chosen
        for name, label in FACETS.items():
            counted = counts.get(name, counts[""])
            choices = [
                Choice(entry.code, entry.name, entry.explanation, number, entry.code in chosen)
                for entry in self.codebook.in_facet(name)
                if (number := _at(counted, entry.bit)) or entry.code in chosen
            ]
            if choices:
                choices.sort(key=lambda choice: (-choice.facilities, choice.name))
                yield Facet(name, label, choices)


def _at(counts: Sequence[int], place: int) -> int:
    return counts[place] if place < len(counts) else 0


def find(
    locator_id: int, query: Query, codebook: Codebook, part: Slice, *, facets: bool = False
) -> Findings:
    """Answer a query. The number of SQL queries does not depend on how much is asked for.

    An undecided place finds nothing: `where` then has the choices, or is None.
    """
    finder = Finder(locator_id, query, codebook)
    if finder.is_undecided:
        return Findings(query, finder.where, [], 0)
    found = finder.found(part)
    total, offered = finder.total_and_facets() if facets else (finder.total(), [])
    items = fetch_items(found, codebook)
    return Findings(
        query,
        finder.where,
        items if finder.point else [item._replace(miles=None) for item in items],
        total,
        found[-1] if len(found) == part.limit else None,
        offered,
    )


def fetch_items(found: list[Found], codebook: Codebook) -> list[Item]:
    """Fetch the facilities; what the public may see is asked again, for rows that are late."""
    model: Any = FacilityPlace._meta.get_field("facility").related_model
    pages = (
        public_pages(model)
        .filter(pk__in=[row.facility_id for row in found])
        .defer_streamfields()
        .select_related("place")
        .prefetch_related("phones")
        .in_bulk()
    )
    return [
        Item(page, row.miles, codebook.entries_in(page.place.number))
        for row in found
        if (page := pages.get(row.facility_id))
    ]
