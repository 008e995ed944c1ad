"""What each shared check finds, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from home.publishing.check import Check, Finding, Level
from home.publishing.checks.reading_grade import grade
from home.publishing.gate import blocking
from home.publishing.registry import Checks, publish_checks
from home.publishing.running import check_page


@pytest.mark.parametrize(
    ("code", "words", "quotes"),
    [
        ("shortcodes", "Send it. [recaptcha size:compact]", ["[recaptcha size:compact]"]),
        ("shortcodes", '[form-7 id="12"] [/vc_row]', ['[form-7 id="12"]', "[/vc_row]"]),
        ("shortcodes", "Hello {{ name }} {% now %}", ["{{ name }}", "{% now %}"]),
        ("shortcodes", "He said [sic], and [note: see below]. [1] [He] left", []),
        ("claims", "Guaranteed recovery", ["Guaranteed"]),
        ("claims", "A leading center, 100% confidential", ["100% confidential", "leading"]),
        ("claims", "There is no guarantee. A leading cause of death. Not always private.", []),
        ("words", "Every addict and alcoholic is welcome", ["addict", "alcoholic"]),
        ("words", "He has been a former addict", ["former addict"]),
        ("words", "After drug abuse she got clean", ["drug abuse", "got clean"]),
        ("words", "Alcoholics Anonymous; the National Institute on Drug Abuse", []),
        ("words", 'He said, “I was an addict”, and "a junkie" too', []),
        ("dates", "Open since 03/04/2025 and 3.4.25", ["03/04/2025", "3.4.25"]),
        ("dates", "As of today, and last year", ["last year", "As of today"]),
        ("dates", "On April 3, 2025; over the last year; call 1/2; 24/7; 192.168.1.10", []),
    ],
)
def test_words_are_found_or_left_alone(draft, found, code, words, quotes):
    page = draft(("paragraph", f"<p>{words}</p>"))
    assert [quote for quote, _ in found(page, code)] == quotes


@pytest.mark.parametrize("code", ["claims", "words"])
def test_somebodys_own_words_are_theirs(draft, found, code):
    words = "I was an addict. Recovery was guaranteed, they said."
    assert found(draft(("quote", {"text": words, "name": "R.", "role": ""})), code) == []
    assert found(draft(("paragraph", f"<p>{words}</p>"), slug="ours"), code)


def test_titles_and_descriptions_are_read_too(draft, found):
    page = draft(title="For addicts", search_description="Guaranteed.")
    assert [quote for quote, _ in found(page, "words")] == ["addicts"]
    assert [quote for quote, _ in found(page, "claims")] == ["Guaranteed"]


# Links


def test_links_that_lead_nowhere(draft, found, home_page):
    hidden = draft(title="Hidden", slug="hidden")
    words = (
        '<p><a linktype="page" id="99999">gone</a> <a href="">empty</a> <a href="#">none</a>'
        f'<a linktype="page" id="{hidden.pk}">draft</a> <a href="/no-such-page/">lost</a>'
        '<a linktype="document" id="99999">file</a> <a href="www.example.org">plain</a></p>'
    )
    card = {"text": "Card", "page": 99998, "address": "", "description": "", "image": None}
    page = draft(("paragraph", words), ("cards", {"heading": "", "items": [card]}))
    told = dict(found(page, "links"))
    # A card's link has no words of its own: its finding is told by its place, not by a number.
    assert set(told) == {"gone", "empty", "none", "draft", "lost", "file", "plain", ""}
    assert "“Hidden”, which is not published" in told["draft"]


def test_links_that_lead_somewhere(draft, found, home_page):
    Redirect.objects.create(old_path="/old", redirect_page=home_page)
    words = (
        f'<p><a linktype="page" id="{home_page.pk}">home</a> <a href="/">home</a>'
        '<a href="/old/">moved</a> <a href="/admin/">admin</a> <a href="tel:+12025550123">call</a>'
        '<a href="https://example.org/x">other</a> <a href="#part">here</a> '
        '<a href="mailto:a@example.org">mail</a></p>'
    )
    page = draft(("paragraph", words))
    own = f'<p><a linktype="page" id="{page.pk}">this page</a></p>'
    page.body = [("paragraph", own), *[(one.block_type, one.value) for one in page.body]]
    assert found(page, "links") == []


# Pictures and headings


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="IMG_1234.jpg", file=get_test_image_file())


def test_pictures_without_a_description(draft, found, image):
    def picture(**fields):
        value = {"image": image.pk, "alt_text": "", "decorative": False, **fields}
        return ("picture", {"image": value, "caption": "", "credit": ""})

    told = picture(alt_text="A boat"), picture(decorative=True)
    untold = picture(), picture(alt_text="DSC_0042.png")
    assert len(found(draft(*told, *untold), "alt_text")) == 2
    page = draft(slug="lead", lead_image=image)
    assert [quote for quote, _ in found(page, "alt_text")] == ["IMG_1234.jpg"]


@pytest.fixture
def private(db):
    collection = Collection.get_first_root_node().add_child(name="Staff")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_pictures_of_private_collections(draft, found, image, private):
    def everywhere(picture, slug):
        block = {"image": picture.pk, "alt_text": "A boat", "decorative": False}
        card = {"text": "C", "page": None, "address": "/", "description": "", "image": picture.pk}
        embed = f'<embed embedtype="image" id="{picture.pk}" format="left" alt="A boat"/>'
        return draft(
            ("picture", {"image": block, "caption": "", "credit": ""}),
            ("cards", {"heading": "", "items": [card]}),
            ("paragraph", f"<p>Words.</p>{embed}"),
            slug=slug,
            lead_image=picture,
        )

    kept = get_image_model().objects.create(
        title="Staff", file=get_test_image_file(), collection=private
    )
    message = "This picture is in a private collection and will not be shown."
    assert found(everywhere(image, "shown"), "private_pictures") == []
    assert found(everywhere(kept, "kept"), "private_pictures") == [("Staff", message)] * 4


def test_links_to_documents_of_private_collections(draft, found, private):
    document = get_document_model().objects.create(
        title="Paper", file=ContentFile(b"text", name="paper.txt"), collection=private
    )
    page = draft(("paragraph", f'<p><a linktype="document" id="{document.pk}">file</a></p>'))
    message = "This link leads to “Paper”, which is in a private collection."
    assert found(page, "links") == [("file", message)]


def heading(text, level="2"):
    return ("heading", {"text": text, "level": level})


def test_headings_skip_no_level(draft, found):
    good = draft(heading("One"), heading("Two", "3"), heading("Three"), slug="good")
    note = ("call_out", {"kind": "note", "heading": "A note", "text": "<p>Words.</p>"})
    assert found(good, "headings") == []
    page = draft(note, heading("Deep", "3"))
    assert found(page, "headings") == [
        ("Deep", "A level 3 heading follows level 1. Use level 2."),
    ]


# Reading and age


def test_the_grade_tells_plain_words_from_hard_ones(draft, found):
    plain = "You can call us. We will help you find a place to stay. It is free. " * 10
    hard = (
        "Pharmacological interventions administered throughout residential rehabilitation "
        "substantially ameliorate symptomatology associated with opioid discontinuation. "
    ) * 10
    assert grade(plain) < 5
    assert grade(hard) > 16
    assert grade("Too short to say.") is None
    assert found(draft(("paragraph", f"<p>{plain}</p>")), "reading_grade") == []
    assert found(draft(("paragraph", f"<p>{hard}</p>"), slug="hard"), "reading_grade")


@pytest.mark.parametrize(("days", "old"), [(530, False), (560, True)])
def test_old_text_is_told(draft, found, days, old):
    page = draft()
    assert found(page, "old_text") == []
    page.last_published_at = now() - timedelta(days=days)
    assert bool(found(page, "old_text")) is old


# The registry


class Fails(Check):
    code = "fails"
    label = "Fails"
    level = Level.BLOCK

    def find(self, draft):
        raise RuntimeError("a fault of the check's own")


class NoSummary(Check):
    """What a project adds."""

    code = "no_summary"
    label = "No summary"

    def find(self, draft):
        if not draft.page.summary:
            yield Finding("Add a summary.", "summary")


def test_a_project_adds_a_check_and_a_site_lets_it_block(draft, block, monkeypatch):
    checks = Checks()
    checks.register(NoSummary())
    monkeypatch.setattr(publish_checks, "all", checks.all)
    page = draft()
    assert [str(result) for result in check_page(page)] == ["Summary: Add a summary."]
    assert blocking(page) == []
    block("no_summary")
    assert len(blocking(page)) == 1
    with pytest.raises(ValueError, match="no_summary"):
        checks.register(NoSummary())


def test_a_fault_in_a_check_is_told_and_blocks_nothing(draft, block, monkeypatch):
    monkeypatch.setattr(publish_checks, "all", lambda: [Fails()])
    block("fails")
    page = draft()
    assert ["logged" in str(result) for result in check_page(page)] == [True]
    assert blocking(page) == []
