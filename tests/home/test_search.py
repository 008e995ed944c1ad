"""The readers' search: synonyms, plurals, mended spelling, excerpts, and public pages alone."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import SearchSynonyms, StandardPage
from home.search.excerpts import LENGTH, marked, pattern_for
from home.search.words import meanings, words


@pytest.fixture
def add(home_page):
    def add_page(title, *paragraphs, **fields):
        body = [("paragraph", f"<p>{text}</p>") for text in paragraphs]
        page = home_page.add_child(instance=StandardPage(title=title, body=body, **fields))
        page.save_revision().publish()
        return page

    return add_page


@pytest.fixture
def search(client, home_page):
    def ask(text, status=200, **more):
        response = client.get("/search/", {"q": text, **more})
        assert response.status_code == status
        assert not response.cookies
        return response.content.decode()

    return ask


def titles(html):
    found = re.findall(r"<h3>\s*<a[^>]*>(.*?)</a>", html, re.DOTALL)
    return [re.sub(r"</?mark>", "", title) for title in found]


def test_a_title_weighs_more_than_a_heading_and_that_more_than_the_body(search, home_page, add):
    add("In the body", "About cravings.")
    page = home_page.add_child(
        instance=StandardPage(
            title="In a heading", body=[("heading", {"text": "Cravings", "level": "2"})]
        )
    )
    page.save_revision().publish()
    add("Cravings")
    found = titles(search("cravings"))
    assert found[0] == "Cravings"
    assert sorted(found) == ["Cravings", "In a heading", "In the body"]


@pytest.mark.parametrize("asked", ["craving", "Cravings", "CRAVING"])
def test_the_plural_and_the_case_do_not_matter(search, add, asked):
    add("About one craving")
    assert titles(search(asked)) == ["About one craving"]


def test_every_word_must_be_found(search, add):
    add("Sleep and food")
    add("Sleep")
    assert titles(search("food sleep")) == ["Sleep and food"]


def test_a_synonym_is_found_and_marked(search, add):
    add("What residential treatment costs")
    html = search("rehab costs")
    assert "What <mark>residential treatment</mark> <mark>costs</mark>" in html


def test_editors_keep_the_synonyms(search, add):
    add("Acamprosate at home")
    assert titles(search("campral")) == []
    SearchSynonyms.objects.create(terms="Campral\nacamprosate")
    assert titles(search("campral")) == ["Acamprosate at home"]


def test_one_term_is_no_group():
    with pytest.raises(ValidationError):
        SearchSynonyms(terms="rehab\n\n ").clean()


def test_the_longest_term_is_taken():
    group = [("intensive", "outpatient"), ("iop",)]
    found = list(meanings(words("Intensive outpatient care"), [group]))
    assert found == [group, [("care",)]]


def test_a_slip_is_mended_and_told(search, add):
    add("Naloxone at home")
    html = search("naloxne")
    assert titles(html) == ["Naloxone at home"]
    assert "Nothing was found for “naloxne”" in html


def test_the_beginning_of_a_word_is_enough(search, add):
    add("Naloxone at home")
    assert titles(search("nalox")) == ["Naloxone at home"]


def test_nothing_is_told_as_nothing(search, add):
    add("Naloxone at home")
    assert "Nothing was found. Try fewer or other words" in search("qqqqqqqq")


def test_the_excerpt_is_where_the_word_stands(search, add):
    add("Costs", "Begin. " * 80 + "Then comes Medicaid <b>at last</b>. " + "End. " * 80)
    html = search("medicaid")
    excerpt = re.search(r"<p>(… .*?<mark>Medicaid</mark>.*? …)</p>", html)[1]
    assert len(re.sub("<[^>]+>", "", excerpt)) <= LENGTH + 4


def test_what_editors_and_readers_type_is_escaped(search, add):
    add("Costs <script>alert(1)</script>", summary="<b>costs</b>")
    html = search('costs"><script>alert(2)</script>')
    assert "<script>alert" not in html
    assert "<script>alert" not in search("costs")
    assert marked("<b> a", pattern_for([[("a",)]])) == "&lt;b&gt; <mark>a</mark>"


def test_what_is_not_public_is_not_found_nor_counted_nor_suggested(client, search, add):
    add("Secret draft").unpublish()
    PageViewRestriction.objects.create(page=add("Secret plans"), restriction_type="login")
    assert "Nothing was found" in search("secret")
    assert client.get("/search/suggestions/", {"q": "sec"}).json() == {"suggestions": []}


def test_titles_are_suggested(client, home_page, add):
    add("Naloxone at home")
    answer = client.get("/search/suggestions/", {"q": "nalo"}).json()
    assert answer == {"suggestions": ["Naloxone at home"]}


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"q": "a\x00b"}, 400, "a character that nothing can contain"),
        ({"q": "a" * 201}, 400, "at most 200 characters"),
        ({"q": "costs", "kind": "people"}, 404, "not here"),
        ({"q": "costs", "kind": "pages", "page": "9"}, 404, "not here"),
        ({"q": "costs", "kind": "pages", "page": "x"}, 404, "not here"),
        ({"q": "!!! ()"}, 200, "Nothing was found"),
        ({"q": ""}, 200, "What are you looking for?"),
        ({"q": 'a OR "b* NEAR( -c'}, 200, "Nothing was found"),
        ({"q": "\ud800".encode("utf-8", "surrogatepass")}, 200, "Nothing was found"),
    ],
)
def test_bad_questions(client, home_page, add, query, status, words):
    add("Costs")
    response = client.get("/search/", query)
    assert response.status_code == status
    assert words in response.content.decode()


def test_one_kind_has_pages(search, add):
    for number in range(23):
        add(f"Costs {number}")
    assert len(titles(search("costs"))) == 4
    assert len(titles(search("costs", kind="pages"))) == 20
    assert len(titles(search("costs", kind="pages", page=2))) == 3


def test_more_results_ask_no_more(search, add):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            search("costs", kind="pages")
        return len(counted)

    add("Costs")
    queries()
    before = queries()
    for number in range(8):
        add(f"Costs {number}")
    assert queries() == before


FILLER = " ".join(f"word{number}" for number in range(60))


@pytest.fixture
def weighty(home_page):
    """Three pages with the words in body, heading and title, the best one first and last added."""

    def add(words):
        for title, heading, text in (
            (f"A page on {words} and what else there is", "Else", FILLER),
            ("A page on what else there is", f"On {words}", FILLER),
            ("A page on whatever there is", "Else", f"{FILLER} {words} and {words}. {FILLER}"),
        ):
            body = [
                ("heading", {"text": heading, "level": "2"}),
                ("paragraph", f"<p>{text}</p>"),
            ]
            page = home_page.add_child(instance=StandardPage(title=title, body=body))
            page.save_revision().publish()

    return add


@pytest.mark.parametrize("words", ["naloxone", "naloxone spray"])
def test_the_title_comes_before_a_heading_and_that_before_the_body(search, weighty, words):
    weighty(words)
    assert titles(search(words)) == [
        f"A page on {words} and what else there is",
        "A page on what else there is",
        "A page on whatever there is",
    ]


def test_who_has_both_words_more_often_comes_first(search, add):
    """modelsearch's own order on SQLite turned several words round."""
    add("Once", f"{FILLER} naloxone {FILLER} spray {FILLER}")
    add("Often", "Naloxone spray. A naloxone spray is a spray of naloxone.")
    add("Never", FILLER)
    assert titles(search("naloxone spray")) == ["Often", "Once"]


@pytest.mark.parametrize("text", ["suicde", "i want 2 die", "no respira", "k i l l myself"])
def test_a_search_in_danger_shows_the_lines_and_is_not_mended_away(client, home_page, text):
    page = client.get("/search/", {"q": text}).content.decode()
    assert 'id="crisis-heading"' in page
    found = client.get("/search/suggestions/", {"q": text}).json()
    assert [line["dial"] for line in found["crisis_lines"]] == ["911", "988"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"q": "i want to die " + "x" * 200}, 400),
        ({"q": "i want to die\x00"}, 400),
        ({"q": "sui\x00cide"}, 400),
        ({"q": "i want to die", "kind": "people"}, 404),
        ({"q": "i want to die", "kind": "pages", "page": "99"}, 404),
    ],
)
def test_a_refused_search_in_danger_shows_the_lines_and_keeps_the_words(
    client, home_page, query, status
):
    response = client.get("/search/", query)
    html = response.content.decode()
    assert response.status_code == status
    assert html.count('id="crisis-heading"') == 1
    assert "\x00" not in html
    assert f'value="{query["q"].replace(chr(0), "")}"' in html
    found = client.get("/search/suggestions/", query)
    assert [line["dial"] for line in found.json()["crisis_lines"]] == ["911", "988"]


def test_a_search_about_safety_shows_no_alarm(client, home_page):
    page = client.get("/search/", {"q": "overdose prevention training"}).content.decode()
    assert 'id="crisis-heading"' not in page
    assert "crisis_lines" not in client.get("/search/suggestions/?q=overdose+prevention").json()
