"""The example front end, on an origin of its own, shows the demo site from the API alone."""

import sqlite3

import pytest
from front_end import served
from running_site import running


@pytest.fixture(scope="module")
def front(data):
    """The front end's address, and that of a site that allows it to ask."""
    with served() as example, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CORS_ALLOWED_ORIGINS", example.origin)
        with running(data) as cms:
            example.cms = cms
            yield example.origin, cms


@pytest.fixture
def visit(front, open_page):
    """Return a function: visit("/articles/") gives the front end's page of that path."""
    origin, cms = front
    page = open_page()
    page.set_default_timeout(120_000)  # milliseconds: machines that test are busy
    complaints = []

    def note(message):
        # Chromium notes every 4xx; the front end shows those of the API to its reader.
        if not message.location["url"].startswith(f"{cms}/api/v2/"):
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # Images are told at the operator's BASE_URL, which this server's free port cannot be.
    page.route("**/media/**", lambda route: route.fulfill(status=204))

    def go(path):
        page.goto(f"{origin}/#{path}")
        page.wait_for_selector(f"main[data-path='{path}']")
        return page

    yield go
    assert complaints == []
    page.close()


def test_the_frame_comes_from_the_site(visit):
    page = visit("/")
    assert page.locator("header .crisis a").first.get_attribute("href") == "tel:911"
    assert page.locator("header nav a").count() >= 4
    assert "Answered by" in page.locator("header .phone").inner_text()
    assert page.locator("footer a").count() >= 4


def test_every_page_type_is_shown(visit, paths):
    for name, path in paths.items():
        if "." not in name:  # no page type
            continue
        page = visit(path)
        assert page.locator("h1").first.inner_text(), name
        assert "Not here" not in page.locator("h1").first.inner_text(), name


def test_articles(visit, paths):
    page = visit(paths["blog.ArticleIndexPage"])
    articles = page.locator(".articles > li > a")
    assert articles.count() >= 8
    first = articles.first.inner_text()
    articles.first.click()
    page.wait_for_selector(".byline")
    assert page.locator("h1").inner_text() == first
    assert page.locator("main h2").count() >= 2
    assert page.locator(".references li").count() >= 1


def test_a_program(visit, paths):
    page = visit(paths["treatment.ProgramPage"])
    assert page.locator(".facts dd").last.inner_text().endswith("weeks")
    assert page.locator(".who li").count() >= 1


def test_the_locator(visit, paths):
    page = visit(paths["treatment.LocatorPage"])
    page.get_by_label("ZIP code or town").fill("02118")
    page.get_by_role("button", name="Search").click()
    page.wait_for_selector("[aria-live] li:has-text('miles')")
    page.get_by_label("ZIP code or town").fill("Nowhere At All")
    page.get_by_role("button", name="Search").click()
    page.wait_for_selector("[role=alert]")


def test_what_is_not_there(visit):
    page = visit("/nowhere/")
    assert page.locator("h1").inner_text() == "Not here"


def test_a_call_back_is_posted_once(visit, paths, data):
    page = visit(paths["leads.CallbackFormPage"])
    form = page.locator("form.callback").last
    form.locator("[name=phone]").fill("(202) 555-0142")
    for box in form.locator("input[type=checkbox][required]").all():
        box.check()
    for choice in form.locator("select[required]").all():
        choice.select_option(index=1)
    before = stored(data)
    form.locator("button").click()
    status = page.locator("form.callback [role=status]:not(:empty)")
    status.wait_for()
    assert "Your receipt" in status.inner_text()
    assert stored(data) == before + 1


def stored(data):
    with sqlite3.connect(data / "db.sqlite3") as database:
        return database.execute("SELECT count(*) FROM leads_callbackrequest").fetchone()[0]


def test_another_origin_may_not_ask(front, open_page):
    _, cms = front
    with served() as stranger:
        page = open_page()
        page.goto(f"{stranger.origin}/preview.html")
        asked = page.evaluate(
            "address => fetch(address).then(() => 'told', () => 'refused')", f"{cms}/api/v2/site/"
        )
        assert asked == "refused"
