"""What readers and front ends see of programs and facilities, and what they must not."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from treatment.choices import PositionSource
from treatment.importing.codes import services_for
from treatment.models import FacilityPage, ProgramPage, ProgramStep, Service
from treatment.phones import parse_phone
from treatment.taxonomy.loading import load_taxonomy
from treatment.wording import joined, number, span, times


@pytest.mark.parametrize(
    ("text", "e164", "extension", "valid"),
    [
        ("202-555-0123", "+12025550123", "", True),
        ("(202) 555-0123 x222", "+12025550123", "222", True),
        ("888-PARNEXT", "+18887276398", "", True),
        ("999-999-9999", None, "", False),
        ("none", None, "", False),
        ("", None, "", False),
    ],
)
def test_numbers_as_the_sources_write_them(text, e164, extension, valid):
    parsed = parse_phone(text)
    assert (parsed.e164, parsed.extension, parsed.is_valid) == (e164, extension, valid)


@pytest.mark.parametrize(
    ("ends", "words"),
    [((3, 4), "3–4"), ((4, 4), "4"), ((3, None), "at least 3"), ((None, 4), "up to 4"),
     ((None, None), ""), ((1.5, 2), "1.5–2"), ((10, 20), "10–20")],
)  # fmt: skip
def test_ranges_in_words(ends, words):
    assert span(*ends) == words


def test_units_and_lists_in_words():
    assert times("1", "week", "weeks") == "1 week"
    assert times("up to 1", "hour", "hours") == "up to 1 hour"
    assert times("10–11", "week", "weeks") == "10–11 weeks"
    assert times("", "week", "weeks") == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert number(100) == "100"


def test_an_invalid_number_is_shown_and_not_linked(client, add_facility):
    page = add_facility("Quiet Harbor", phones=["999-999-9999"])
    html = client.get(page.url).content.decode()
    assert "999-999-9999" in html
    assert "tel:999" not in html


def test_the_center_of_a_zip_code_is_not_told_as_the_place(client, add_facility):
    position = {"latitude": "42.338", "longitude": "-71.071"}
    page = add_facility("Quiet Harbor", position_source=PositionSource.ZIP, **position)
    html = client.get(page.url).content.decode()
    assert "MedicalClinic" in html
    assert "GeoCoordinates" not in html


def test_structured_data_cannot_be_left(client, add_facility):
    page = add_facility("Harbor")
    page.title = "Harbor </script><script>alert(1)</script>"
    page.save()
    assert "<script>alert" not in client.get(page.url).content.decode()


def test_half_a_position_is_refused_by_the_database(add_facility):
    add_facility("Quiet Harbor")
    with pytest.raises(IntegrityError):
        FacilityPage.objects.update(latitude="42.3", longitude=None)


def test_a_range_that_ends_before_it_begins_is_refused_by_the_database(add_program):
    add_program("Backwards")
    with pytest.raises(IntegrityError):
        ProgramPage.objects.update(weeks_min=12, weeks_max=10)


def test_programs_that_are_private_or_drafts_are_not_told(client, add_program, make_private):
    page = add_program("Intensive outpatient")
    draft, private = add_program("Draft", live=False), add_program("Private")
    make_private(private)
    page.steps = [ProgramStep(program=draft), ProgramStep(program=private)]
    page.save()
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["steps_down_to"] == []
    html = client.get(page.url).content.decode()
    assert "Draft" not in html
    assert "Private" not in html


def test_teasers_of_private_pages_say_nothing(client, home_page, add_program, make_private):
    shown, private = add_program("Shown program"), add_program("Hidden program")
    make_private(private)
    home_page.body = [("program_teaser", {"page": shown}), ("program_teaser", {"page": private})]
    home_page.save_revision().publish()
    html = client.get("/").content.decode()
    assert "Shown program" in html
    assert "Hidden program" not in html
    first, second = client.get(f"/api/v2/pages/{home_page.pk}/").json()["body"]
    assert first["value"]["page"]["title"] == "Shown program"
    assert second["value"] == {"page": None}


def queries_for(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_list_of_twenty_costs_no_more_queries_than_one_of_five(client, add_facility):
    def add(indexes):
        for index in indexes:
            page = add_facility(f"House {index}")
            page.services = services_for(["OIT", "MD"])
            page.save()

    add(range(5))
    address = "/find-help/?state=MA"
    client.get(address)
    few = queries_for(client, address)
    add(range(5, 20))
    assert queries_for(client, address) == few


def test_the_taxonomy_is_there_and_loading_it_again_changes_nothing(db):
    before = list(Service.objects.order_by("code").values_list("code", "name", "category__code"))
    assert len(before) == 320
    load_taxonomy()
    after = list(Service.objects.order_by("code").values_list("code", "name", "category__code"))
    assert after == before


def test_codes_that_no_sheet_names_are_kept(db):
    new, known = services_for(["ZZTOP", "OIT", "ZZTOP"])
    assert not Service.objects.select_related("category").get(pk=new.pk).is_named
    assert known.code == "OIT"
    assert services_for(["ZZTOP"]) == [new]


def test_facilities_are_found_by_search(add_facility):
    page = add_facility("Quiet Harbor", city="Worcester")
    for words in ("quiet", "worcester", "02118"):
        assert list(FacilityPage.objects.search(words)) == [page], words
