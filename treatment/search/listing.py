"""What was found, in the words of the page."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from treatment.choices import PhoneKind, PositionSource
from treatment.profile import surveys
from treatment.search.codebook import Entry
from treatment.search.finding import Findings
from treatment.wording import distance, joined

MOST_PHONES = 2  # in a list; the profile has them all
BY_DISTANCE = "Nearest first."
BY_NAME = "By state, town and name."
UNPAID = "Nobody can pay for a place in this list."


class Listed(NamedTuple):
    """A facility in the list, with the number that the map's marker bears too."""

    number: int
    facility: Any
    distance: str
    is_about: bool
    settings: str
    surveys: str

    @property
    def phones(self) -> list[Any]:
        """The first of its own numbers."""
        return own_phones(self.facility)[:MOST_PHONES]


def own_phones(facility: Any) -> list[Any]:
    """Return the numbers somebody answers; no query where they were fetched."""
    return [phone for phone in facility.phones.all() if phone.kind != PhoneKind.FAX]


def listed(findings: Findings, before: int) -> Iterator[Listed]:
    """Yield what was found, numbered on from the pages before."""
    for number, item in enumerate(findings.items, before + 1):
        yield Listed(
            number,
            item.facility,
            distance_to(item.facility, item.miles),
            is_about(item.facility),
            ", ".join(names_in("setting", item.services)),
            joined(surveys(item.facility)),
        )


def is_about(facility: Any) -> bool:
    """Whether its position is only the center of its ZIP code."""
    return facility.position_source == PositionSource.ZIP


def distance_to(facility: Any, miles: float | None) -> str:
    """Return the distance in words, or '' where the search was near no point."""
    return "" if miles is None else distance(miles, is_about=is_about(facility))


def names_in(facet: str, services: list[Entry]) -> list[str]:
    """Return the names of the services that answer a question."""
    return [entry.name for entry in services if entry.facet == facet]


def heading(findings: Findings) -> str:
    """Return what the list is: '12 facilities within 25 miles of 59101 (Billings, MT)'."""
    query, where = findings.query, findings.where
    parts = [f"{findings.total:,} {'facility' if findings.total == 1 else 'facilities'}"]
    if query.words:
        parts.append(f"for “{query.words}”")
    if where and where.point and query.within is not None:
        parts.append(f"within {query.within:g} miles of {where.label}")
    if where and where.state:
        parts.append(f"in {where.label}")
    if query.state:
        parts.append(f"in {query.state_name}")
    words = " ".join(parts)
    is_endless = where and where.point and query.within is None
    return f"{words}, nearest to {where.label} first" if where and is_endless else words


def order(findings: Findings) -> str:
    """Say how the list is ordered."""
    is_near = findings.where is not None and findings.where.point is not None
    return f"{BY_DISTANCE if is_near else BY_NAME} {UNPAID}"
