"""Every page type made through the admin's own forms, then read as HTML and over the API."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from home.models import HomePage, StandardPage
from treatment.models import (
    FacilityPage,
    LocatorPage,
    ProgramIndexPage,
    ProgramPage,
    Service,
)


def form(title, *, services=(), **fields):
    """Return the posted form of a page; `services` are codes, posted as ticked boxes."""
    common = {
        "title": title,
        "slug": title.lower().replace(" ", "-"),
        "summary": "",
        "lead_image": "",
        "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
    }
    ticked = Service.objects.filter(code__in=services).values_list("pk", flat=True)
    data = nested_form_data({**common, **fields, "action-publish": "1"})
    return {**data, "services": list(ticked)}


def lines(*texts):
    return streamfield([("line", text) for text in texts])


def program_fields(**fields):
    return {
        "level_of_care": "2.1",
        "setting": "outpatient",
        "sessions_per_week_min": "4",
        "sessions_per_week_max": "4",
        "hours_per_session_min": "3",
        "hours_per_session_max": "4",
        "weeks_min": "10",
        "weeks_max": "12",
        "offers_day": "on",
        "offers_evening": "on",
        "group_counseling": "main",
        "individual_counseling": "also",
        "family_counseling": "also",
        "twelve_step": "welcome",
        "faith": "no",
        "who_for": lines("People who work"),
        "who_not_for": lines("People in danger"),
        "topics_covered": lines("Cravings", "Brain chemistry"),
        "approaches": lines("Small groups"),
        "questions": streamfield(
            [("question", {"question": "Is it free?", "answer": rich_text("<p>Ask.</p>")})]
        ),
        "services": ["OIT"],
        "steps": inline_formset([]),
        **fields,
    }


def facility_fields(**fields):
    return {
        "name2": "",
        "street": "1 Main St",
        "street2": "",
        "city": "Boston",
        "state": "MA",
        "zip": "02118",
        "county": "",
        "latitude": "42.338",
        "longitude": "-71.071",
        "position_source": "address",
        "phones": inline_formset([{"kind": "main", "number": "617-555-0100 x12"}]),
        "pictures": inline_formset([]),
        "website": "",
        "hours": "",
        "services": ["OIT", "MD", "SP", "ADLT"],
        "treats_substance_use": "on",
        "source": "",
        "source_date": "",
        **fields,
    }


def add(client, parent, model, data):
    address = reverse(
        "wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk)
    )
    return client.post(address, data)


@pytest.mark.parametrize("model", [ProgramIndexPage, LocatorPage])
def test_a_moderator_publishes_an_index(client, moderator_client, home_page, model):
    assert add(moderator_client, home_page, model, form("A list")).status_code == 302
    page = model.objects.get()
    assert page.live
    assert "A list" in client.get("/a-list/").content.decode()
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["meta"]["type"] == f"treatment.{model.__name__}"


def test_a_moderator_publishes_a_program(client, moderator_client, program_index, add_program):
    aftercare = add_program("Aftercare")
    steps = inline_formset([{"program": aftercare.pk}])
    data = form("Intensive outpatient", **program_fields(steps=steps))
    response = add(moderator_client, program_index, ProgramPage, data)
    assert response.status_code == 302, response.context["form"].errors
    page = ProgramPage.objects.get(slug="intensive-outpatient")

    html = client.get(page.url).content.decode()
    for words in ("3–4 hours", "10–12 weeks", "Day and evening", "12-step friendly", "Aftercare"):
        assert words in html, words

    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    expected = {
        "level_of_care": "2.1",
        "setting": "outpatient",
        "sessions_per_week": {"min": 4.0, "max": 4.0},
        "hours_per_session": {"min": 3.0, "max": 4.0},
        "hours_per_week": {"min": 12.0, "max": 16.0},
        "weeks": {"min": 10.0, "max": 12.0},
        "offers_day": True,
        "offers_evening": True,
        "offers_weekend": False,
        "group_counseling": "main",
        "individual_counseling": "also",
        "family_counseling": "also",
        "twelve_step": "welcome",
        "faith": "no",
        "who_for": ["People who work"],
        "who_not_for": ["People in danger"],
        "topics_covered": ["Cravings", "Brain chemistry"],
        "approaches": ["Small groups"],
    }
    assert {name: answer[name] for name in expected} == expected
    assert [step["id"] for step in answer["steps_down_to"]] == [aftercare.pk]
    assert answer["steps_down_from"] == []
    assert answer["questions"][0]["question"] == "Is it free?"
    assert answer["services"] == [
        {
            "category": "SET",
            "name": "Setting",
            "services": [{"code": "OIT", "name": "Intensive outpatient treatment"}],
        }
    ]
    after = client.get(f"/api/v2/pages/{aftercare.pk}/").json()
    assert [step["id"] for step in after["steps_down_from"]] == [page.pk]


def test_a_moderator_publishes_a_facility(client, moderator_client, locator):
    data = form("Quiet Harbor", **facility_fields())
    response = add(moderator_client, locator, FacilityPage, data)
    assert response.status_code == 302, response.context["form"].errors
    page = FacilityPage.objects.get()

    html = client.get(page.url).content.decode()
    for words in ("1 Main St", "tel:+16175550100;ext=12", "Medicaid", "Spanish", "GeoCoordinates"):
        assert words in html, words

    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["address"] == {
        "street": "1 Main St",
        "street2": "",
        "city": "Boston",
        "state": "MA",
        "zip": "02118",
        "county": "",
    }
    assert answer["position"] == {"latitude": 42.338, "longitude": -71.071, "source": "address"}
    assert answer["phones"] == [
        {
            "kind": "main",
            "number": "617-555-0100 x12",
            "e164": "+16175550100",
            "extension": "12",
            "is_valid": True,
            "answerer": "Quiet Harbor",
        }
    ]
    assert [group["category"] for group in answer["services"]] == ["SET", "AGE", "PAY", "SL"]
    assert answer["treats_substance_use"] is True
    assert answer["gallery"] == []


def test_an_editor_may_not_publish(client, editor_client, locator):
    data = form("Quiet Harbor", **facility_fields())
    assert add(editor_client, locator, FacilityPage, data).status_code == 302
    page = FacilityPage.objects.get()
    assert not page.live
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"weeks_min": "12", "weeks_max": "10"}, "The most is less than the least."),
        ({"sessions_per_week_min": "0"}, "greater than or equal to 1"),
        ({"hours_per_session_max": "30"}, "less than or equal to 24"),
        ({"level_of_care": "9.9"}, "Select a valid choice"),
    ],
)
def test_impossible_numbers_are_refused_with_words(moderator_client, program_index, fields, words):
    data = form("Strange", **program_fields(**fields))
    response = add(moderator_client, program_index, ProgramPage, data)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not ProgramPage.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"zip": "2118"}, "Five digits"),
        ({"zip": "02118\n"}, ""),
        ({"latitude": "99", "longitude": "0"}, "less than or equal to 90"),
        ({"latitude": "", "longitude": "-71"}, "Give latitude and longitude, or neither."),
        ({"state": "XX"}, "Select a valid choice"),
        ({"website": "http://"}, "Enter a valid URL"),
    ],
)
def test_impossible_places_are_refused_with_words(moderator_client, locator, fields, words):
    data = form("Strange", **facility_fields(**fields))
    response = add(moderator_client, locator, FacilityPage, data)
    if words:
        assert response.status_code == 200
        assert words in response.content.decode()
        assert not FacilityPage.objects.exists()
    else:  # Django's form strips the line end
        assert FacilityPage.objects.get().zip == "02118"


def test_services_are_ticked_by_category(moderator_client, locator):
    address = reverse("wagtailadmin_pages:add", args=("treatment", "facilitypage", locator.pk))
    html = moderator_client.get(address).content.decode()
    assert "Payment accepted" in html
    assert html.index("Payment accepted") < html.index("Medicaid")


def test_the_menu_lists_facilities_and_programs(moderator_client, add_facility, add_program):
    add_facility("Quiet Harbor")
    add_program("Intensive outpatient", level_of_care="2.1")
    facilities = moderator_client.get(reverse("facilities:index"), {"state": "MA"})
    assert "Quiet Harbor" in facilities.content.decode()
    elsewhere = moderator_client.get(reverse("facilities:index"), {"state": "TX"})
    assert "Quiet Harbor" not in elsewhere.content.decode()
    programs = moderator_client.get(reverse("programs:index"))
    assert "2.1 Intensive outpatient" in programs.content.decode()


@pytest.mark.parametrize(
    ("child", "parent", "allowed"),
    [
        (ProgramIndexPage, HomePage, True),
        (ProgramPage, ProgramIndexPage, True),
        (LocatorPage, HomePage, True),
        (FacilityPage, LocatorPage, True),
        (FacilityPage, HomePage, False),
        (ProgramPage, LocatorPage, False),
        (FacilityPage, FacilityPage, False),
        (LocatorPage, StandardPage, False),
        (ProgramIndexPage, Page, False),
    ],
)
def test_tree_rules(child, parent, allowed):
    assert (child in parent.allowed_subpage_models()) is allowed


def test_a_site_has_one_locator(locator, home_page):
    assert not LocatorPage.can_create_at(home_page)
