"""What a body refers to is read ahead of it: as many queries for twelve things as for two."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from published import publish
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from home.blocks import ahead
from home.models import StandardPage
from home.reading_ahead import read_ahead
from leads.models import Answerer, CallbackFormPage, LeadsSettings, PhoneLine, StaffedHours
from treatment.models import (
    FacilityPage,
    LocatorPage,
    ProgramIndexPage,
    ProgramPage,
    Service,
)

MOST_QUERIES = 12


@pytest.fixture
def request_at(site):
    return RequestFactory(SERVER_NAME="localhost").get("/")


@pytest.fixture
def answerer(db):
    answerer = Answerer.objects.create(name="Harbor Network")
    answerer.staffed_hours.add(StaffedHours(opens="08:00", closes="22:00"))
    answerer.save()
    return answerer


@pytest.fixture
def make(home_page, site, answerer):
    """Return a function that publishes a page with so many of everything a body can refer to."""
    LeadsSettings.objects.create(
        site=site,
        hotline=PhoneLine.objects.create(label="Main", number="+12025550100", answerer=answerer),
    )
    programs = publish(home_page, ProgramIndexPage(title="Programs", slug="programs"))
    locator = publish(home_page, LocatorPage(title="Find", slug="find"))

    def link(kind, one):
        return f'<p><a linktype="{kind}" id="{one.pk}">{one.title}</a></p>'

    def body(number):
        for n in range(number):
            name = f"{number}-{n}"
            picture = get_image_model().objects.create(title=name, file=get_test_image_file())
            target = publish(home_page, StandardPage(title=f"Card {name}", summary="Short."))
            linked = publish(home_page, StandardPage(title=f"Linked {name}"))
            document = get_document_model().objects.create(
                title=f"Paper {name}", file=ContentFile(b"text", name="paper.txt")
            )
            form = publish(home_page, CallbackFormPage(title=f"Form {name}", answerer=answerer))
            line = PhoneLine.objects.create(
                label=f"Line {name}", number=f"+120255501{n:02}", answerer=answerer
            )
            program = publish(programs, ProgramPage(title=f"Program {name}", lead_image=picture))
            yield "cards", {"items": [{"page": target.pk, "image": picture.pk}]}
            yield "paragraph", link("page", linked) + link("document", document)
            yield "picture", {"image": {"image": picture.pk, "decorative": False, "alt_text": name}}
            yield "callback_form", {"form_page": form.pk}
            yield "phone", {"line": line.pk}
            yield "program_teaser", {"page": program.pk}
            place = {"street": f"{n} Sea Street", "city": "Boston", "state": "MA", "zip": "02108"}
            facility = publish(locator, FacilityPage(title=f"House {name}", **place))
            facility.services.set([Service.objects.get(code=code) for code in ("RES", "OP")])
            facility.save()
            yield "facility_teaser", {"page": facility.pk}

    def page(number):
        found = StandardPage(title=f"All {number}", slug=f"all-{number}")
        found.body = [{"type": name, "value": value} for name, value in body(number)]
        return publish(home_page, found)

    return page


def queries(client, page):
    client.get(page.url)  # makes renditions
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url).status_code == 200
    return len(captured)


def test_as_many_queries_for_twelve_as_for_two(client, make):
    few, many = make(2), make(12)
    assert queries(client, many) == queries(client, few) <= MOST_QUERIES
    html = client.get(many.url).content.decode()
    for name in ("Card", "Linked", "Paper", "Program", "House", "Line"):
        assert f"{name} 12-11" in html
    assert html.count('alt="12-3"') == 1
    assert html.count("Every day, 8 am to 10 pm Eastern") == 1 + 12 + 12


@pytest.fixture
def hidden(home_page):
    """A draft, a page behind a login, and one below such a page."""
    draft = publish(home_page, StandardPage(title="Draft", slug="a-draft"))
    draft.unpublish()
    private = publish(home_page, StandardPage(title="Private", slug="a-private"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    below = publish(private, StandardPage(title="Below", slug="below"))
    return [draft, private, below]


def test_nothing_of_what_is_not_public_is_shown_or_linked(client, home_page, hidden):
    texts = [f'<p><a linktype="page" id="{page.pk}">Words</a></p>' for page in hidden]
    body = [("cards", {"items": [{"page": page, "text": "Card"} for page in hidden]})]
    page = publish(
        home_page, StandardPage(title="All", body=body + [("paragraph", t) for t in texts])
    )
    html = client.get(page.url).content.decode()
    assert html.count("<a>Words</a>") == len(hidden)
    assert "card__title" not in html
    assert "a-draft" not in html
    assert "a-private" not in html


def test_a_preview_links_to_nothing_hidden_either(home_page, request_at, hidden):
    texts = [f'<p><a linktype="page" id="{page.pk}">Words</a></p>' for page in hidden]
    page = StandardPage(title="New", slug="new", body=[("paragraph", text) for text in texts])
    page.set_url_path(home_page)
    html = page.make_preview_request(request_at).render().content.decode()
    assert html.count("<a>Words</a>") == len(hidden)


def test_one_picture_has_a_description_at_each_place(client, home_page):
    picture = get_image_model().objects.create(title="Sea", file=get_test_image_file())

    def shown(alt):
        image = {"image": picture.pk, "decorative": not alt, "alt_text": alt}
        return {"type": "picture", "value": {"image": image}}

    page = StandardPage(title="Two", body=[shown("A calm sea"), shown("The same sea"), shown("")])
    publish(home_page, page)
    for _ in range(2):  # the first makes the renditions
        html = client.get(page.url).content.decode()
        assert html.count('alt="A calm sea"') == html.count('alt="The same sea"') == 1
        assert html.count('alt=""') == 1


def test_what_is_gone_is_left_out(client, home_page, answerer):
    line = PhoneLine.objects.create(label="Line", number="+12025550101", answerer=answerer)
    target = publish(home_page, StandardPage(title="Target"))
    text = f'<p><a linktype="page" id="{target.pk}">One</a> <a linktype="page" id="x">Two</a></p>'
    body = [
        ("phone", {"line": line}),
        ("cards", {"items": [{"page": target, "text": "Card"}]}),
        ("paragraph", text),
    ]
    page = publish(home_page, StandardPage(title="All", body=body))
    line.delete()
    target.delete()
    html = client.get(page.url).content.decode()
    assert "<a>One</a> <a>Two</a>" in html
    assert "555-0101" not in html


def test_what_no_plugin_reads_is_read_by_its_block(home_page, request_at, answerer, monkeypatch):
    line = PhoneLine.objects.create(label="Line", number="+12025550101", answerer=answerer)
    page = publish(home_page, StandardPage(title="All", body=[("phone", {"line": line})]))
    monkeypatch.delitem(ahead._readers, PhoneLine)
    page = StandardPage.objects.get(pk=page.pk)
    read_ahead(page, request_at)
    assert page.body[0].value["line"] == line
