"""The nearest facilities, by rings around a point, in one statement.

Each ring asks the index over bands and longitude for one box, so it reads little however many
facilities there are. The rings are parts of one UNION ALL with a LIMIT: PostgreSQL and SQLite both
run such parts one after the other and begin none that is not needed.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from treatment.search.conditions import (
    SQUARED,
    TABLE,
    Conditions,
    Sql,
    in_box,
    in_circle,
    reach,
    squares,
)
from treatment.search.density import first_ring
from treatment.search.sphere import HALF_ROUND, Point, miles_of
from treatment.search.words import WORD_NAMES, joined

GROWTH = 5
WIDEST_RING = 500  # miles; beyond, every facility is read


class Found(NamedTuple):
    """A facility and how far it is; `squared` is that distance as the database orders it."""

    facility_id: int
    squared: float

    @property
    def miles(self) -> float:
        """The distance on the ground."""
        return miles_of(self.squared)


def nearest(
    center: Point,
    conditions: Conditions,
    limit: int,
    *,
    within: float = HALF_ROUND,
    after: Found | None = None,
) -> list[Found]:
    """Return up to `limit` facilities within so many miles, nearest first, then by id.

    With `after`, those that follow it.
    """
    parts, values = [], []
    inner = -1.0
    for radius in _radii(after.miles if after else 0.0, within):
        sql, ring_values = _ring(center, conditions, inner, radius, after)
        parts.append(sql)
        values += [*ring_values, limit]
        inner = reach(radius)
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} LIMIT %s", [*values, limit])
        rows = [Found(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: (row.squared, row.facility_id))


def _radii(begun: float, within: float) -> Iterator[float]:
    """Yield radii that grow from where an earlier page of results ended."""
    width = first_ring()
    # A ring hardly smaller than the last would be planned for nothing.
    while width < WIDEST_RING and begun + width * 1.5 < within:
        yield begun + width
        width *= GROWTH
    yield within


def _ring(
    center: Point, conditions: Conditions, inner: float, radius: float, after: Found | None
) -> Sql:
    """Return the select of what is farther than `inner`, a square, and within `radius` miles."""
    box, box_values = in_box(center, radius)
    where, values = conditions.sql()
    following, following_values = _following(after)
    sql = (
        "SELECT * FROM (SELECT facility_id, squared FROM ("
        f"SELECT facility_id, {SQUARED} AS squared FROM {TABLE} WHERE {box} AND {where}) AS box "
        f"WHERE squared > %s AND squared <= %s{following} "
        "ORDER BY squared, facility_id LIMIT %s) AS ring"
    )
    limits = [inner, reach(radius), *following_values]
    return sql, [*squares(center), *box_values, *values, *limits]


def _following(after: Found | None) -> Sql:
    if after is None:
        return "", []
    return (
        " AND (squared > %s OR (squared = %s AND facility_id > %s))",
        [after.squared, after.squared, after.facility_id],
    )


def listed(
    conditions: Conditions, limit: int, offset: int = 0, after: Found | None = None
) -> list[Found]:
    """Return facilities by state, town and name, for searches that are near no point."""
    where, values = conditions.sql()
    if after:
        where += (
            " AND (sort_key, facility_id) > "
            f"((SELECT sort_key FROM {TABLE} WHERE facility_id = %s), %s)"
        )
        values += [after.facility_id, after.facility_id]
    sql = (
        f"SELECT facility_id, 0.0 FROM {TABLE} WHERE {where} "
        "ORDER BY sort_key, facility_id LIMIT %s OFFSET %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, limit, offset])
        return [Found(*row) for row in cursor.fetchall()]


def count(conditions: Conditions, center: Point | None, miles: float) -> int:
    """Return how many facilities there are, within so many miles where a center is given."""
    where, values = in_circle(center, miles, conditions) if center else conditions.sql()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {TABLE} WHERE {where}", values)
        return cursor.fetchone()[0]


def numbers(conditions: Conditions, center: Point | None, miles: float) -> list[int]:
    """Return the codes of all these facilities, each as a number of bits."""
    where, values = in_circle(center, miles, conditions) if center else conditions.sql()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(WORD_NAMES)} FROM {TABLE} WHERE {where}", values)
        return [joined(row) for row in cursor.fetchall()]
