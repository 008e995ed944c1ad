"""The locator in a browser: the same search with scripts and without, and nobody else is asked."""

from urllib.parse import parse_qsl, urlsplit

import pytest

BOSTON = "near=02118"
HEADING = "document.querySelector('#results').innerText"
PRESSED = "main :is(a, button, summary, label:has(input), select)"


@pytest.fixture
def path(paths):
    return paths["treatment.LocatorPage"]


@pytest.fixture
def watched(open_page):
    """A wide page that remembers whom it asked, what it complained of, and how often it loaded."""

    def open_(width=1440, **options):
        page = open_page(width, **options)
        page.hosts, page.complaints, page.loads = set(), [], []
        page.on("request", lambda request: page.hosts.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("domcontentloaded", lambda: page.loads.append(page.url))
        return page

    return open_


def asked(page):
    return parse_qsl(urlsplit(page.url).query)


def first_result(page):
    return page.locator(".result h3").first.inner_text()


def test_without_scripts_one_form_finds_narrows_and_compares(open_page, path):
    page = open_page(320, java_script_enabled=False)
    page.goto(path)
    assert not page.get_by_role("button", name="Use my position").is_visible()
    page.get_by_label("Near").fill("Boston, MA")
    page.get_by_role("button", name="Find facilities").click()
    assert first_result(page) == "Quiet Harbor Recovery"
    assert not page.get_by_role("button", name="Show map").is_visible()
    page.locator("#fold-questions > summary").click()
    page.get_by_label("Medicaid").check()
    page.get_by_role("button", name="Show the list").click()
    assert ("payment", "MD") in asked(page)
    assert ("near", "Boston, MA") in asked(page)
    page.get_by_role("link", name="Remove: Medicaid").click()
    assert ("payment", "MD") not in asked(page)
    for box in page.locator("[name=compare]").all()[:2]:
        box.check()
    page.get_by_role("button", name="Compare the chosen").click()
    assert page.locator(".comparison thead a:not(.comparison__without)").count() == 2
    page.get_by_role("link", name="Back to the list").click()
    assert first_result(page) == "Quiet Harbor Recovery"


def test_with_scripts_a_choice_changes_the_list_in_place(watched, path):
    page = watched()
    page.goto(f"{path}?{BOSTON}")
    before = page.locator("#results").inner_text()
    box = page.get_by_label("Medicaid").first
    box.check()
    page.wait_for_function(f"(before) => {HEADING} !== before", arg=before)
    assert ("payment", "MD") in asked(page)
    assert page.evaluate("document.activeElement.id") == "payment-MD"
    assert (
        page.locator("main > [role=status]").inner_text() == page.locator("#results").inner_text()
    )
    page.go_back()
    page.wait_for_function(f"(before) => {HEADING} === before", arg=before)
    assert not page.get_by_label("Medicaid").first.is_checked()
    assert len(page.loads) == 1
    assert page.complaints == []


def test_a_search_leads_to_its_results(watched, path):
    page = watched(320)
    page.goto(path)
    page.get_by_label("Near").fill("59101")
    page.keyboard.press("Enter")
    page.locator("#results").wait_for()
    assert page.evaluate("document.activeElement.id") == "results"
    assert asked(page) == [("near", "59101")]
    assert "59101" in page.title()
    assert len(page.loads) == 1


def test_the_last_of_several_searches_wins(watched, path):
    page = watched()
    page.goto(f"{path}?{BOSTON}")
    for name in ("Medicaid", "Medicare"):
        page.get_by_label(name, exact=False).first.check()
    page.wait_for_function("() => location.search.includes('MC')")
    page.locator(".tag", has_text="Medicare").wait_for()
    assert {("payment", "MD"), ("payment", "MC")} <= set(asked(page))


def test_where_fetching_fails_the_page_is_loaded(watched, path):
    page = watched()
    page.goto(f"{path}?{BOSTON}")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('away')) }")
    with page.expect_navigation():
        page.get_by_label("Medicaid").first.check()
    assert ("payment", "MD") in asked(page)
    assert len(page.loads) == 2


def test_the_position_is_asked_for_on_pressing_and_rounded(watched, path):
    place = {"latitude": 42.33812345, "longitude": -71.0712345}
    page = watched(320, geolocation=place, permissions=["geolocation"])
    page.goto(path)
    page.get_by_role("button", name="Use my position").click()
    page.locator("#results").wait_for()
    assert asked(page) == [("near", "42.34, -71.07")]
    assert first_result(page) == "Quiet Harbor Recovery"


def test_a_position_that_is_refused_is_answered_in_words(watched, path):
    page = watched(320)
    page.goto(path)
    page.get_by_role("button", name="Use my position").click()
    note = page.locator("[data-position] [role=status]")
    note.get_by_text("Type a ZIP code").wait_for()
    assert urlsplit(page.url).query == ""


def test_the_map_bears_the_numbers_of_the_list(watched, path, address):
    page = watched()
    page.goto(f"{path}?{BOSTON}")
    page.locator(".map-number").first.wait_for()
    page.locator("path.state").first.wait_for(state="attached")
    placed = page.locator(".result[data-latitude]").count()
    assert page.locator(".map-number").count() == placed
    pin = page.locator(".map-number").first
    assert pin.get_attribute("aria-label") == "1: Quiet Harbor Recovery"
    assert "map-number--about" in pin.get_attribute("class")
    pin.focus()
    assert "result--marked" in page.locator(".result").first.get_attribute("class")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.leaflet-popup')")
    assert page.evaluate("document.activeElement.textContent") == "Quiet Harbor Recovery"
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.matches('.map-number')")
    assert page.hosts == {urlsplit(address).netloc}
    assert page.context.cookies() == []
    assert page.complaints == []


def test_on_a_phone_the_map_is_loaded_when_it_is_opened(watched, path):
    page = watched(320)
    asked_for = []
    page.on("request", lambda request: asked_for.append(urlsplit(request.url).path))
    page.goto(f"{path}?{BOSTON}", wait_until="networkidle")
    assert not [name for name in asked_for if "leaflet" in name]
    page.get_by_role("button", name="Show map").click()
    page.locator(".map-number").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (320, "light"), (320, "dark")]
)
def test_axe_finds_nothing_on_any_of_its_pages(open_page, path, axe, width, scheme):
    page = open_page(width, scheme)
    page.goto(f"{path}?{BOSTON}")
    page.wait_for_load_state("networkidle")
    compared = "&".join(
        f"compare={box.get_attribute('value')}" for box in page.locator("[name=compare]").all()[:3]
    )
    for parameters in (
        BOSTON,
        "near=springfield",
        "near=02118&within=5&language=F70",
        "state=XX",
        f"{BOSTON}&{compared}",
    ):
        page.goto(f"{path}?{parameters}", wait_until="networkidle")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert axe(page) == [], parameters
        assert page.evaluate("document.documentElement.scrollWidth") <= width, parameters


def test_what_can_be_pressed_is_large_enough(open_page, path):
    """WCAG 2.5.8: 24 pixels; a check box is pressed on its label."""
    page = open_page(320)
    page.goto(f"{path}?{BOSTON}")
    page.locator("#fold-questions > summary").click()
    small = page.evaluate(
        """(selector) => [...document.querySelectorAll(selector)]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 23.5 || box.width < 23.5)
            .map(([html]) => html)""",
        PRESSED,
    )
    assert small == []


def test_paper_bears_the_list_and_its_address(open_page, path):
    page = open_page()
    page.goto(f"{path}?{BOSTON}")
    page.emulate_media(media="print")
    assert page.locator(".print-only").is_visible()
    assert BOSTON in page.locator(".print-only").inner_text()
    assert page.locator(".result").first.is_visible()
    for hidden in (".locator", ".found__questions", ".found__map", ".result__compare"):
        assert not page.locator(hidden).first.is_visible(), hidden
