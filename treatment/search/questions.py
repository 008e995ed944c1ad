"""The facets as a form asks them: check boxes, the most frequent first where there are many."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from treatment.search.codebook import FACETS, Codebook, Entry
from treatment.search.finding import Choice, Facet
from treatment.search.query import Query

MANY = 9  # choices from which on the rarer ones are folded away
FIRST = 6  # of many, how many are shown at once
OPEN = {"care", "setting", "payment", "age"}
AT_THE_START = ("care", "setting", "payment", "age", "language")


class Tick(NamedTuple):
    """A check box; `facilities` is None where nothing was counted yet."""

    value: str
    name: str
    explanation: str
    facilities: int | None
    is_chosen: bool


class Question(NamedTuple):
    """A facet's fieldset."""

    name: str
    label: str
    first: list[Tick]
    rest: list[Tick]
    is_open: bool

    @property
    def explained(self) -> list[Tick]:
        """The choices that have an explanation."""
        return [tick for tick in (*self.first, *self.rest) if tick.explanation]

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return sum(tick.is_chosen for tick in (*self.first, *self.rest))


def questions(facets: Iterable[Facet], query: Query, codebook: Codebook) -> list[Question]:
    """Return the questions beside the results, with counts.

    What the reader chose stays among them, also where the search had to do without it.
    """
    offered = {facet.name: facet.choices for facet in facets}
    return [
        _question(name, list(_ticks(name, offered.get(name, []), query, codebook)))
        for name in FACETS
        if name in offered or query.codes.get(name)
    ]


def questions_at_the_start(codebook: Codebook) -> list[Question]:
    """Return what is asked before the first search; counting everything would cost too much."""
    return [
        _question(name, [_tick(name, entry) for entry in entries])
        for name in AT_THE_START
        if (entries := codebook.in_facet(name))
    ]


def not_asked(query: Query, asked: Sequence[Question]) -> list[tuple[str, str]]:
    """Return the chosen codes that no check box carries, as parameters for hidden fields."""
    boxes = {(question.name, tick.value) for question in asked for tick in question.first}
    codes = query.replace(near="", within=None, words="", state="")
    return [pair for pair in codes.pairs() if pair not in boxes]


def _ticks(
    name: str, choices: Iterable[Choice], query: Query, codebook: Codebook
) -> Iterator[Tick]:
    missing = dict.fromkeys(query.codes.get(name, ()))
    for choice in choices:
        missing.pop(choice.code, None)
        yield Tick(
            _value(name, choice.code),
            choice.name,
            choice.explanation,
            choice.facilities,
            choice.code in query.chosen,
        )
    for code in missing:
        yield _tick(name, codebook.by_code[code], facilities=0, is_chosen=True)


def _tick(
    name: str, entry: Entry, *, facilities: int | None = None, is_chosen: bool = False
) -> Tick:
    return Tick(_value(name, entry.code), entry.name, entry.explanation, facilities, is_chosen)


def _value(name: str, code: str) -> str:
    return "1" if name == "telehealth" else code


def _question(name: str, ticks: list[Tick]) -> Question:
    first, rest = ticks, []
    if len(ticks) >= MANY:
        frequent = sorted(ticks, key=lambda tick: (not tick.is_chosen, -(tick.facilities or 0)))
        shown = {tick.value for tick in frequent[:FIRST]} | {t.value for t in ticks if t.is_chosen}
        first = [tick for tick in frequent if tick.value in shown]
        rest = [tick for tick in ticks if tick.value not in shown]
    is_open = name in OPEN or any(tick.is_chosen for tick in ticks)
    return Question(name, FACETS[name], first, rest, is_open)
