"""Time the nearest twenty facilities, and the counts beside the choices, at two sizes.

Beside each time stands how many times slower the same search is as one plain box of 50 miles: the
ratio is the claim, the milliseconds are this machine's.
"""

import csv
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.db import connection

from treatment.models import FacilityPlace, Service
from treatment.search import density
from treatment.search.conditions import TABLE, Conditions, in_circle
from treatment.search.counting import count_for_choices
from treatment.search.rings import nearest, numbers
from treatment.search.sphere import Point, band_of
from treatment.search.words import WORD_NAMES, number_of, split

FOLDER = Path(os.environ.get("FEDERAL_DATA_DIR", ROOT.parent / "shared" / "data"))
DIRECTORY = FOLDER / "samhsa_directory_2023_geocoded.csv"
MILLION = 1_000_000
WITHIN = 50  # miles
TIMES = 200
LOCATOR = 1
PLACES = {"New York": Point(40.7506, -73.9972), "Montana": Point(46.8797, -110.3626)}
SEARCHES = {"one service": ["OIT"], "three services": ["OIT", "MD", "CO"]}
BARS = {  # milliseconds, p50
    ("one service", False): 1,
    ("three services", False): 4,
    ("one service", True): 5,
    ("three services", True): 15,
}
COLUMNS = [field.column for field in FacilityPlace._meta.local_concrete_fields]


def read_directory() -> list[tuple[Point, int]]:
    """Return where each row of the directory is, and its codes as bits."""
    bits = dict(Service.objects.filter(bit__isnull=False).values_list("code", "bit"))
    with DIRECTORY.open(encoding="utf-8-sig", newline="") as file:
        return [
            (
                Point(float(row["latitude"]), float(row["longitude"])),
                number_of(
                    bits[code]
                    for code in row["service_code_info"].replace("*", " ").split()
                    if code in bits
                ),
            )
            for row in csv.DictReader(file)
            if row["latitude"]
        ]


def made_of(rows: list[tuple[Point, int]], how_many: int) -> Iterator[tuple[Point, int]]:
    """Yield the rows, then the same again and again, each moved some miles."""
    chance = random.Random(2023)
    yield from islice(rows, how_many)
    for point, number in islice(cycle(rows), max(0, how_many - len(rows))):
        moved = Point(
            point.latitude + chance.gauss(0, 0.08), point.longitude + chance.gauss(0, 0.08)
        )
        yield moved, number


def fill(rows: Iterator[tuple[Point, int]]) -> None:
    """Replace the searched rows. They belong to no pages, so the foreign key is let go."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
        else:
            cursor.execute(_constraints_dropped())
        cursor.execute(f"DELETE FROM {TABLE}")
        places = ", ".join(["%s"] * len(COLUMNS))
        sql = f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES ({places})"
        if connection.vendor == "sqlite":
            cursor.executemany(sql, (values_of(*row) for row in enumerate(rows, start=1)))
        else:
            with cursor.copy(f"COPY {TABLE} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in enumerate(rows, start=1):
                    copy.write_row(values_of(*row))
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else f"VACUUM ANALYZE {TABLE}")


def _constraints_dropped() -> str:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, TABLE)
    names = [name for name, constraint in found.items() if constraint["foreign_key"]]
    return (
        "; ".join(f'ALTER TABLE {TABLE} DROP CONSTRAINT "{name}"' for name in names) or "SELECT 1"
    )


def values_of(pk: int, row: tuple[Point, int]) -> list[object]:
    """Return a row of the table in the order of its columns."""
    point, number = row
    x, y, z = point.vector
    values = dict(zip(WORD_NAMES, split(number), strict=True)) | {
        "facility_id": pk,
        "locator_id": LOCATOR,
        "name": "",
        "sort_key": str(pk),
        "state": "",
        "band": band_of(point.latitude),
        "latitude": point.latitude,
        "longitude": point.longitude,
        "x": x,
        "y": y,
        "z": z,
    }
    return [values[column] for column in COLUMNS]


def median(function: Callable[[Point], object], center: Point, how_often: int = TIMES) -> float:
    """Return the median time in milliseconds, around centers that differ a little."""
    times = []
    for step in range(how_often):
        near = Point(center.latitude + step * 0.0005, center.longitude + step * 0.0005)
        begun = time.perf_counter()
        function(near)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def plain_box(center: Point, conditions: Conditions) -> list[object]:
    """Find the nearest twenty as one would at first: sort everything within the radius."""
    where, values = in_circle(center, WITHIN, conditions)
    x, y, z = center.vector
    sql = (
        f"SELECT facility_id FROM {TABLE} WHERE {where} "
        "ORDER BY (x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s) LIMIT 20"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, x, x, y, y, z, z])
        return cursor.fetchall()


def time_nearest(*, million: bool) -> bool:
    """Print a line for each search; return whether all were within their bars."""
    good = True
    for place, center in PLACES.items():
        for search, codes in SEARCHES.items():
            wanted = tuple(
                number_of([bit])
                for bit in Service.objects.filter(code__in=codes).values_list("bit", flat=True)
            )
            conditions = Conditions(LOCATOR, wanted)
            ours = median(lambda at: nearest(at, conditions, 20, within=WITHIN), center)  # noqa: B023
            plain = median(lambda at: plain_box(at, conditions), center, 20)  # noqa: B023
            bar = BARS[search, million]
            good &= ours <= bar
            verdict = "met" if ours <= bar else "MISSED"
            print(
                f"  {place:9} {search:15} {ours:6.2f} ms (bar {bar:2} ms: {verdict}); "
                f"a plain box takes {plain / ours:5.1f} times as long"
            )
    return good


def time_counts() -> None:
    """Print what exact counts beside every choice cost within the radius."""
    wanted = {"care": number_of([Service.objects.get(code="OIT").bit])}
    for place, center in PLACES.items():

        def counted(at: Point) -> object:
            return count_for_choices(numbers(Conditions(LOCATOR), at, WITHIN), wanted)

        print(f"  {place:9} counts beside every choice {median(counted, center, 50):6.2f} ms")


def main() -> int:
    """Time both sizes; the exit status says whether every bar was met."""
    if not DIRECTORY.exists():
        print(f"The federal directory is not there; set FEDERAL_DATA_DIR. Looked in {FOLDER.name}.")
        return 1
    call_command("migrate", verbosity=0)
    rows = read_directory()
    good = True
    for how_many in (len(rows), MILLION):
        fill(made_of(rows, how_many))
        density.forget()
        print(f"{how_many:,} facilities")
        good &= time_nearest(million=how_many == MILLION)
        if how_many == len(rows):
            time_counts()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
