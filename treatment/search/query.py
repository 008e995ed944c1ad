"""What a reader or a front end asked for, checked; every mistake is named by its parameter."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from home.states import STATES
from treatment.search.codebook import FACETS, TELEHEALTH, Codebook

LONGEST = 100  # characters of a place or a name; the federal directory's longest name has 77
MOST_WORDS = 6
MOST_CODES = 50
FARTHEST = 12_451  # miles, half round the earth
STATE_NAMES = dict(STATES)
_NUMBER = re.compile(r"\d{1,5}(\.\d{1,3})?", re.ASCII)
TEXT_PARAMETERS = ("near", "within", "q", "state", "telehealth")
CODE_PARAMETERS = ("service", *(name for name in FACETS if name != "telehealth"))


class QueryError(ValueError):
    """A query that cannot be meant; the message names the parameter and is for people."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True)
class Query:
    """What was asked. `codes` are the chosen service codes by facet."""

    near: str = ""
    within: float | None = None  # miles
    words: str = ""
    state: str = ""
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.near or self.words or self.state or self.codes)

    @property
    def state_name(self) -> str:
        """The state's full name, or ''."""
        return STATE_NAMES.get(self.state, "")

    @property
    def chosen(self) -> set[str]:
        """Every chosen code."""
        return {code for codes in self.codes.values() for code in codes}

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query as parameters, for a shareable address."""
        texts = [("near", self.near), ("q", self.words), ("state", self.state)]
        if self.within is not None:
            texts.append(("within", f"{self.within:g}"))
        codes = [
            ("telehealth", "1") if name == "telehealth" else (_parameter(name), code)
            for name, codes in self.codes.items()
            for code in codes
        ]
        return [(name, value) for name, value in [*texts, *codes] if value]

    @property
    def parameters(self) -> str:
        """The query as part of an address."""
        return urlencode(self.pairs())

    def replace(self, **changes: Any) -> "Query":
        """Return the query with other values."""
        return replace(self, **changes)


def _parameter(facet: str) -> str:
    return facet if facet in FACETS else "service"


def parse(parameters: QueryDict, codebook: Codebook) -> Query:
    """Return the query; raise QueryError. Parameters of other names are the caller's to check."""
    texts = {name: _text(parameters, name) for name in TEXT_PARAMETERS}
    state = texts["state"].upper()
    if state and state not in STATE_NAMES:
        raise QueryError("state", "Choose a state from the list.")
    if texts["telehealth"] not in {"", "0", "1"}:
        raise QueryError("telehealth", "telehealth is 1 or 0.")
    return Query(
        near=texts["near"],
        within=_within(texts["within"]),
        words=texts["q"],
        state=state,
        codes=_codes(parameters, codebook, telehealth=texts["telehealth"] == "1"),
    )


def query_of(codes: Iterable[str], codebook: Codebook) -> Query:
    """Return the query for these codes; codes that nobody can search by are left out."""
    found: dict[str, list[str]] = {}
    for code in codes:
        if entry := codebook.by_code.get(code):
            found.setdefault(entry.facet or entry.category, []).append(code)
    return Query(codes={name: tuple(codes) for name, codes in found.items()})


def as_typed(parameters: QueryDict) -> Query:
    """Return the texts of a query that cannot be meant, shortened, to be shown again."""
    texts = {
        name: " ".join(str(parameters.get(name, "")).replace("\x00", "").split())[:LONGEST]
        for name in ("near", "q", "state")
    }
    return Query(near=texts["near"], words=texts["q"], state=texts["state"][:2].upper())


def _text(parameters: QueryDict, name: str) -> str:
    values = parameters.getlist(name)
    if len(values) > 1:
        raise QueryError(name, f"{name} must be given once.")
    value = values[0] if values else ""
    if "\x00" in value or len(value) > LONGEST:
        raise QueryError(name, f"{name} takes at most {LONGEST} characters, and no NUL.")
    return " ".join(value.split())


def _within(text: str) -> float | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or not 0 < float(text) <= FARTHEST:
        raise QueryError("within", f"within is a number of miles, more than 0, at most {FARTHEST}.")
    return float(text)


def _codes(
    parameters: QueryDict, codebook: Codebook, *, telehealth: bool
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {"telehealth": [TELEHEALTH]} if telehealth else {}
    for name in CODE_PARAMETERS:
        for value in filter(None, parameters.getlist(name)):
            entry = codebook.by_code.get(value.upper())
            if entry is None or name not in {"service", entry.facet}:
                raise QueryError(name, f"{name}: there is no such code: {_shown(value)}.")
            found.setdefault(entry.facet or entry.category, []).append(entry.code)
    if sum(map(len, found.values())) > MOST_CODES:
        raise QueryError("service", f"At most {MOST_CODES} codes can be asked for.")
    return {name: _each_once(codes) for name, codes in found.items()}


def _shown(value: str) -> str:
    return "".join(filter(str.isprintable, value))[:20]


def _each_once(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
