"""Distances, boxes and the nearest, held against the haversine formula all over the globe."""

import math
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from treatment.models import FacilityPlace
from treatment.search import cursors
from treatment.search.conditions import Conditions
from treatment.search.rings import Found, count, nearest
from treatment.search.sphere import (
    HALF_ROUND,
    RADIUS,
    Point,
    band_of,
    box_around,
    miles_of,
    squared_chord,
)

CLOSE = 0.01  # miles: as far as two ways of reckoning may differ
latitudes = st.floats(-90, 90) | st.sampled_from([0.0, 45.0, -45.0, 71.3, 88.0, 89.99, 90.0])
longitudes = st.floats(-180, 180) | st.sampled_from([0.0, 179.9, -179.9, 180.0, -180.0])
points = st.builds(lambda *degrees: Point(*(round(d, 6) for d in degrees)), latitudes, longitudes)
radii = st.floats(0.1, 3_000) | st.sampled_from([5.0, 50.0, 250.0])
bearings = st.floats(0, 360) | st.sampled_from([0.0, 90.0, 180.0, 270.0])


def haversine(one, other):
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    half = math.radians(other.longitude - one.longitude) / 2
    inner = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(inner)))


def chord(one, other):
    return sum((a - b) ** 2 for a, b in zip(one.vector, other.vector, strict=True))


def towards(center, bearing, miles):
    """Return the point so many miles away in a direction."""
    angle, turn, up = miles / RADIUS, math.radians(bearing), math.radians(center.latitude)
    sine = math.sin(up) * math.cos(angle) + math.cos(up) * math.sin(angle) * math.cos(turn)
    latitude = math.asin(max(-1.0, min(1.0, sine)))
    along = math.atan2(
        math.sin(turn) * math.sin(angle) * math.cos(up),
        math.cos(angle) - math.sin(up) * math.sin(latitude),
    )
    longitude = (center.longitude + math.degrees(along) + 540) % 360 - 180
    return Point(round(math.degrees(latitude), 6), round(longitude, 6))  # as they are stored


@given(points, points)
@example(Point(0, 0), Point(0, 180))
@example(Point(90, 0), Point(-90, 77))
def test_the_chord_measures_what_the_haversine_does(one, other):
    assert abs(miles_of(chord(one, other)) - haversine(one, other)) < 1
    if haversine(one, other) < 6_000:
        assert abs(miles_of(chord(one, other)) - haversine(one, other)) < CLOSE


@given(st.floats(0, HALF_ROUND))
def test_miles_and_chords_are_each_others_inverse(miles):
    assert abs(miles_of(squared_chord(miles)) - miles) < max(CLOSE, miles / 1e4)


@settings(max_examples=300)
@given(points, radii, bearings, st.floats(0, 1))
@example(Point(45.0, -92.0), 50.0, 90.0, 1.0)
@example(Point(71.3, -156.8), 250.0, 270.0, 1.0)
def test_a_box_holds_all_of_its_circle(center, miles, bearing, part):
    if box := box_around(center, miles):
        inside = towards(center, bearing, max(0.0, miles * part - CLOSE))
        assert box.first_band <= band_of(inside.latitude) <= box.last_band
        assert box.west <= inside.longitude <= box.east


@given(st.floats(-60, 60), st.floats(-120, 120), st.floats(0.1, 500))
def test_a_box_is_hardly_larger_than_its_circle(latitude, longitude, miles):
    box = box_around(Point(latitude, longitude), miles)
    height = math.degrees(miles / RADIUS)
    assert box.last_band - box.first_band <= 2 * height * 10 + 1
    farthest = max(abs(latitude - height), abs(latitude + height))
    assert box.east - box.west <= 2 * height / math.cos(math.radians(farthest)) + 1e-9


@given(st.floats(-89, 89), st.sampled_from([179.9, -179.9, 180.0]), st.floats(7, 3_000))
def test_no_box_reaches_over_the_date_line(latitude, longitude, miles):
    assert box_around(Point(latitude, longitude), miles) is None


@given(st.sampled_from([89.9, -89.9, 90.0]), longitudes, st.floats(7, 3_000))
def test_no_box_reaches_round_a_pole(latitude, longitude, miles):
    assert box_around(Point(latitude, longitude), miles) is None


spots = st.lists(st.tuples(bearings, st.floats(0, 1.5)), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(points, radii, spots)
@example(Point(64.8, -147.7), 120.0, [(90.0, 0.99), (270.0, 0.5), (0.0, 1.01)])
@example(Point(52.0, 179.9), 50.0, [(90.0, 0.9), (270.0, 0.9)])
@example(Point(89.9, 10.0), 50.0, [(0.0, 0.9), (180.0, 0.9)])
def test_the_nearest_are_those_that_measuring_each_would_find(db, center, within, spots):
    places = {
        number: towards(center, bearing, min(within * part, HALF_ROUND))
        for number, (bearing, part) in enumerate(spots, start=1)
    }
    with transaction.atomic():
        FacilityPlace.objects.bulk_create(
            FacilityPlace(
                facility_id=number,
                locator_id=1,
                band=band_of(place.latitude),
                latitude=place.latitude,
                longitude=place.longitude,
                **dict(zip("xyz", place.vector, strict=True)),
            )
            for number, place in places.items()
        )
        found = nearest(center, Conditions(1), 20, within=within)
        total = count(Conditions(1), center, within)
        first = nearest(center, Conditions(1), 2, within=within)
        others = nearest(center, Conditions(1), 20, within=within, after=first[-1]) if first else []
        transaction.set_rollback(True)
    away = {number: haversine(center, place) for number, place in places.items()}
    numbers = [row.facility_id for row in found]
    assert {number for number, miles in away.items() if miles < within - CLOSE} <= set(numbers)
    assert all(away[number] < within + CLOSE for number in numbers)
    assert total == len(numbers) == len(set(numbers))
    ordered = [away[number] for number in numbers]
    assert all(a < b + CLOSE for a, b in pairwise(ordered))
    assert [*first, *others] == found


@given(st.integers(1, 2**31 - 1), st.floats(0, 4))
def test_a_cursor_says_what_it_was_told(facility, squared):
    assert cursors.decode(cursors.encode(Found(facility, squared))) == Found(facility, squared)


@given(st.text(max_size=40) | st.text("ABCxyz019-_=", min_size=20, max_size=24))
def test_any_other_cursor_is_refused_or_means_a_place(text):
    try:
        found = cursors.decode(text)
    except ValueError:
        return
    assert found.facility_id > 0
    assert 0 <= found.squared <= 5
