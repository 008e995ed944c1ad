"""What an article reads together with others it still depends on, shown or not shown yet."""

from datetime import date, time

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from blog.models import (
    ArticleAuthor,
    ArticlePage,
    CommentSettings,
    PersonPage,
    SeriesPage,
    SeriesPart,
)
from home.models import SiteSettings, StandardPage
from leads.models import (
    Answerer,
    CallbackFormConsent,
    CallbackFormField,
    CallbackFormPage,
    LeadsSettings,
    PhoneLine,
    StaffedHours,
    WhoAnswersPage,
)
from treatment.models import FacilityPage, FacilityPhone, LocatorPage, Service

from .conftest import publish


@pytest.fixture
def reviewer(person):
    return publish(person.get_parent(), PersonPage(title="Theo Vance", slug="theo"))


@pytest.fixture
def article(articles, person, reviewer, topics):
    """An article with a topic, an author, a reviewer, a tag, a relative and a series."""
    article = ArticlePage(title="One", slug="one", reviewer=reviewer, reviewed_on=date(2026, 1, 2))
    article.article_authors = [ArticleAuthor(person=person)]
    article.topics = [topics[0]]
    publish(articles, article)
    article.tags.add("calm-tag")
    article.save_revision().publish()
    other = ArticlePage(title="Relative", slug="relative")
    other.article_authors = [ArticleAuthor(person=reviewer)]
    other.topics = [topics[0]]
    publish(articles, other)
    series = SeriesPage(title="The series", slug="series")
    series.parts = [
        SeriesPart(article=each, sort_order=n) for n, each in enumerate((article, other))
    ]
    publish(articles, series)
    return article


@pytest.fixture
def shows(front, article):
    """Return a function that says whether the article's page shows a text, now that it is kept."""

    def ask(text):
        found = text in front.get(article.url).text
        assert front.is_kept(article.url)
        return found

    return ask


def unpublish(page):
    Page.objects.get(pk=page.pk).specific.unpublish()


def publish_again(page):
    Page.objects.get(pk=page.pk).specific.save_revision().publish()


def rename(page, title):
    page = Page.objects.get(pk=page.pk).specific
    page.title = title
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("calm", 'href="/articles/calm/"'),
        ("ana", "By\n"),
        ("theo", "Medically reviewed by"),
        ("series", "of the series"),
        ("relative", 'href="/articles/relative/"'),
    ],
)
def test_what_goes_and_comes_back(shows, commit, slug, text):
    goes_and_comes_back(shows, commit, Page.objects.get(slug=slug), text)


def goes_and_comes_back(shows, commit, page, text):
    """Unpublish and restrict a page; each time the text must go, and come back with the page."""
    assert shows(text)
    with commit():
        unpublish(page)
    assert not shows(text)
    with commit():
        publish_again(page)
    assert shows(text)
    with commit():
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not shows(text)
    with commit():
        restriction.delete()
    assert shows(text)


@pytest.mark.parametrize("slug", ["calm", "ana", "theo", "series", "relative", "articles"])
def test_what_has_another_name(shows, commit, slug):
    assert not shows("Another name")
    with commit():
        rename(Page.objects.get(slug=slug), "Another name")
    assert shows("Another name")


def test_an_ancestor_s_address_and_place(front, shows, commit, article, articles, home_page):
    assert shows("One")
    with commit():
        index = Page.objects.get(pk=articles.pk).specific
        index.slug = "texts"
        index.save_revision().publish()
    assert front.get(article.url).status == 301
    assert front.get("/texts/one/").status == 200
    assert front.is_kept("/texts/one/")
    with commit():
        unpublish(articles)
    assert 'href="/texts/"' not in front.get("/texts/one/").text
    with commit():
        PageViewRestriction.objects.create(page=home_page, restriction_type="login")
    assert front.get("/texts/one/").status == 302


def test_a_new_page_at_an_address_that_was_nobody_s(front, commit, shows, articles, person):
    assert shows("One")
    assert front.get("/articles/two/").status == 404
    with commit():
        two = ArticlePage(title="Two", slug="two")
        two.article_authors = [ArticleAuthor(person=person)]
        publish(articles, two)
    assert front.get("/articles/two/").status == 200
    assert front.is_kept("/articles/one/")


def test_tags_and_settings(front, shows, commit, article, site):
    assert shows("calm-tag")
    with commit():
        article.tags.add("another-tag")
        article.save_revision().publish()
    assert shows("another-tag")
    with commit():
        settings = SiteSettings.for_site(site)
        settings.tagline = "Another line"
        settings.save()
    assert shows("Another line")
    assert not shows("Send the comment")
    with commit():
        settings = CommentSettings.for_site(site)
        settings.enabled = True
        settings.save()
    assert shows("Send the comment")
    with commit():
        settings = LeadsSettings.for_site(site)
        settings.newsletter_offered, settings.newsletter_name = True, "Another letter"
        settings.save()
    assert shows("Another letter")


def test_the_page_about_who_answers_and_a_page_of_the_footer(shows, commit, site, home_page):
    answerer = Answerer.objects.create(name="Harbor Network")
    line = PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer)
    with commit():
        settings = LeadsSettings.for_site(site)
        settings.hotline = line
        settings.save()
    assert not shows('href="/who/#')
    with commit():
        who = publish(home_page, WhoAnswersPage(title="Who answers", slug="who"))
    assert shows('href="/who/#')
    with commit():
        settings = SiteSettings.for_site(site)
        links = [{"text": "Our answerers", "page": who, "address": ""}]
        settings.footer = [("column", {"heading": "More", "links": links})]
        settings.save()
    assert shows("Our answerers")
    with commit():
        who.slug = "answerers"
        who.save_revision().publish()
    assert shows('href="/answerers/#')
    assert shows('<a href="/answerers/">')
    with commit():
        unpublish(who)
    assert not shows('href="/answerers/')
    assert not shows("Our answerers")


@pytest.fixture
def referred(home_page):
    """What a body refers to."""
    answerer = Answerer.objects.create(name="Harbor Network")
    answerer.staffed_hours.add(StaffedHours(opens=time(8), closes=time(22)))
    answerer.save()
    locator = publish(home_page, LocatorPage(title="Find", slug="find"))
    place = {"street": "1 Sea Street", "city": "Boston", "state": "MA", "zip": "02108"}
    facility = FacilityPage(title="Stone House", slug="stone", **place)
    return {
        "answerer": answerer,
        "line": PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer),
        "form": publish(home_page, CallbackFormPage(title="Call me", answerer=answerer)),
        "target": publish(home_page, StandardPage(title="Target", slug="target", summary="Short")),
        "linked": publish(home_page, StandardPage(title="Linked", slug="linked")),
        "facility": publish(locator, facility),
        "picture": get_image_model().objects.create(title="Sea", file=get_test_image_file()),
        "paper": get_document_model().objects.create(
            title="Paper", file=ContentFile(b"text", name="paper.txt")
        ),
    }


@pytest.fixture
def shows_body(front, home_page, referred):
    """Return a function that says whether a page that refers to all that shows a text."""
    linked, paper = referred["linked"], referred["paper"]
    text = (
        f'<p><a linktype="page" id="{linked.pk}">Read on</a> '
        f'<a linktype="document" id="{paper.pk}">Print</a></p>'
    )
    body = [
        ("cards", {"items": [{"page": referred["target"], "text": ""}]}),
        ("paragraph", text),
        ("phone", {"line": referred["line"]}),
        ("callback_form", {"form_page": referred["form"]}),
        ("facility_teaser", {"page": referred["facility"]}),
    ]
    stored = StandardPage(title="All", slug="all", body=body, lead_image=referred["picture"])
    page = publish(home_page, stored)
    front.get(page.url)  # makes renditions

    def ask(text):
        found = text in front.get(page.url).text
        assert front.is_kept(page.url)
        return found

    return ask


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("target", 'href="/target/"'),
        ("linked", 'href="/linked/"'),
        ("form", 'aria-label="Call me"'),
        ("facility", 'href="/find/stone/"'),
    ],
)
def test_what_a_body_refers_to_goes_and_comes_back(shows_body, commit, referred, name, text):
    goes_and_comes_back(shows_body, commit, referred[name], text)


def test_what_a_body_refers_to_changes(shows_body, commit, referred):
    form, facility = referred["form"], referred["facility"]

    def changed(what, **values):
        for field, value in values.items():
            setattr(referred[what], field, value)
        referred[what].save()

    changes = {
        "New summary": lambda: changed("target", summary="New summary"),
        "/moved/": lambda: rename_address(referred["linked"], "moved"),
        "New line": lambda: changed("line", label="New line"),
        "New answerer": lambda: changed("answerer", name="New answerer"),
        "11 am": lambda: StaffedHours.objects.update(opens=time(11)),
        "New question": lambda: CallbackFormField.objects.create(
            page=form, label="New question", field_type="singleline"
        ),
        "New consent": lambda: CallbackFormConsent.objects.create(
            page=form, purpose="call", wording="New consent"
        ),
        "New button": lambda: changed("form", submit_label="New button"),
        "555-0188": lambda: FacilityPhone.objects.create(facility=facility, number="202-555-0188"),
        "New town": lambda: changed("facility", city="New town"),
        "Residential": lambda: add_service(facility),
        "Lake at dawn": lambda: changed("picture", title="Lake at dawn"),
        "new-paper": lambda: changed("paper", file=ContentFile(b"new", name="new-paper.txt")),
    }
    for text, change in changes.items():
        assert not shows_body(text), text
        with commit():
            change()
        assert shows_body(text), text


def rename_address(page, slug):
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    page.save_revision().publish()


def add_service(facility):
    facility = FacilityPage.objects.get(pk=facility.pk)
    facility.services.add(Service.objects.get(code="RES"))
    facility.save()
