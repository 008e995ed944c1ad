"""Distances on a ball as large as the earth, in miles; positions in degrees (WGS 84).

The mean radius is that of IUGG, 6371.0088 km. A ball is within 0.6% of the ellipsoid, far closer
than any road follows a straight line.
"""

import math
from typing import NamedTuple

RADIUS = 3958.7613  # miles
HALF_ROUND = math.pi * RADIUS  # nothing is farther
BANDS_PER_DEGREE = 10


class Point(NamedTuple):
    """A place on the ground."""

    latitude: float
    longitude: float

    @property
    def vector(self) -> tuple[float, float, float]:
        """The same on the unit sphere."""
        latitude, longitude = math.radians(self.latitude), math.radians(self.longitude)
        flat = math.cos(latitude)
        return flat * math.cos(longitude), flat * math.sin(longitude), math.sin(latitude)


class Box(NamedTuple):
    """Everything within some miles of a point, and a little more. Ends are included."""

    first_band: int
    last_band: int
    west: float
    east: float


def band_of(latitude: float) -> int:
    """Return the band in which this latitude lies."""
    return math.floor(latitude * BANDS_PER_DEGREE)


def squared_chord(miles: float) -> float:
    """Return the square of the straight line through the unit ball between points so far apart."""
    return (2 * math.sin(min(miles, HALF_ROUND) / RADIUS / 2)) ** 2


def miles_of(squared: float) -> float:
    """Return the distance on the ground; the inverse of `squared_chord`."""
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(squared) / 2))


def box_around(center: Point, miles: float) -> Box | None:
    """Return the box; None where it would reach round a pole or over the date line."""
    angle = math.degrees(miles / RADIUS)
    if abs(center.latitude) + angle >= 90:
        return None
    width = math.degrees(
        math.asin(math.sin(math.radians(angle)) / math.cos(math.radians(center.latitude)))
    )
    west, east = center.longitude - width, center.longitude + width
    if west < -180 or east > 180:
        return None
    return Box(band_of(center.latitude - angle), band_of(center.latitude + angle), west, east)
