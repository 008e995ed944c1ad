"""The shipped codes as reading needs them: by name, and by survey. No database is asked."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from treatment import taxonomy
from treatment.choices import Survey
from treatment.taxonomy.loading import UNNAMED

_FOLDER = Path(taxonomy.__file__).parent
# A code that was asked in one survey only may be asked in the other next year.
_CLEAR = 9  # times as many codes of one survey as of the other


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def known_codes() -> frozenset[str]:
    """Return the codes that have a name."""
    return frozenset(row["code"] for row in _rows("services.csv") if row["category"] != UNNAMED)


@cache
def all_codes() -> frozenset[str]:
    """Return the codes, those included that no sheet names."""
    return frozenset(row["code"] for row in _rows("services.csv"))


def find_code(category: str, name: str) -> str | None:
    """Return the code of a service by its name, within its category first.

    Elsewhere only where no two categories have the name: 'Young adults' is an age and a group.
    """
    within, anywhere = _names()
    key = _key(name)
    if code := within.get((category, key)):
        return code
    codes = anywhere.get(key, set())
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def _names() -> tuple[dict[tuple[str, str], str], dict[str, set[str]]]:
    """Return the codes by category and name, and by name; today's names before former ones."""
    within: dict[tuple[str, str], str] = {}
    anywhere: dict[str, set[str]] = defaultdict(set)
    for row in [*_rows("services.csv"), *_rows("former_names.csv")]:
        key = _key(row["name"])
        within.setdefault((row["category"], key), row["code"])
        anywhere[key].add(row["code"])
    return within, dict(anywhere)


def _key(name: str) -> str:
    return " ".join(name.replace("®", "").casefold().split())


def count_surveys(codes: Iterable[str], votes: Counter[Survey]) -> None:
    """Count the codes that only one of the surveys asks for."""
    surveys = _surveys()
    votes.update(surveys[code] for code in codes if code in surveys)


def elect(votes: Counter[Survey]) -> Survey | None:
    """Return the survey that the codes of a file speak for; None where they do not agree."""
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _CLEAR * ranked[1][1]):
        return None
    return ranked[0][0]


@cache
def _surveys() -> dict[str, Survey]:
    return {row["code"]: Survey(row["survey"]) for row in _rows("surveys.csv")}
