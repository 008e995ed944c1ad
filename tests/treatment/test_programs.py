"""Where a program is offered, and what the editor is told of hours that do not fit its level."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from treatment.choices import LevelOfCare
from treatment.importing.codes import services_for
from treatment.levels import USUAL, hours_warning
from treatment.models import ProgramPage, Service
from treatment.offers import count_offering


@pytest.fixture
def offering(add_facility):
    def add(title, *codes, **fields):
        page = add_facility(title, **fields)
        page.services = services_for(list(codes))
        page.save()
        return page

    return add


@pytest.fixture
def intensive(add_program):
    page = add_program("Intensive outpatient", level_of_care="2.1")
    page.services = services_for(["OIT"])
    page.save()
    return page


def test_public_facilities_that_offer_it_are_counted_as_the_locator_finds_them(
    offering, make_private, locator
):
    offering("One", "OIT")
    offering("Both", "OIT", "ODT")
    offering("Other", "ORT")
    offering("Gone", "OIT", gone_on=date(2025, 8, 1))
    offering("Draft", "OIT", live=False)
    make_private(offering("Private", "OIT"))
    assert count_offering(["OIT", "ODT"], locator.pk) == 2
    assert count_offering(["ZZTOP"], locator.pk) == 0
    assert count_offering([], locator.pk) == 0


def test_counting_is_one_query_beside_the_codes(offering, locator, django_assert_num_queries):
    offering("One", "OIT")
    with django_assert_num_queries(2):
        count_offering(["OIT", "ODT"], locator.pk)


def test_a_program_tells_how_many_offer_it_and_leads_to_the_nearest(client, offering, intensive):
    offering("One", "OIT")
    offering("Two", "OIT")
    html = " ".join(client.get(intensive.url).content.decode().split())
    assert '<a href="/find-help/?service=OIT">2 facilities offer this</a>' in html
    assert '<form class="nearest__form" action="/find-help/" method="get">' in html
    assert '<input type="hidden" name="service" value="OIT">' in html
    assert 'name="near"' in html


def test_one_facility_and_none_are_told_in_words(client, offering, intensive):
    assert "No facility in our locator reports this" in client.get(intensive.url).content.decode()
    offering("One", "OIT")
    assert "1 facility offers this" in client.get(intensive.url).content.decode()


def test_without_codes_or_without_a_locator_nothing_is_offered(client, add_program, request):
    bare = add_program("Bare")
    coded = add_program("Coded")
    coded.services = services_for(["OIT"])
    coded.save()
    assert "Find the nearest" not in client.get(coded.url).content.decode()
    request.getfixturevalue("locator")
    assert "Find the nearest" not in client.get(bare.url).content.decode()


def test_more_facilities_cost_a_program_no_more_queries(client, offering, intensive):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(intensive.url).status_code == 200
        return len(captured)

    offering("First", "OIT")
    queries()
    few = queries()
    for number in range(5):
        offering(f"House {number}", "OIT")
    assert queries() == few


@pytest.mark.parametrize(
    ("level", "hours", "words"),
    [
        ("2.1", (12, 16), ""),
        ("2.1", (9, Decimal("19.5")), ""),
        ("2.1", (6, 8), "6–8 hours a week. Usual for level 2.1 Intensive outpatient: 9 to 19"),
        ("2.1", (8, 12), "9 to 19 hours a week"),
        ("2.1", (12, 20), "9 to 19 hours a week"),
        ("2.1", (None, 8), "up to 8 hours a week"),
        ("2.1", (None, None), ""),
        ("1.5", (1, 8), ""),
        ("1.5", (1, 9), "fewer than 9 hours a week"),
        ("2.5", (20, 30), ""),
        ("2.5", (15, 30), "20 hours a week or more"),
        ("3.1", (5, 5), "9 to 19 hours a week"),
        ("3.7", (1, 100), ""),
        ("other", (1, 100), ""),
        ("9.9", (1, 100), ""),
    ],
)
def test_hours_that_are_unusual_at_a_level_are_told(level, hours, words):
    warning = hours_warning(level, hours)
    assert words in warning
    assert bool(warning) == bool(words)


def test_every_level_has_its_usual_codes_and_they_exist(db):
    assert set(USUAL) == set(LevelOfCare) - {LevelOfCare.OTHER}
    codes = {code for usual in USUAL.values() for code in usual.codes}
    assert set(Service.objects.filter(code__in=codes).values_list("code", flat=True)) == codes


def test_the_codes_of_a_level_are_of_one_category(db):
    """The locator joins categories by AND: codes of two would find only who offers both."""
    categories = dict(Service.objects.values_list("code", "category__code"))
    for usual in USUAL.values():
        assert len({categories[code] for code in usual.codes}) == 1


def program_form(**fields):
    nothing = streamfield([])
    texts = ("who_for", "who_not_for", "topics_covered", "approaches", "questions")
    shares = ("group_counseling", "individual_counseling", "family_counseling")
    common = {
        "title": "Intensive",
        "slug": "intensive",
        "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
        "summary": "",
        "lead_image": "",
        "level_of_care": "2.1",
        "setting": "outpatient",
        "twelve_step": "no",
        "faith": "no",
        "sessions_per_week_min": "2",
        "sessions_per_week_max": "2",
        "hours_per_session_min": "3",
        "hours_per_session_max": "3",
        "steps": inline_formset([]),
    }
    form = {**common, **dict.fromkeys(shares, "no"), **dict.fromkeys(texts, nothing), **fields}
    return nested_form_data(form)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("action", ["", "action-publish"])
def test_the_editor_is_warned_and_the_program_is_saved(moderator_client, program_index, action):
    address = reverse("wagtailadmin_pages:add", args=("treatment", "programpage", program_index.pk))
    data = program_form() | ({action: "1"} if action else {})
    response = moderator_client.post(address, data)
    assert response.status_code == 302
    page = ProgramPage.objects.get()
    assert any("6 hours a week. Usual for level 2.1" in words for words in told(response))
    editor = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    html = moderator_client.get(editor).content.decode()
    assert "6 hours a week. Usual for level 2.1" in html
    assert "The ASAM Criteria, fourth edition" in html
    assert "<td>Short-term residential; Long-term residential</td>" in html
    assert "care day and night" in html
    response = moderator_client.post(editor, data | {"sessions_per_week_max": "3"})
    assert any("6–9 hours a week" in words for words in told(response))


def test_usual_hours_raise_no_warning(moderator_client, program_index):
    address = reverse("wagtailadmin_pages:add", args=("treatment", "programpage", program_index.pk))
    data = program_form(sessions_per_week_min="3", sessions_per_week_max="4")
    response = moderator_client.post(address, data)
    assert response.status_code == 302
    assert not any("Usual for level" in words for words in told(response))


def test_saving_by_itself_warns_of_nothing(moderator_client, add_program):
    page = add_program("Intensive")
    editor = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = moderator_client.post(editor, program_form(), headers={"Accept": "application/json"})
    assert response.json()["success"]
    assert told(response) == []
