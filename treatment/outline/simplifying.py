"""Fewer points for the same line (Ramer, Douglas and Peucker)."""

from math import hypot

Point = tuple[float, float]


def simplify(line: list[Point], tolerance: float) -> list[Point]:
    """Return the points of `line` that lie farther than `tolerance` from what the others draw.

    Both ends stay, so that lines which meet there go on meeting.
    """
    keep = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        far, distance = _farthest(line, first, last)
        if distance > tolerance:
            keep.add(far)
            stretches += [(first, far), (far, last)]
    return [line[place] for place in sorted(keep)]


def _farthest(line: list[Point], first: int, last: int) -> tuple[int, float]:
    """Return the place and distance of the point farthest from the stretch's chord."""
    distances = (
        (_distance(line[place], line[first], line[last]), place) for place in range(first + 1, last)
    )
    distance, place = max(distances, default=(0.0, first))
    return place, distance


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return the distance to the line through both; to the start where they are one point."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = hypot(across, up)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(across * (start[1] - point[1]) - (start[0] - point[0]) * up) / length


def area(ring: list[Point]) -> float:
    """Return the area inside a closed line."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2
