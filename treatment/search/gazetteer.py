"""Where a reader means: a ZIP code, a town with or without its state, a state, a position.

Places come from the package `zipcodes` (GeoNames, CC BY 4.0, and USPS), loaded after `migrate`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps

from home.states import STATES
from treatment.search.plain import plain, town_key
from treatment.search.sphere import Point

ATTRIBUTION = "ZIP codes and towns: GeoNames (CC BY 4.0)"
_STATES = {abbreviation.casefold(): abbreviation for abbreviation, _ in STATES} | {
    plain(name): abbreviation for abbreviation, name in STATES
}
_STATE_NAMES = dict(STATES)
_POSITION = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,9})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,9})?)\s*", re.ASCII)
_ZIP = re.compile(r"(?:.*\s)?(\d{5})(?:-\d{4})?\s*", re.ASCII)
_STATE_OF = "state of "
_CHUNK = 2_000  # rows an insert


@dataclass(frozen=True)
class Whereabouts:
    """What a text means: a point, or a state, or several places among which to choose.

    Each choice is a text that `locate` understands.
    """

    label: str
    point: Point | None = None
    state: str = ""
    choices: tuple[str, ...] = ()


def locate(text: str) -> Whereabouts | None:
    """Return where `text` means, or None where nobody knows."""
    return _position(text) or _zip_code(text) or _named(text)


def _position(text: str) -> Whereabouts | None:
    match = _POSITION.fullmatch(text)
    if not match:
        return None
    latitude, longitude = (float(part) for part in match.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Whereabouts("this position", Point(latitude, longitude))


def _zip_code(text: str) -> Whereabouts | None:
    match = _ZIP.fullmatch(text)
    if not match:
        return None
    model = global_apps.get_model("treatment", "ZipCode")
    code = match[1]
    # A ZIP code that no list has yet lies near those that begin like it.
    row = (
        model.objects.filter(code=code).first()
        or model.objects.filter(code__startswith=code[:3]).order_by("code").first()
    )
    if row is None:
        return None
    label = str(row) if row.code == code else f"the area of {code}"
    return Whereabouts(label, Point(row.latitude, row.longitude))


def _named(text: str) -> Whereabouts | None:
    """Look for a town or a state; what may be several is for the reader to choose."""
    words = plain(text)
    state = _STATES.get(words.removeprefix(_STATE_OF))
    if state and (len(words) == 2 or words.startswith(_STATE_OF)):
        return Whereabouts(_STATE_NAMES[state], state=state)
    towns = _towns_called(text)
    choices = [str(town) for town in towns]
    if state:
        choices.insert(0, f"State of {_STATE_NAMES[state]}")
    if len(choices) > 1:
        return Whereabouts(text.strip(), choices=tuple(choices))
    if state:
        return Whereabouts(_STATE_NAMES[state], state=state)
    return Whereabouts(choices[0], _middle(towns[0])) if towns else None


def _towns_called(text: str) -> list[Any]:
    name, state = _split_state(text)
    towns = global_apps.get_model("treatment", "Town").objects.filter(key=town_key(name))
    found = list((towns.filter(state=state) if state else towns).order_by("state"))
    # Where towns are called so, post offices that merely take the name are not meant.
    return [town for town in found if not town.is_other_name] or found


def _middle(town: Any) -> Point:
    return Point(town.latitude, town.longitude)


def _split_state(text: str) -> tuple[str, str]:
    """Part 'Boston, MA', 'Boston Massachusetts' and 'new york ny'; '' where no state is named."""
    words = plain(text).split()
    for length in (1, 2, 3):  # District of Columbia
        state = _STATES.get(" ".join(words[-length:]))
        if state and len(words) > length:
            return " ".join(words[:-length]), state
    return text, ""


def load_places(apps: Any = global_apps, using: str = "default") -> None:
    """Replace all ZIP codes and towns by those of the installed package."""
    import zipcodes

    rows = [row for row in zipcodes.list_all() if _has_place(row)]
    for name, objects in (("ZipCode", _zip_codes(rows)), ("Town", _towns(rows))):
        model = apps.get_model("treatment", name)
        model.objects.using(using).all().delete()
        model.objects.using(using).bulk_create(
            (model(**fields) for fields in objects), batch_size=_CHUNK
        )


def _has_place(row: dict[str, Any]) -> bool:
    return row["state"] in _STATE_NAMES and any(float(row[name] or 0) for name in ("lat", "long"))


def _zip_codes(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "code": row["zip_code"],
            "town": row["city"],
            "state": row["state"],
            "latitude": float(row["lat"]),
            "longitude": float(row["long"]),
        }


def _towns(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield each name in each state once; a town's own name goes before another's second name."""
    own, others = _by_name(rows, lambda row: [row["city"]]), _by_name(rows, _other_names)
    for (key, state), members in {**others, **own}.items():
        name = members[0][0]
        points = [row for _, row in members if row["zip_code_type"] == "STANDARD"]
        points = points or [row for _, row in members]
        yield {
            "key": key,
            "name": name,
            "state": state,
            "latitude": fmean(float(row["lat"]) for row in points),
            "longitude": fmean(float(row["long"]) for row in points),
            "is_other_name": (key, state) not in own,
        }


def _other_names(row: dict[str, Any]) -> list[str]:
    return row["acceptable_cities"]


def _by_name(rows: list[dict[str, Any]], names: Any) -> dict[tuple[str, str], list[Any]]:
    found = defaultdict(list)
    for row in rows:
        for name in names(row):
            if key := town_key(name)[:60]:
                found[key, row["state"]].append((name[:60], row))
    return found


def after_migrate(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Load the places where there are none yet, once the tables are there."""
    try:
        known = apps.get_model("treatment", "ZipCode").objects.using(using)
    except LookupError:  # migrated back
        return
    if not known.exists():
        load_places(apps, using)
