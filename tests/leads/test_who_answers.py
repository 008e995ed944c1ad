"""Disclosure as data: one record, and every number, page, consent and API answer follows it."""

import re
from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Site

from leads.models import (
    Answerer,
    CallbackFormPage,
    LeadsSettings,
    PhoneLine,
    StaffedHours,
    WhoAnswersPage,
)
from leads.templatetags.leads_tags import who_answers_url


@pytest.fixture
def page(home_page):
    page = home_page.add_child(instance=WhoAnswersPage(title="Who answers", slug="who"))
    page.save_revision().publish()
    return page


def test_the_page_names_everybody_who_can_be_reached(client, page, line, form_page, staffed):
    staffed("0123456", 8, 22)
    Answerer.objects.create(name="Nobody reaches us")
    ours = Answerer.objects.create(name="The publisher", website="https://harbor.example/")
    PhoneLine.objects.create(label="Office", number="202-555-0177", answerer=ours)
    html = client.get("/who/").content.decode()
    for words in (
        "Pays us.", "Harbor Network pays us for answering.", "Every day, 8 am to 10 pm Eastern",
        'href="tel:+12025550142"', 'href="/call-me/"', "Does not pay us.", "harbor.example",
    ):  # fmt: skip
        assert words in html
    assert "Nobody reaches us" not in html
    assert html.index("Harbor Network") < html.index("The publisher")


def test_a_form_that_is_not_public_is_not_named(client, page, line, form_page):
    form_page.unpublish()
    assert "/call-me/" not in client.get("/who/").content.decode()


def test_the_same_over_the_api(client, page, line, form_page, answerer):
    answerer.contract_to = timezone.localdate()
    answerer.save()
    [found] = client.get(f"/api/v2/pages/{page.pk}/").json()["answerers"]
    assert (found["name"], found["is_paid"]) == ("Harbor Network", True)
    assert found["contract_to"] == timezone.localdate().isoformat()
    assert found["lines"][0]["e164"] == "+12025550142"
    assert found["forms"][0]["id"] == form_page.pk


@pytest.mark.parametrize("address", ["/who/", "/api/v2/pages/{}/"])
def test_more_answerers_ask_no_more(
    client, home_page, page, line, form_page, staffed, django_assert_max_num_queries, address
):
    def count():
        with django_assert_max_num_queries(60) as queries:
            assert b"Harbor Network" in client.get(address.format(page.pk)).content
        return len(queries)

    staffed("0123456", 8, 22)
    count()
    before = count()
    for number in range(4):
        other = Answerer(name=f"Other {number}")
        other.staffed_hours = [StaffedHours(days="0", opens=time(9), closes=time(17))]
        other.save()
        PhoneLine.objects.create(label="L", number=f"202-555-011{number}", answerer=other)
        home_page.add_child(instance=CallbackFormPage(title=f"Form {number}", answerer=other))
    count()  # the first after a change of the page tree reads the sites anew
    assert count() == before


def test_a_new_sponsor_changes_every_place(client, add_page, page, line, form_page):
    add_page(("phone", {"line": line}), ("callback_form", {"heading": "", "form_page": form_page}))
    sponsor = line.answerer
    sponsor.name, sponsor.disclosure = "Lantern Bay", "Lantern Bay pays us."
    sponsor.save()
    for address in ("/costs/", "/who/", "/call-me/", "/call-me/thank-you/"):
        html = client.get(address).content.decode()
        assert "Lantern Bay" in html, address
        assert "Harbor Network" not in html, address
    schema = client.get(f"/api/v2/forms/{form_page.pk}/").json()
    assert "Lantern Bay pays us." in schema["consents"][0]["wording"]


LINK = "Who answers and who pays us"


@pytest.fixture
def every_place(site, add_page, line, form_page):
    """Addresses where an answerer is named: header, first screen, blocks, form, thank-you."""
    add_page(("phone", {"line": line}), ("callback_form", {"heading": "", "form_page": form_page}))
    LeadsSettings.objects.update_or_create(site=site, defaults={"hotline": line})
    return {"/": 2, "/costs/": 3, "/call-me/": 2, "/call-me/thank-you/": 2}


def test_every_disclosure_leads_to_the_page(client, page, every_place, answerer):
    for address, times in every_place.items():
        html = client.get(address).content.decode()
        assert html.count(f'<a href="/who/#answerer-{answerer.pk}">{LINK}</a>') == times, address
    assert f'id="answerer-{answerer.pk}"' in client.get("/who/").content.decode()


def link():
    return who_answers_url(RequestFactory().get("/", headers={"host": "localhost"}))


def test_no_disclosure_leads_to_a_page_that_is_not_public(page, home_page):
    assert link() == "/who/"
    restriction = home_page.view_restrictions.create(restriction_type="login")
    assert link() == ""
    restriction.delete()
    page.unpublish()
    assert link() == ""


def test_the_link_is_looked_up_once_a_request(page, django_assert_num_queries):
    request = RequestFactory().get("/", headers={"host": "localhost"})
    Site.find_for_request(request)
    page.get_url(request)
    with django_assert_num_queries(1):
        assert {who_answers_url(request) for _ in range(3)} == {"/who/"}
    assert who_answers_url(None) == ""


def test_the_link_comes_with_the_settings_of_the_frame(page, site, django_assert_num_queries):
    def ask(number):
        request = RequestFactory().get("/", headers={"host": "localhost"})
        Site.find_for_request(request)
        page.get_url(request)
        with django_assert_num_queries(number):
            LeadsSettings.for_request(request)
            return who_answers_url(request)

    LeadsSettings.for_site(site)
    assert ask(1) == link() == "/who/"
    restriction = page.view_restrictions.create(restriction_type="login")
    assert ask(1) == link() == ""
    restriction.delete()
    page.unpublish()
    assert ask(1) == link() == ""


def test_every_number_has_other_ways_beside_it(client, add_page, line):
    add_page(("phone", {"line": line}))
    html = client.get("/costs/").content.decode()
    block = html[html.index('class="alternatives') :]
    for words in ("findtreatment.gov", "tel:+18006624357", "tel:988", "tel:911"):
        assert words in block


def test_two_numbers_on_a_page_bring_no_two_landmarks_of_one_name(client, add_page, line):
    add_page(("phone", {"line": line}), ("phone", {"line": line}))
    html = client.get("/costs/").content.decode()
    assert html.count("FindTreatment.gov") == 2
    names = re.findall(r'<(?:nav|aside|section)[^>]*aria-label="([^"]+)"', html)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("answerer_kind", "line_kind", "allowed"),
    [
        ("facility", "facility", True),
        ("sponsor", "hotline", True),
        ("publisher", "general", True),
        ("facility", "hotline", False),
        ("facility", "general", False),
        ("sponsor", "facility", False),
    ],
)
def test_facility_numbers_are_a_class_of_their_own(db, answerer_kind, line_kind, allowed):
    answerer = Answerer.objects.create(name="A", kind=answerer_kind)
    line = PhoneLine(label="L", number="202-555-0142", kind=line_kind, answerer=answerer)
    if allowed:
        line.full_clean()
    else:
        with pytest.raises(ValidationError, match="must not reach a sponsor"):
            line.full_clean()


@pytest.mark.parametrize(
    ("line_kind", "was", "becomes"),
    [("hotline", "sponsor", "facility"), ("facility", "facility", "sponsor")],
)
def test_an_answerer_does_not_become_what_its_numbers_are_not_for(db, line_kind, was, becomes):
    answerer = Answerer.objects.create(name="A", kind=was)
    PhoneLine.objects.create(label="L", number="202-555-0142", kind=line_kind, answerer=answerer)
    answerer.full_clean()
    answerer.kind = becomes
    with pytest.raises(ValidationError, match="must not reach a sponsor"):
        answerer.full_clean()
