"""The locator's search: the nearest, by any of its questions, in an order nobody can buy."""

import math
import random

import pytest
from django.http import QueryDict
from wagtail.actions.create_alias import CreatePageAliasAction

from leads.models import Answerer
from treatment.models import FacilityPage, FacilityPlace, Service
from treatment.search.codebook import Codebook
from treatment.search.conditions import Conditions
from treatment.search.counting import count_bits
from treatment.search.finding import Slice, find
from treatment.search.query import QueryError, parse
from treatment.search.relaxing import find_something
from treatment.search.rings import nearest
from treatment.search.sphere import Point, box_around, miles_of, squared_chord
from treatment.search.words import joined, number_of, split

BOSTON = (42.3601, -71.0589)


@pytest.fixture
def add_at(add_facility):
    """Add a facility so many miles north of Boston, with these codes."""

    def add(title, miles, codes=(), **fields):
        latitude = f"{BOSTON[0] + math.degrees(miles / 3958.7613):.6f}"
        page = add_facility(title, latitude=latitude, longitude=str(BOSTON[1]), **fields)
        page.services = Service.objects.filter(code__in=codes)
        page.save()
        return page

    return add


@pytest.fixture
def search(locator):
    def run(text, answer=find, facets=False, **part):
        codebook = Codebook.read()
        query = parse(QueryDict(text), codebook)
        return answer(locator.pk, query, codebook, Slice(**part), facets=facets)

    return run


def titles(findings):
    return [item.facility.title for item in findings.items]


NEAR = "near=42.3601,-71.0589"


def test_nearest_first_with_distances(search, add_at):
    for title, miles in (("Far", 30), ("Near", 1), ("Middle", 9)):
        add_at(title, miles)
    findings = search(NEAR)
    assert titles(findings) == ["Near", "Middle", "Far"]
    assert [round(item.miles, 2) for item in findings.items] == [1, 9, 30]
    assert titles(search(f"{NEAR}&within=10")) == ["Near", "Middle"]
    assert search(f"{NEAR}&within=10").total == 2


def test_without_a_radius_the_nearest_are_found_however_far(search, add_facility):
    add_facility("Guam", latitude="13.4443", longitude="144.7937")
    add_facility("Honolulu", latitude="21.3069", longitude="-157.8583")
    add_facility("Nowhere known")
    findings = search(NEAR)
    assert titles(findings) == ["Honolulu", "Guam"]
    assert round(findings.items[0].miles) in range(5050, 5110)
    assert titles(search("near=13.5,144.8"))[0] == "Guam"


def test_or_within_a_facet_and_across(search, add_at):
    add_at("Both", 1, ["OP", "MD"])
    add_at("Outpatient", 2, ["OP", "PI"])
    add_at("Residential", 3, ["RES", "MD"])
    assert titles(search(f"{NEAR}&service=OP&service=RES")) == ["Both", "Outpatient", "Residential"]
    assert titles(search(f"{NEAR}&service=OP&service=RES&service=MD")) == ["Both", "Residential"]
    assert titles(search(f"{NEAR}&service=OP&service=MD")) == ["Both"]


def test_order_is_blind_to_payment(search, add_at):
    """Who pays the publisher is known by its answerers; no search reads them."""
    pages = [add_at(f"Place {n}", n, ["OP"]) for n in (3, 1, 2)]
    before = titles(search(f"{NEAR}&service=OP"))
    sponsor = Answerer(name="Place 3", kind="sponsor", is_paid=True, disclosure="Pays us.")
    sponsor.full_clean(exclude=["contract_from", "contract_to"])
    sponsor.save()
    pages[0].summary = "Sponsored"
    pages[0].save()
    assert titles(search(f"{NEAR}&service=OP")) == before == ["Place 1", "Place 2", "Place 3"]


def test_equally_near_ones_stand_by_their_age_alone(search, add_at):
    first, second = add_at("Zebra", 1), add_at("Aardvark", 1)
    assert titles(search(NEAR)) == [first.title, second.title]


def test_counts_beside_choices(search, add_at):
    add_at("A", 1, ["OP", "MD"])
    add_at("B", 2, ["RES", "MD"])
    add_at("C", 3, ["RES", "PI"])
    add_at("D", 40, ["RES", "PI"])
    findings = search(f"{NEAR}&within=20&service=RES", facets=True)
    counts = {
        choice.code: (choice.facilities, choice.chosen)
        for facet in findings.facets
        for choice in facet.choices
    }
    assert findings.total == 2
    # Within its own facet a choice is counted as if it were added; across facets, as it narrows.
    assert counts["OP"] == (1, False)
    assert counts["RES"] == (2, True)
    assert counts["MD"] == (1, False)
    assert counts["PI"] == (1, False)


def test_what_was_relaxed_is_said(search, add_at):
    add_at("Far", 60, ["OP", "MD"])
    findings = search(f"{NEAR}&within=10&service=OP", find_something)
    assert (titles(findings), findings.relaxed) == (["Far"], ("within 10 miles",))
    findings = search(f"{NEAR}&service=OP&service=SP", find_something)
    assert (titles(findings), findings.relaxed) == (["Far"], ("language",))
    assert search(f"{NEAR}&service=OP", find_something).relaxed == ()


def test_a_place_nobody_knows_is_looked_for_as_a_name(search, add_at):
    add_at("Quiet Harbor House", 60)
    findings = search("near=quiet+harbor", find_something)
    assert titles(findings) == ["Quiet Harbor House"]
    assert "as a place" in findings.relaxed[0]


def test_by_name_and_state(search, add_facility):
    add_facility("Quiet Harbor", city="Élan")
    add_facility("Other", state="TX", city="Austin", zip="78701")
    assert titles(search("q=quiet+elan")) == ["Quiet Harbor"]
    assert titles(search("q=%25")) == ["Quiet Harbor", "Other"]  # no letters: no condition
    assert titles(search("state=tx")) == ["Other"]
    assert titles(search("near=Texas")) == ["Other"]


def test_only_what_the_public_may_see(search, add_at, make_private):
    shown = add_at("Shown", 1)
    private, draft, gone = add_at("Private", 2), add_at("Draft", 3), add_at("Gone", 4)
    make_private(private)
    draft.unpublish()
    gone.gone_on = "2025-08-01"
    gone.save()
    findings = search(NEAR, facets=True)
    assert (titles(findings), findings.total) == (["Shown"], 1)
    shown.delete()
    assert not FacilityPlace.objects.filter(pk=shown.pk).exists()


def test_becoming_public_again(search, add_at, make_private):
    page = add_at("Place", 1)
    make_private(page)
    assert search(NEAR).total == 0
    page.view_restrictions.get().delete()
    assert search(NEAR).total == 1


def test_an_alias_follows_its_source(search, add_at, make_private, locator):
    page = add_at("Place", 1)
    alias = CreatePageAliasAction(page, parent=locator, update_slug="again")
    alias.execute(skip_permission_checks=True)
    assert search(NEAR).total == 2
    make_private(page)
    assert search(NEAR).total == 0
    page.view_restrictions.get().delete()
    assert search(NEAR).total == 2


def test_a_whole_locator_made_private(search, add_at, make_private, locator):
    add_at("Place", 1)
    make_private(locator)
    assert search(NEAR).total == 0


@pytest.mark.parametrize("limit", [1, 5, 40])
def test_queries_do_not_grow_with_the_page(search, add_at, django_assert_num_queries, limit):
    for number in range(40):
        add_at(f"Place {number}", number / 10, ["OP", "MD"])
    search(NEAR)
    with django_assert_num_queries(5):
        assert len(search(NEAR, facets=True, limit=limit).items) == limit


def test_cursor_and_offset_agree(search, add_at):
    for number in range(12):
        add_at(f"Place {number:02}", number * 3 % 7)
    whole = titles(search(NEAR))
    by_offset = [t for start in (0, 5, 10) for t in titles(search(NEAR, limit=5, offset=start))]
    by_cursor, after = [], None
    while True:
        findings = search(NEAR, limit=5, after=after)
        by_cursor += titles(findings)
        after = findings.last
        if after is None:
            break
    assert whole == by_offset == by_cursor


def test_rings_agree_with_measuring_every_facility(db, locator, add_facility):
    chance = random.Random(7)
    codes = list(Service.objects.order_by("pk")[:8])
    for number in range(120):
        page = add_facility(
            f"Place {number}",
            latitude=f"{chance.uniform(25, 49):.6f}",
            longitude=f"{chance.uniform(-124, -67):.6f}",
        )
        page.services = chance.sample(codes, 3)
        page.save()
    rows = list(FacilityPlace.objects.all())
    for _ in range(12):
        center = Point(chance.uniform(20, 60), chance.uniform(-170, -60))
        wanted = number_of([chance.choice(codes).bit])
        within = chance.choice([30, 200, 900, 13_000])
        expected = sorted(
            (distance, row.pk)
            for row in rows
            if row.number & wanted and (distance := apart(center, row)) <= within
        )
        found = nearest(center, Conditions(locator.pk, (wanted,)), 10, within=within)
        assert [row.facility_id for row in found] == [pk for _, pk in expected[:10]]


def apart(center, row):
    """The haversine formula, so that the search is measured by another way of reckoning."""
    a, b = math.radians(center.latitude), math.radians(row.latitude)
    half = math.radians(row.longitude - center.longitude) / 2
    inner = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * 3958.7613 * math.asin(math.sqrt(inner))


@pytest.mark.parametrize("longitude", ["-93.03", "-91.03"])
def test_degrees_of_longitude_are_shorter_than_those_of_latitude(search, add_facility, longitude):
    """At 45 degrees north fifty miles are a full degree to the east and only 0.72 to the north."""
    add_facility("Beside", latitude="45.0", longitude=longitude)
    findings = search("near=45.0,-92.03&within=50")
    assert (titles(findings), findings.total) == (["Beside"], 1)


def test_distances():
    assert miles_of(squared_chord(123.4)) == pytest.approx(123.4)
    boston, new_york = Point(*BOSTON), Point(40.7128, -74.0060)
    squared = sum((a - b) ** 2 for a, b in zip(boston.vector, new_york.vector, strict=True))
    assert miles_of(squared) == pytest.approx(190.2, abs=0.5)
    assert box_around(Point(89.9, 0), 50) is None
    assert box_around(Point(52, 179.9), 50) is None


def test_bits_are_counted_as_one_by_one():
    chance = random.Random(3)
    numbers = [chance.getrandbits(441) & chance.getrandbits(441) for _ in range(500)]
    expected = [sum(number >> bit & 1 for number in numbers) for bit in range(441)]
    counted = count_bits(numbers)
    assert counted + [0] * (441 - len(counted)) == expected
    assert count_bits([]) == []
    assert joined(split(numbers[0])) == numbers[0]


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("within=-1", "within"),
        ("within=0", "within"),
        ("within=abc", "within"),
        ("within=99999", "within"),
        ("near=a&near=b", "near"),
        ("near=%00", "near"),
        ("q=" + "x" * 101, "q"),
        ("state=ZZ", "state"),
        ("service=NOSUCH", "service"),
        ("service=%00", "service"),
        ("payment=OP", "payment"),
        ("telehealth=yes", "telehealth"),
    ],
)
def test_what_nobody_can_mean_is_named(db, text, parameter):
    with pytest.raises(QueryError) as caught:
        parse(QueryDict(text), Codebook.read())
    assert caught.value.parameter == parameter


def test_profiles_follow_their_page(add_at):
    page = add_at("Place", 1, ["OP"])
    place = FacilityPlace.objects.get(pk=page.pk)
    assert place.number == number_of([Service.objects.get(code="OP").bit])
    page = FacilityPage.objects.get(pk=page.pk)
    page.title = "Another name"
    page.save_revision()
    assert FacilityPlace.objects.get(pk=page.pk).name == "place boston ma 02118"
    page.save_revision().publish()
    assert FacilityPlace.objects.get(pk=page.pk).name == "another name boston ma 02118"
