"""The profiles as matching sees them: a few columns in memory, by key, address, phone, ZIP."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from treatment.importing import normal
from treatment.importing.values import Told
from treatment.models import FacilityPage, FacilityPhone, FacilitySurvey, LocatorPage
from treatment.phones import parse_phone


class Known(NamedTuple):
    """A survey as it was last read, without what it says."""

    key: str
    digest: str
    as_of: date
    source: str
    gone_on: date | None


@dataclass(eq=False)
class Profile:
    """A profile there is, or one that this import is going to make."""

    place: int
    facility: int | None
    title: str
    name2: str
    street: str
    street2: str
    state: str
    zip: str
    made_of: "Listed | None" = None
    numbers: set[str] = field(default_factory=set)
    surveys: dict[str, Known] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)  # kinds for which a row was found

    @cached_property
    def names(self) -> tuple[str, str]:
        """The name alone and with its second line."""
        return names(self.title, self.name2)

    @property
    def phones(self) -> set[str]:
        """The numbers that can be dialed; those of a profile to be made are read when asked for."""
        return self.made_of.phones if self.made_of else self.numbers

    @property
    def keys(self) -> set[str]:
        """Under which exact keys it can be found."""
        own = normal.exact_key(self.title, self.name2, self.street, self.zip)
        return {own, *(survey.key for survey in self.surveys.values())}


@dataclass(eq=False)
class Listed:
    """A row of a file on its way to a profile."""

    file: int
    line: int
    told: Told
    repeats: str = ""

    @property
    def title(self) -> str:
        """The name."""
        return self.told.facts["title"]

    @cached_property
    def names(self) -> tuple[str, str]:
        """The name alone and with its second line."""
        return names(self.title, self.told.facts["name2"])

    @cached_property
    def address(self) -> tuple[str, str]:
        """Street and ZIP."""
        return normal.house(self.told.facts["street"]), normal.zip5(self.told.facts["zip"])

    @cached_property
    def phones(self) -> set[str]:
        """The numbers that can be dialed."""
        parsed = (parse_phone(number).e164 for _, number in self.told.facts["phones"])
        return {number for number in parsed if number}


def names(title: str, name2: str) -> tuple[str, str]:
    """Return a name in plain words, alone and with its second line."""
    return normal.words(title), normal.words(f"{title} {name2}")


class Profiles:
    """All profiles, by what they can be found by."""

    def __init__(self) -> None:
        self.all: list[Profile] = []
        self.by_key: dict[str, list[Profile]] = defaultdict(list)
        self.by_address: dict[tuple[str, str], list[Profile]] = defaultdict(list)
        self.by_phone: dict[str, list[Profile]] = defaultdict(list)
        self.by_zip: dict[str, list[Profile]] = defaultdict(list)

    def add(self, profile: Profile) -> None:
        """Let a profile be found."""
        self.all.append(profile)
        for key in profile.keys:
            self.by_key[key].append(profile)
        zip_code = normal.zip5(profile.zip)
        self.by_address[normal.house(profile.street), zip_code].append(profile)
        self.by_zip[zip_code].append(profile)
        for number in profile.numbers:
            self.by_phone[number].append(profile)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self.all)


def load(locator: LocatorPage) -> Profiles:
    """Return the profiles below the locator, read in three queries."""
    pages = FacilityPage.objects.child_of(locator).filter(alias_of=None)
    columns = ("pk", "title", "name2", "street", "street2", "state", "zip")
    found = {
        row[0]: Profile(place, *row)
        for place, row in enumerate(pages.order_by("pk").values_list(*columns).iterator())
    }
    _add_phones(found)
    surveys = ("facility_id", "kind", "key", "digest", "as_of", "source", "gone_on")
    for pk, kind, *known in FacilitySurvey.objects.values_list(*surveys).iterator():
        if pk in found:
            found[pk].surveys[kind] = Known(*known)
    profiles = Profiles()
    for profile in found.values():
        profiles.add(profile)
    return profiles


def _add_phones(found: dict[int, Profile]) -> None:
    numbers = FacilityPhone.objects.exclude(e164=None).order_by()
    for pk, number in numbers.values_list("facility_id", "e164").iterator():
        if pk in found:
            found[pk].numbers.add(number)


def to_be_made(rows: Iterable[Listed], first_place: int) -> list[Profile]:
    """Return a profile for each row."""
    return [_new_profile(row, place) for place, row in enumerate(rows, first_place)]


def _new_profile(row: Listed, place: int) -> Profile:
    facts = row.told.facts
    columns = ("title", "name2", "street", "street2", "state", "zip")
    profile = Profile(place, None, *(facts[column] for column in columns), made_of=row)
    profile.taken.add(row.told.kind)
    return profile
