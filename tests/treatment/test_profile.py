"""What a facility's page tells: grouped and explained, with its sources, and what it must not."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from leads.models import Answerer, CallbackFormPage, LeadsSettings
from treatment.importing.codes import services_for
from treatment.models import Service
from treatment.profile import MORE_QUESTIONS, QUESTIONS, Known, known_from, last_checked
from treatment.quality import SIGNS, signs_reported

CODES = ["SA", "OIT", "OP", "CBT", "MD", "NP", "SP", "F4", "ADLT", "STAG", "BU", "HALOP"]


@pytest.fixture
def offering(add_facility):
    def add(*codes, title="Quiet Harbor", **fields):
        page = add_facility(title, **fields)
        page.services = services_for(list(codes))
        page.save()
        return page

    return add


@pytest.fixture
def callback_page(home_page):
    answerer = Answerer.objects.create(name="Harbor Line")
    page = CallbackFormPage(title="Call me", slug="call-me", answerer=answerer)
    home_page.add_child(instance=page)
    settings = LeadsSettings.for_site(Site.objects.get(is_default_site=True))
    settings.callback_form = page
    settings.save()
    return page


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def structured_data(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_services_stand_below_the_question_they_answer_with_their_explanation(client, offering):
    html = read(client, offering(*CODES))
    html = html[html.index("<main") :]
    places = [html.index(words) for words in (
        "Kinds of care", "Where and how often", "Intensive outpatient treatment",
        "How to pay", "Medicaid", "Whom it serves", "Languages", "Arabic",
        "Therapies and counseling", "Medicines by name",
    )]  # fmt: skip
    assert places == sorted(places)
    assert Service.objects.get(code="OIT").explanation in html
    assert "Withdrawal</h3>" not in html


def test_the_long_rest_is_folded_and_counted(client, offering):
    html = read(client, offering(*CODES))
    folded = html[html.index("<details") :]
    assert "Cognitive behavioral therapy" in folded
    assert 'Therapies and counseling <span class="meta">(1)</span>' in folded


def test_no_category_is_asked_about_twice():
    codes = [code for _, categories in (*QUESTIONS, *MORE_QUESTIONS) for code in categories]
    assert len(codes) == len(set(codes))


def test_a_code_that_nobody_has_named_is_not_lost(client, offering):
    assert "Code ZZTOP" in read(client, offering("ZZTOP"))


def test_the_codes_of_the_signs_exist(db):
    codes = {code for sign in SIGNS for code in sign.codes}
    assert set(Service.objects.filter(code__in=codes).values_list("code", flat=True)) == codes


def test_a_sign_is_reported_by_what_speaks_for_it(db):
    services = services_for(["STAG", "DEA", "MOA", "CBT", "ACC"])
    reported = {
        report.sign.name: [service.code for service in report.services]
        for report in signs_reported(services)
    }
    assert reported == {
        "Accreditation": ["STAG"],
        "Medication": [],
        "Proven therapies": ["CBT"],
        "Families": [],
        "Recovery support": ["ACC"],
    }


def test_the_signs_are_a_dated_checklist_with_its_source(client, offering):
    page = offering("STAG", treats_substance_use=True, source_date=date(2023, 3, 1))
    html = read(client, page)
    assert "Accreditation: yes" in html
    assert "Families: not reported" in html
    assert "Finding Quality Treatment for Substance Use Disorders" in html
    signs = html[html.index("Five signs") :]
    assert "March 1, 2023" in signs[: signs.index("<ul")]
    assert "★" not in html


def test_who_was_not_asked_shows_no_signs(client, offering):
    assert "Five signs" not in read(client, offering("MH", treats_mental_health=True))


def test_front_ends_are_told_the_same_signs(client, offering):
    page = offering("STAG", treats_substance_use=True, gone_on=date(2025, 8, 1))
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    told = {sign["name"]: [s["code"] for s in sign["services"]] for sign in answer["quality_signs"]}
    assert told["Accreditation"] == ["STAG"]
    assert told["Families"] == []
    assert answer["gone_on"] == "2025-08-01"


PROVENANCE = {
    "services": {"source": "SAMHSA 2023", "date": "2023-03-01", "by": ""},
    "hours": {"source": "editor", "date": "2024-05-06", "by": "erika"},
    "phones": {"source": "editor", "date": "2024-07-08", "by": "erika"},
    "city": {"source": "SAMHSA 2023", "date": "2023-03-01", "by": ""},
    "zip": {"source": "SAMHSA 2023", "date": "2023-03-01", "by": ""},
    "unheard_of": {"source": "SAMHSA 2023", "date": "2023-03-01", "by": ""},
}


def test_each_part_has_its_source_and_date_once():
    assert known_from(PROVENANCE) == [
        Known("Address", "SAMHSA 2023", date(2023, 3, 1)),
        Known("Phone numbers", "Our editors", date(2024, 7, 8)),
        Known("Opening hours", "Our editors", date(2024, 5, 6)),
        Known("Services, payment and languages", "SAMHSA 2023", date(2023, 3, 1)),
    ]
    assert last_checked(known_from(PROVENANCE)) == date(2024, 7, 8)


@pytest.mark.parametrize("day", ["", "soon", "2023-02-31"])
def test_a_date_that_is_none_is_told_as_not_known(day):
    (known,) = known_from({"hours": {"source": "editor", "date": day, "by": ""}})
    assert known.on is None
    assert last_checked([known]) is None


def test_sources_are_told_and_the_names_of_editors_are_not(client, offering):
    html = read(client, offering("SA", provenance=PROVENANCE))
    assert "What we know, and from where" in html
    assert "Our editors last checked something here on" in html
    assert "July 8, 2024" in html
    assert "erika" not in html


def test_both_surveys_are_named(client, offering):
    html = read(client, offering("SA", treats_substance_use=True, treats_mental_health=True))
    assert "surveys of substance use treatment and of mental health treatment" in html


def test_a_facility_that_is_gone_says_so_and_leaves_the_search_engines(client, offering):
    html = read(client, offering("SA", gone_on=date(2025, 8, 1)))
    assert "No longer listed since" in html
    assert "August 1, 2025" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "MedicalClinic" not in html
    assert "noindex" not in read(client, offering("SA", title="Listed"))


def test_search_engines_are_told_what_the_data_says_and_no_more(client, offering):
    data = structured_data(read(client, offering(*CODES, treats_mental_health=True)))
    assert data["medicalSpecialty"] == "https://schema.org/Psychiatric"
    assert {"@type": "MedicalTherapy", "name": "Cognitive behavioral therapy"} in data[
        "availableService"
    ]
    assert data["paymentAccepted"] == "Medicaid"
    assert data["knowsLanguage"] == ["es", "ar"]
    assert "isAcceptingNewPatients" not in data
    bare = structured_data(read(client, offering("ADLT", title="Bare")))
    assert not {"medicalSpecialty", "availableService", "paymentAccepted", "knowsLanguage"} & {
        *bare
    }


def test_the_call_back_names_who_would_call(client, offering, callback_page):
    html = read(client, offering("SA"))
    assert "<strong>Harbor Line</strong> would call you. That is not Quiet Harbor" in html
    assert f'href="{callback_page.url}?about=' in html


def test_no_call_back_is_offered_that_nobody_may_see(client, offering, callback_page, make_private):
    make_private(callback_page)
    assert "Would you rather be called?" not in read(client, offering("SA"))


@pytest.mark.parametrize(("known", "words"), [("address", "2.4 miles"), ("zip", "about 2 miles")])
def test_nearby_facilities_are_listed_with_their_distance(client, add_facility, known, words):
    here = add_facility("Here", latitude="42.360000", longitude="-71.058000")
    add_facility(
        "Next Door",
        city="Cambridge",
        latitude="42.395000",
        longitude="-71.058000",
        position_source=known,
    )
    html = read(client, here)
    assert "Next Door" in html
    assert f"Cambridge, MA · {words}" in html


def test_more_services_cost_no_more_queries(client, offering, callback_page):
    few, many = offering("SA"), offering(*CODES, title="Many", provenance=PROVENANCE)

    def queries(page):
        with CaptureQueriesContext(connection) as captured:
            read(client, page)
        return len(captured)

    queries(few)
    assert queries(many) == queries(few)
