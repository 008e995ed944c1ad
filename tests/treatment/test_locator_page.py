"""The locator as readers meet it: one form, a list in words, nothing that tells who searches."""

import re

import pytest
from django.conf import settings

from treatment.models import FacilityPhone, Service
from treatment.search.codebook import Codebook
from treatment.search.query import Query
from treatment.search.questions import FIRST, not_asked, questions, questions_at_the_start
from treatment.wording import distance

BOSTON = {"latitude": "42.338", "longitude": "-71.071", "position_source": "address"}
BILLINGS = {"city": "Billings", "state": "MT", "zip": "59101"}


@pytest.fixture
def add(add_facility):
    """Add a facility that offers these codes."""

    def add_(title, codes=(), **fields):
        page = add_facility(title, **{**BOSTON, **fields})
        page.services = Service.objects.filter(code__in=codes)
        page.save()
        return page

    return add_


@pytest.fixture
def read(client, locator):
    """Return the HTML for these parameters, without line breaks that mean nothing."""

    def read_(parameters="", status=200):
        response = client.get(f"/find-help/?{parameters}")
        assert response.status_code == status, parameters
        return re.sub(r"\s+", " ", response.content.decode())

    return read_


def list_of(html):
    """Return the list alone: the facets and the form name services too."""
    return html.partition('<ol class="results__list"')[2].partition("</ol>")[0]


@pytest.mark.parametrize(
    ("miles", "is_about", "words"),
    [
        (0.01, False, "less than 0.1 miles"),
        (1, False, "1 mile"),
        (1.23, False, "1.2 miles"),
        (0.4, True, "under a mile"),
        (1.23, True, "about 1 mile"),
        (12.6, True, "about 13 miles"),
        (12.4, False, "12 miles"),
        (1204.4, False, "1,204 miles"),
    ],
)
def test_distances_in_words(miles, is_about, words):
    assert distance(miles, is_about=is_about) == words


def test_the_first_page_asks_and_leads_to_the_states_but_lists_nothing(read, add):
    add("Quiet Harbor")
    add("Big Sky Lantern", **BILLINGS)
    html = read()
    assert 'name="near"' in html
    assert "Quiet Harbor" not in html
    assert 'href="/find-help/?state=MA#results">Massachusetts (1)</a>' in html
    assert "?state=ME" not in html
    assert "GeoNames" in html
    assert "noindex" not in html


@pytest.mark.parametrize(
    "parameters",
    ["near=02118&within=25", "near=Boston, MA&within=25", "near=42.34, -71.07&within=25", "q=quiet",
     "state=MA", "state=ma&q=harbor", "payment=MD", "utm_source=letter&q=quiet"],
)  # fmt: skip
def test_a_place_is_found_by_any_question(read, add, parameters):
    add("Quiet Harbor", codes=["MD"])
    add("Big Sky Lantern", latitude="45.78", longitude="-108.5", **BILLINGS)
    html = read(parameters)
    assert "Quiet Harbor" in html
    assert "Big Sky Lantern" not in html
    assert "1 facility" in html


def test_the_nearest_is_first_and_nobody_pays_for_it(read, add):
    add("Far House", latitude="42.9")
    add("Near House")
    html = read("near=02118")
    assert html.index("Near House") < html.index("Far House")
    assert "Nearest first. Nobody can pay for a place in this list." in html
    assert "2 facilities, nearest to 02118 (Boston, MA) first" in html


def test_a_result_tells_what_is_asked_before_calling(read, add):
    page = add("Quiet Harbor", codes=["OIT", "OP", "MD"], treats_substance_use=True)
    page.phones.add(FacilityPhone(kind="fax", number="202-555-0199"))
    page.save()
    found = list_of(read("near=02118"))
    assert "miles" in found
    assert "about" not in found
    assert "1 Main St" in found
    assert 'href="tel:+12025550100"' in found
    assert "202-555-0199" not in found
    assert "Intensive outpatient treatment, Outpatient" in found
    assert "Medicaid" not in found
    assert "Federal survey of substance use treatment" in found
    assert 'data-latitude="42.338"' in found


def test_the_center_of_a_zip_code_is_about(read, add):
    add("Quiet Harbor", position_source="zip")
    found = list_of(read("near=02139"))
    assert "about 3 miles" in found
    assert "data-about" in found


def test_a_place_without_a_position_has_no_marker(read, add):
    add("Quiet Harbor", latitude=None, longitude=None, position_source="")
    assert "data-latitude" not in read("q=quiet")


def test_choices_are_counted_and_what_is_chosen_can_be_taken_back(read, add):
    add("Quiet Harbor", codes=["MD", "OP"])
    add("Stone Bridge", codes=["OP"])
    html = read("near=02118&payment=MD&within=25")
    assert re.search(r'id="payment-MD"[^>]* checked', html)
    assert re.search(r'id="setting-OP".{0,220}tick__count">1<', html)
    assert 'href="/find-help/?near=02118&amp;within=25#results"' in html
    assert 'href="/find-help/?payment=MD#results"' in html


def test_telehealth_is_asked_by_a_word_of_its_own(read, add):
    add("Quiet Harbor", codes=["TELE"])
    assert re.search(r'name="telehealth" value="1" checked', read("telehealth=1"))


def test_what_the_form_does_not_ask_stays_in_it(read, add):
    add("Quiet Harbor", codes=["NXN"])
    code = next(c for c, e in Codebook.read().by_code.items() if not e.facet)
    add("Stone Bridge", codes=[code])
    html = read(f"service={code}")
    assert f'<input type="hidden" name="service" value="{code}">' in html
    assert "Stone Bridge" in html


def test_many_choices_are_folded_and_what_is_chosen_is_not(db):
    codebook = Codebook.read()
    code = codebook.in_facet("language")[-1].code
    query = Query(codes={"language": (code,)})
    asked = questions([], query, codebook)
    assert [(tick.value, tick.facilities) for tick in asked[0].first] == [(code, 0)]
    assert not_asked(query, asked) == []
    start = {question.name: question for question in questions_at_the_start(codebook)}
    assert len(start["language"].first) == FIRST
    assert start["language"].rest


def test_a_town_of_several_states_is_for_the_reader_to_choose(read, add):
    add("Quiet Harbor")
    html = read("near=springfield&payment=MD&within=25")
    link = "/find-help/?near=Springfield%2C+IL&amp;within=25&amp;payment=MD#results"
    assert f'href="{link}"' in html
    assert '<input type="hidden" name="payment" value="MD">' in html
    assert "Quiet Harbor" not in html


def test_a_search_never_ends_empty(read, add):
    add("Quiet Harbor")
    html = read("near=59101&within=5&payment=MD&language=SP")
    assert "Quiet Harbor" in html
    assert "So this list leaves out within 5 miles" in html
    assert 'href="tel:+18006624357"' in html
    # What was asked can still be seen and taken back.
    assert re.search(r'id="payment-MD"[^>]* checked', html)
    assert re.search(r'id="language-SP"[^>]* checked', html)


def test_where_there_is_nothing_at_all_it_says_whom_to_call(read):
    html = read("near=02118")
    assert "Nothing found" in html
    assert 'href="tel:+18006624357"' in html


@pytest.mark.parametrize(
    "parameters",
    ["state=XX", "state=%00", "q=%00", "q=" + "x" * 101, "page=0", "page=abc", "page=99", "page=2",
     "near=02118&page=99", "page=" + "9" * 5000, "page=%00", "near=a&near=b", "payment=ZZTOP",
     "within=-1&near=02118", "telehealth=yes"],
)  # fmt: skip
def test_a_query_that_cannot_be_meant_is_400_with_the_form(read, add, parameters):
    add("Quiet Harbor")
    html = read(parameters, status=400)
    assert "That search did not work" in html
    assert 'name="near"' in html
    assert "noindex" in html


def test_what_was_typed_is_escaped(read):
    for name in ("q", "near", "state", "compare", "payment"):
        response = read(
            f"{name}=<script>alert(1)</script>", status=200 if name in "q near" else 400
        )
        assert "<script>alert" not in response


def test_pages_follow_each_other(read, add_facility):
    for number in range(21):
        add_facility(f"House {number:02}")
    first, second = read("state=MA"), read("state=MA&page=2")
    assert '<link rel="next" href="/find-help/?state=MA&amp;page=2">' in first
    assert 'rel="prev"' not in first
    assert '<link rel="prev" href="/find-help/?state=MA&amp;page=1">' in second
    assert "House 20" in second
    assert 'data-number="21"' in second
    assert "Page 2 of 2" in second
    assert "By state, town and name." in second


def test_searches_are_not_indexed_and_have_one_address(read, add):
    add("Quiet Harbor")
    html = read("utm_source=letter&within=&q=quiet&page=1")
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="http://localhost/find-help/?q=quiet">' in html
    start = read("utm_source=letter")
    assert '<link rel="canonical" href="http://localhost/find-help/">' in start
    assert "noindex" not in start


def test_any_cache_may_keep_the_results(client, add):
    add("Quiet Harbor")
    first = client.get("/find-help/?near=02118")
    client.cookies["theirs"] = "1"
    second = client.get("/find-help/?near=02118")
    assert first.content == second.content
    for response in (first, second):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "private" not in response.get("Cache-Control", "")
    assert "csrf" not in first.content.decode()


def test_the_page_may_ask_for_a_position_and_for_nothing_else(client, locator):
    policy = client.get("/find-help/")["Permissions-Policy"]
    assert "geolocation=(self)" in policy
    assert "camera=()" in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"][0] == "'self'"


def test_private_facilities_are_not_found(read, add, make_private):
    make_private(add("Quiet Harbor"))
    assert "Quiet Harbor" not in read("near=02118")
    assert "Massachusetts (" not in read()


def test_three_stand_side_by_side(read, add):
    one = add("Quiet Harbor", codes=["OP", "MD"], hours="Day and night")
    two = add("Stone Bridge", codes=["OP", "MC"], latitude=None, longitude=None)
    html = read(f"near=02118&compare={one.pk}&compare={two.pk}")
    assert html.index("Quiet Harbor") < html.index("Stone Bridge")
    for row in ("Distance", "Address", "Phone", "Open", "Payment"):
        assert f'<th scope="row">{row}</th>' in html
    assert "not reported" in html
    assert '<mark class="stands-out">Medicaid</mark>' in html
    assert "<li> Outpatient </li>" in html
    assert f'href="/find-help/?near=02118&amp;compare={two.pk}"' in html
    assert 'href="/find-help/?near=02118#results"' in html
    assert "noindex" in html


def test_one_alone_stands_in_the_table_too(read, add):
    page = add("Quiet Harbor", codes=["OP"])
    html = read(f"compare={page.pk}&compare={page.pk}&compare=")
    assert "Choose two or three" in html
    assert "stands-out" not in html


def test_what_cannot_be_compared_is_400_with_words(read, add, make_private):
    pages = [add(f"House {number}") for number in range(4)]
    hidden = add("Hidden House")
    make_private(hidden)
    four = "&".join(f"compare={page.pk}" for page in pages)
    assert "At most 3 facilities" in read(four, status=400)
    for wrong in (hidden.pk, 999_999_999, "x", "9" * 40, "-1", "%00"):
        html = read(f"compare={pages[0].pk}&compare={wrong}", status=400)
        assert "not in this list" in html
        assert "Hidden House" not in html


def test_comparing_costs_the_same_for_one_and_for_three(client, add, django_assert_max_num_queries):
    pages = [add(f"House {number}", codes=["OP"]) for number in range(3)]
    named = "&".join(f"compare={page.pk}" for page in pages)
    client.get(f"/find-help/?near=02118&{named}")
    with django_assert_max_num_queries(20):
        client.get(f"/find-help/?near=02118&{named}")
