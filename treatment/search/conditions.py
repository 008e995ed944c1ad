"""What a facility must meet, as SQL.

The search's SQL is written out: building it with the ORM would take longer than running it. Only
names of columns are written into it, never a value.
"""

from dataclasses import dataclass, replace

from treatment.search.sphere import HALF_ROUND, Point, box_around, squared_chord
from treatment.search.words import WORD_NAMES, split

TABLE = "treatment_facilityplace"
MOST_BANDS = 250  # a circle over more than 25 degrees reads every row
ROUND_OFF = 1e-15  # of a squared chord: two decimeters
SQUARED = "(x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s)"
Value = int | float | str
Sql = tuple[str, list[Value]]


@dataclass(frozen=True)
class Conditions:
    """What a facility must meet, wherever it is.

    `any_of` has one number of bits for each facet: the facility has one of its codes at least.
    """

    locator_id: int
    any_of: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    state: str = ""

    def without_codes(self) -> "Conditions":
        """Return the same without a choice of codes."""
        return replace(self, any_of=())

    def sql(self) -> Sql:
        """Return a condition and its values."""
        parts: list[str] = ["locator_id = %s"]
        values: list[Value] = [self.locator_id]
        if self.state:
            parts.append("state = %s")
            values.append(self.state)
        for word in self.words:
            parts.append("name LIKE %s ESCAPE '!'")
            values.append(f"%{_escaped(word)}%")
        for number in self.any_of:
            asked = {n: word for n, word in zip(WORD_NAMES, split(number), strict=True) if word}
            parts.append("(" + " OR ".join(f"({name} & %s) <> 0" for name in asked) + ")")
            values.extend(asked.values())
        return " AND ".join(parts), values


def _escaped(word: str) -> str:
    for character in "!%_":
        word = word.replace(character, f"!{character}")
    return word


def squares(center: Point) -> list[float]:
    """Return the values of `SQUARED`."""
    x, y, z = center.vector
    return [x, x, y, y, z, z]


def reach(miles: float) -> float:
    """Return the greatest square of what is within so many miles."""
    return squared_chord(miles) + ROUND_OFF


def in_box(center: Point, miles: float) -> Sql:
    """Return the condition of being in the box around a circle, which an index answers."""
    box = box_around(center, miles) if miles < HALF_ROUND else None
    if box is None or box.last_band - box.first_band > MOST_BANDS:
        return "x IS NOT NULL", []
    bands = range(box.first_band, box.last_band + 1)
    places = ", ".join(["%s"] * len(bands))
    return f"band IN ({places}) AND longitude BETWEEN %s AND %s", [*bands, box.west, box.east]


def in_circle(center: Point, miles: float, conditions: Conditions) -> Sql:
    """Return the conditions within so many miles of a point."""
    box, box_values = in_box(center, miles)
    where, values = conditions.sql()
    return (
        f"{box} AND {where} AND {SQUARED} <= %s",
        [*box_values, *values, *squares(center), reach(miles)],
    )
