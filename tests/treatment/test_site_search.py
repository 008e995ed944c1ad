"""The site's search finds programs and facilities, and leads from a place to the locator."""

from datetime import date

import pytest


def read(client, text):
    return client.get("/search/", {"q": text}).content.decode()


def test_a_place_leads_to_the_facilities_near_it(client, add_facility):
    add_facility("Quiet Harbor")
    html = read(client, "detox 02118")
    assert "Facilities near 02118 (Boston, MA)" in html
    assert "?near=detox+02118" in html
    assert "Facilities near" not in read(client, "help")


def test_a_town_after_in_or_near_is_meant_as_a_place(client, add_facility):
    add_facility("Quiet Harbor")
    html = read(client, "rehab in boston")
    assert "Facilities near Boston" in html
    assert "?near=boston" in html
    assert "Nothing was found" not in html


@pytest.mark.parametrize(
    "text", ["12 steps", "Nowhere, XX", "call 911", "rehab near me", "people in recovery"]
)
def test_what_is_no_place_leads_nowhere(client, add_facility, text):
    add_facility("Quiet Harbor")
    assert "Facilities near" not in read(client, text)


def test_a_facility_that_is_gone_is_not_found(client, add_facility):
    page = add_facility("Quiet Harbor", city="Boston")
    html = read(client, "harbor")
    assert "Quiet <mark>Harbor</mark>" in html
    assert "Boston, MA" in html
    page.gone_on = date(2026, 1, 1)
    page.save()
    assert "<mark>Harbor</mark>" not in read(client, "harbor")


def test_names_of_facilities_are_suggested(client, add_facility):
    add_facility("Quiet Harbor")
    add_facility("Archarbor")
    answer = client.get("/search/suggestions/", {"q": "harb"}).json()
    assert answer == {"suggestions": ["Quiet Harbor"]}


def test_facilities_are_read_page_by_page(client, add_facility):
    for number in range(22):
        add_facility(f"Harbor {number}")
    address = "/search/?q=harbor&kind=facilities"
    assert client.get(address).content.decode().count("<h3>") == 20
    assert client.get(f"{address}&page=2").content.decode().count("<h3>") == 2
