"""Which profile a row speaks of: exact key, then street and ZIP, then phone, then similar names.

Each step is tried for all rows before the next begins, so that a row which merely resembles a
profile never takes it from the row that names it. A profile takes one row of each survey.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from treatment.importing import normal
from treatment.importing.profiles import Listed, Profile, Profiles, to_be_made

RENAMED, MOVED, SIMILAR, ALIKE = 0.5, 0.6, 0.85, 0.85  # how much alike two names must be
Step = Callable[[Listed, Profiles], Iterator[tuple[float, Profile]]]


@dataclass
class Matches:
    """Which row goes to which profile, and which rows a person must look at."""

    found: list[tuple[Listed, Profile]] = field(default_factory=list)
    made: list[tuple[Listed, Profile]] = field(default_factory=list)
    ambiguous: list[tuple[Listed, list[Profile], str]] = field(default_factory=list)


def match(rows: Iterable[Listed], profiles: Profiles) -> Matches:
    """Find or make a profile for each row."""
    matches = Matches()
    left = list(rows)
    for step in (by_key, by_address, by_phone, by_name) if profiles.all else ():
        left = _take(left, step, profiles, matches)
    left = _set_doubts_apart(left, profiles, matches)
    _make(left, profiles, matches)
    return matches


def _make(rows: list[Listed], profiles: Profiles, matches: Matches) -> None:
    """Make profiles, one survey after the other, so that the second finds what the first made."""
    new = Profiles()
    place = len(profiles.all)
    for kind in sorted({row.told.kind for row in rows}, reverse=True):  # SU before MH
        left = [row for row in rows if row.told.kind == kind]
        for step in (by_key, by_address) if new.all else ():
            left = _take(left, step, new, matches)
        for row, profile in zip(left, to_be_made(left, place), strict=True):
            matches.made.append((row, profile))
            new.add(profile)
        place += len(left)


def _take(rows: list[Listed], step: Step, profiles: Profiles, matches: Matches) -> list[Listed]:
    """Give rows to profiles, the best pairs first; return the rows for which there was none."""
    offers = [
        (-score, number, profile.place, profile)
        for number, row in enumerate(rows)
        for score, profile in step(row, profiles)
    ]
    by_row: dict[int, list[tuple[float, Profile]]] = defaultdict(list)
    for score, number, _, profile in offers:
        by_row[number].append((score, profile))
    settled: set[int] = set()
    for score, number, _, profile in sorted(offers, key=lambda offer: offer[:3]):
        row = rows[number]
        kind = row.told.kind
        if number in settled or kind in profile.taken:
            continue
        equal = [one for other, one in by_row[number] if other == score and kind not in one.taken]
        if len(equal) > 1:
            matches.ambiguous.append((row, equal, "Several profiles match equally well."))
        else:
            profile.taken.add(kind)
            matches.found.append((row, profile))
        settled.add(number)
    return [row for number, row in enumerate(rows) if number not in settled]


def _set_doubts_apart(rows: list[Listed], profiles: Profiles, matches: Matches) -> list[Listed]:
    """Leave to a person the rows at whose address a profile of another name lost its own row."""
    left = []
    for row in rows:
        kind = row.told.kind
        there = [
            profile
            for profile in profiles.by_address.get(row.address, ())
            if kind in profile.surveys
            and kind not in profile.taken
            and not profile.surveys[kind].gone_on
        ]
        if there and row.address[0]:
            reason = "The same address under another name and number: renamed, or another facility."
            matches.ambiguous.append((row, there, reason))
        else:
            left.append(row)
    return left


def by_key(row: Listed, profiles: Profiles) -> Iterator[tuple[float, Profile]]:
    """Offer the profiles of the same name, street and ZIP; what else is equal decides."""
    there = profiles.by_key.get(row.told.key, ())
    for profile in there:
        known = profile.surveys.get(row.told.kind)
        if known and known.digest == row.told.digest:
            yield 8, profile
        elif len(there) == 1:
            yield 0, profile
        else:
            second_line = normal.street(row.told.facts["street2"]) == normal.street(profile.street2)
            yield 4 * second_line + 2 * bool(row.phones & profile.phones) + bool(known), profile


def by_address(row: Listed, profiles: Profiles) -> Iterator[tuple[float, Profile]]:
    """Offer the profiles at the same street and ZIP.

    The same survey may have renamed it; the other survey must name it alike, for a building holds
    many.
    """
    if not row.address[0]:
        return
    for profile in profiles.by_address.get(row.address, ()):
        alike, calls = names_alike(row, profile), bool(row.phones & profile.phones)
        same = row.told.kind in profile.surveys
        if alike >= ALIKE or (calls and (same or alike >= MOVED)) or (same and alike >= RENAMED):
            second_line = normal.street(row.told.facts["street2"]) == normal.street(profile.street2)
            yield round(alike * 10) + 4 * calls + 2 * second_line + same, profile


def by_phone(row: Listed, profiles: Profiles) -> Iterator[tuple[float, Profile]]:
    """Offer the profiles of the same number and region that are named alike: it has moved."""
    facts = row.told.facts
    for profile in set(chain.from_iterable(profiles.by_phone.get(n, ()) for n in row.phones)):
        near = profile.state == facts["state"] and profile.zip[:3] == facts["zip"][:3]
        if not near or row.told.kind not in profile.surveys:
            continue
        if (alike := names_alike(row, profile)) >= MOVED:
            yield round(alike * 10) + 3 * (profile.zip[:5] == facts["zip"][:5]), profile


def by_name(row: Listed, profiles: Profiles) -> Iterator[tuple[float, Profile]]:
    """Offer the profiles in the same ZIP that have a similar name."""
    for profile in profiles.by_zip.get(row.address[1], ()):
        waits = row.told.kind in profile.surveys and row.told.kind not in profile.taken
        if waits and (alike := names_alike(row, profile)) >= SIMILAR:
            yield round(alike * 100), profile


def names_alike(row: Listed, profile: Profile) -> float:
    """Return how much the names are alike, with or without the second line."""
    return max(
        normal.likeness(one, other) for one, other in zip(row.names, profile.names, strict=True)
    )
