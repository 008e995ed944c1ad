"""The checks of articles, and a page with every classic fault."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from editor_form import posted
from wagtail.test.utils.form_data import inline_formset, rich_text, streamfield

from blog.models import ArticleAuthor, ArticlePage, Reference
from home.models import PublishingSettings
from home.publishing.gate import blocking
from home.publishing.running import check_page


def claim(references=(), source=""):
    text = "<p>Methadone lowers the risk of death.</p>"
    value = {"text": text, "references": list(references), "source": source, "address": ""}
    return ("medical_claim", value)


@pytest.fixture
def codes():
    """Return a function: the codes of what is wrong with a page, each with its finding's words."""

    def find(page):
        found = {}
        for result in check_page(page):
            found.setdefault(result.check.code, []).append(result.finding)
        return found

    return find


@pytest.fixture
def whole(make_article, make_person):
    """An article with nothing missing."""
    author = make_person()
    reviewer = make_person("Dr. Lee Okafor")
    article = make_article(authors=[author], reviewer=reviewer, reviewed_on="2026-11-01")
    article.references = [Reference(title="A study"), Reference(title="Another")]
    return article


def test_the_classic_faults_are_fully_caught(make_article, codes):
    """A printed shortcode, a lost link, an empty author, a date that is two days, an unsourced
    claim, a number in prose.
    """
    words = (
        "<p>[recaptcha size:compact]</p>"
        '<p>Read <a linktype="page" id="99999">our guide</a>, reviewed 03/04/2025.</p>'
        "<p>Call (202) 555-0142 today.</p>"
    )
    article = make_article(body=[("paragraph", words), claim()])
    found = codes(article)
    place = f"body.{article.body[0].id}"
    assert {code: [(one.quote, one.place) for one in found[code]] for code in FAULTS} == {
        "shortcodes": [("[recaptcha size:compact]", place)],
        "links": [("our guide", place)],
        "byline": [("", "article_authors")],
        "dates": [("03/04/2025", place)],
        "citations": [("", f"body.{article.body[1].id}")],
        "typed_numbers": [("(202) 555-0142", place)],
    }
    assert set(found) == {*FAULTS, "reviewer"}


FAULTS = ("shortcodes", "links", "byline", "dates", "citations", "typed_numbers")


def test_a_whole_article_is_left_alone(whole, codes):
    whole.body = [claim([2]), claim(source="A study of 2024")]
    assert codes(whole) == {}


def test_the_same_is_caught_in_the_editors_form(editor_client, make_article, article_form):
    address = reverse("home_findings_on_edit", args=[make_article().pk])
    block = {
        "text": rich_text("<p>It helps.</p>"),
        "references": streamfield([]),
        "source": "",
        "address": "",
    }
    data = article_form(
        authors=[],
        body=streamfield(
            [("paragraph", rich_text("<p>Call 202-555-0142.</p>")), ("medical_claim", block)]
        ),
        article_authors=inline_formset([{"person": ""}]),  # as Wagtail offers it
    )
    html = editor_client.post(address, data).content.decode()
    assert "Missing byline" in html
    assert "Missing medical reviewer" in html
    assert "Medical claim without a source" in html
    assert "202-555-0142" in html


@pytest.mark.parametrize(
    ("references", "message"),
    [([3], "no reference 3: the page lists 2"), ([1, 9], "no reference 9")],
)
def test_a_claim_names_references_that_exist(whole, codes, references, message):
    whole.body = [claim(references)]
    assert [message in one.message for one in codes(whole)["citations"]] == [True]


def test_a_claim_on_a_page_without_references(home_page, codes):
    home_page.body = [claim([1])]
    assert "no reference 1" in codes(home_page)["citations"][0].message
    home_page.body = [claim(source="A study")]
    assert codes(home_page) == {}


@pytest.mark.parametrize("way", ["draft", "private"])
def test_people_whom_readers_cannot_see_are_told(whole, codes, hide, way):
    hide(whole.article_authors.first().person, way)
    hide(whole.reviewer, way)
    found = codes(ArticlePage.objects.get(pk=whole.pk))
    assert "Author 1 has no published profile" in found["byline"][0].message
    assert "no published profile" in found["reviewer"][0].message


def test_half_a_review_is_told(whole, codes):
    whole.reviewed_on = None
    assert codes(whole)["reviewer"][0].place == "reviewed_on"


def test_reviewing_makes_old_text_new(whole, codes):
    whole.reviewed_on, whole.updated_on = None, None
    whole.first_published_at = whole.first_published_at.replace(year=2024)
    assert "old_text" in codes(whole)
    whole.updated_on = whole.last_published_at.date()
    assert "old_text" not in codes(whole)


def test_the_number_of_queries_is_fixed(make_person, make_article):
    def queries(count):
        words = '<p>202-555-01{0:02} <a linktype="page" id="9{0}">x</a> <a href="/n{0}/">y</a></p>'
        article = ArticlePage(title="Many", slug="many", reviewer=reviewer)
        article.set_url_path(parent)
        article.path, article.depth = parent.path + "9999", parent.depth + 1
        article.article_authors = [ArticleAuthor(person=person) for person in people[:count]]
        article.body = [
            part for n in range(count) for part in (("paragraph", words.format(n)), claim([n + 1]))
        ]
        with CaptureQueriesContext(connection) as captured:
            assert len(check_page(article)) >= 3 * count
        return len(captured)

    people = [make_person(f"Person {number}") for number in range(15)]
    reviewer, parent = people[0], make_article().get_parent()
    queries(1)
    assert queries(1) == queries(15)


def test_missing_bylines_block_where_the_site_says_so(make_article, site):
    article = make_article()
    assert blocking(article) == []
    settings = PublishingSettings.for_site(site)
    settings.levels = {"byline": "block"}
    settings.save()
    assert [result.check.code for result in blocking(article)] == ["byline"]


def test_a_finding_leads_only_to_what_is_on_the_form(
    editor_client, moderator_client, make_article, make_person
):
    page = make_article(authors=[make_person()])
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    address = reverse("home_findings_on_edit", args=(page.pk,))
    htmls = [
        client.post(address, posted(client.get(edit))).content.decode()
        for client in (editor_client, moderator_client)
    ]
    assert "contentpath=reviewer" not in htmls[0]
    assert "Somebody with the right “Can record a medical review by hand” can set it." in htmls[0]
    assert "contentpath=reviewer" in htmls[1]
