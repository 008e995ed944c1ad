"""From us-atlas's file to ours: fewer points, no specks, two letters for a state.

Neighbors share their border (an arc, in TopoJSON), so that it stays one line however it is
simplified.
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from home.states import STATES
from treatment.outline.simplifying import Point, area, simplify

SOURCE = (
    "U.S. Census Bureau, cartographic boundary files 2017 (public domain), by way of us-atlas 3.0.1"
)
DEGREE = 500  # steps


@dataclass(frozen=True)
class Detail:
    """How finely a state is drawn, in degrees; smaller pieces are left out, its largest never."""

    tolerance: float = 0.018  # about a mile
    smallest: float = 0.006  # square degrees, about 25 square miles


# Alaska has as much coast as all others together; small islands are looked at from near.
_ISLANDS = Detail(0.004, 0)
_DETAILS = {
    "AK": Detail(0.05, 0.03),
    **dict.fromkeys(("AS", "GU", "HI", "MP", "PR", "VI"), _ISLANDS),
}
_OTHER_NAMES = {
    "Commonwealth of the Northern Mariana Islands": "MP",
    "United States Virgin Islands": "VI",
}
_CODES = {name: code for code, name in STATES} | _OTHER_NAMES


@dataclass
class _Arcs:
    """The lines of the new file, each taken once from the old."""

    old: list[list[Point]]
    lines: list[list[Point]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)

    def take(self, number: int, tolerance: float) -> int:
        """Return the new number of an arc; a negative one (its complement) runs backwards."""
        forward = number if number >= 0 else ~number
        if forward not in self.places:
            self.places[forward] = len(self.lines)
            self.lines.append(simplify(self.old[forward], tolerance))
        place = self.places[forward]
        return place if number >= 0 else ~place

    def ring(self, numbers: list[int]) -> list[Point]:
        """Return the old points of a ring."""
        pieces = (self.old[n] if n >= 0 else self.old[~n][::-1] for n in numbers)
        return [point for piece in pieces for point in piece[:-1]]


def outline(atlas: dict[str, Any]) -> dict[str, Any]:
    """Return our TopoJSON of the states in us-atlas's."""
    arcs = _Arcs(_decode(atlas))
    states = [_state(geometry, arcs) for geometry in atlas["objects"]["states"]["geometries"]]
    return {
        "type": "Topology",
        "source": SOURCE,
        "transform": {"scale": [1 / DEGREE, 1 / DEGREE], "translate": [0, 0]},
        "objects": {
            "states": {
                "type": "GeometryCollection",
                "geometries": sorted(states, key=lambda state: state["id"]),
            }
        },
        "arcs": [_encode(line) for line in arcs.lines],
    }


def _state(geometry: dict[str, Any], arcs: _Arcs) -> dict[str, Any]:
    code = _CODES[geometry["properties"]["name"]]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    sizes = [area(arcs.ring(polygon[0])) for polygon in polygons]
    detail = _DETAILS.get(code, Detail())
    smallest = min(detail.smallest, max(sizes))
    return {
        "type": "MultiPolygon",
        "id": code,
        "arcs": [
            [[arcs.take(number, detail.tolerance) for number in ring] for ring in polygon]
            for polygon, size in zip(polygons, sizes, strict=True)
            if size >= smallest
        ],
    }


def _decode(atlas: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in degrees: the file has steps, each from the point before."""
    (wide, high), (left, low) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * wide + left, y * high + low))
        lines.append(line)
    return lines


def _encode(line: list[Point]) -> list[list[int]]:
    """Return the line as steps, without those that lead nowhere."""
    places = [(round(x * DEGREE), round(y * DEGREE)) for x, y in line]
    steps = [list(places[0])]
    steps += [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(places)]
    return [steps[0], *(step for step in steps[1:] if step != [0, 0])]
