"""What holds on every page type, in every scheme, at every width."""

import json
import subprocess
from urllib.parse import urlsplit

import pytest
from django.template.loader import render_to_string

LOOKS = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
STATIC_ERRORS = ("400.html", "500.html", "503.html")


def answer_with(html):
    """Return a Playwright route handler: the page comes from here, its styles from the site."""
    return lambda route: route.fulfill(body=html, content_type="text/html")


def test_every_page_type_is_in_the_demo(paths):
    expected = {
        "home.HomePage",
        "home.StandardPage",
        "blog.ArticleIndexPage",
        "blog.ArticlePage",
        "treatment.ProgramIndexPage",
        "treatment.ProgramPage",
        "treatment.LocatorPage",
        "treatment.FacilityPage",
        "leads.CallbackFormPage",
        "leads.WhoAnswersPage",
    }
    assert expected <= set(paths)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing(open_page, paths, axe, width, scheme):
    page = open_page(width, scheme)
    findings = {}
    for name, path in paths.items():
        page.goto(path)
        if found := axe(page):
            findings[name] = found
    assert not findings, json.dumps(findings, indent=1)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_on_error_pages(open_page, axe, address_without_debug, width, scheme):
    page = open_page(width, scheme)
    page.goto(f"{address_without_debug}/nowhere/")
    assert axe(page) == []
    for template in STATIC_ERRORS:
        page.route("**/broken/", answer_with(render_to_string(template)))
        page.goto("/broken/")
        assert axe(page) == [], template
        page.unroute("**/broken/")


def test_axe_finds_nothing_where_a_form_comes_back(open_page, axe, form_path):
    page = open_page(320)
    page.goto(form_path)
    page.locator("main form button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()
    assert axe(page) == []


def test_nothing_sticks_out_on_a_small_phone(open_page, paths):
    page = open_page(320)
    for name, path in paths.items():
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{name} is {width} pixels wide"


def test_text_may_be_spaced_and_doubled(open_page, paths):
    """WCAG 1.4.4 and 1.4.12: 640 pixels with doubled text and wide spacing do not scroll."""
    page = open_page(640)
    for name, path in paths.items():
        page.goto(path)
        page.evaluate(
            """() => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(`html { font-size: 200% } * { line-height: 1.5 !important;
                    letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
                document.adoptedStyleSheets = [sheet];
            }"""
        )
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 640, f"{name} is {width} pixels wide"


def test_the_html_is_valid(open_page, paths, nu_checker, address, address_without_debug, tmp_path):
    request = open_page().request
    documents = {name: request.get(f"{address}{path}").text() for name, path in paths.items()}
    documents["404"] = request.get(f"{address_without_debug}/nowhere/").text()
    documents |= {template: render_to_string(template) for template in STATIC_ERRORS}
    for name, html in documents.items():
        (tmp_path / f"{name}.html").write_text(html)
    files = map(str, sorted(tmp_path.glob("*.html")))
    result = subprocess.run([*nu_checker, *files], capture_output=True, text=True, check=False)
    messages = json.loads(result.stderr)["messages"]
    assert messages == [], json.dumps(
        [
            f"{message['url'].rsplit('/')[-1]}: {message['message']} {message.get('extract', '')}"
            for message in messages
        ],
        indent=1,
    )


def test_pages_set_no_cookie_ask_nobody_else_and_report_nothing(open_page, paths, address):
    page = open_page()
    hosts, complaints = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in paths.values():
        response = page.goto(path, wait_until="networkidle")
        assert response.status == 200
        assert "cookie" not in response.headers.get("vary", "").lower(), path
    assert page.context.cookies() == []
    assert hosts - {""} == {urlsplit(address).netloc}
    assert complaints == []


def test_crisis_lines_are_among_the_first_stops(open_page, paths):
    page = open_page(320)
    for path in paths.values():
        page.goto(path)
        stops = []
        for _ in range(3):
            page.keyboard.press("Tab")
            stops.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert stops == ["#main", "tel:911", "tel:988"], path


def test_what_can_be_pressed_is_large_enough(open_page, paths):
    """WCAG 2.5.8: 24 pixels, links inside of a sentence apart; calls and buttons 44."""
    page = open_page(320)
    for name, path in paths.items():
        page.goto(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll("a[href^='tel:'], button, summary, .button")]
                .filter((one) => one.checkVisibility() && !one.closest("p, .prose"))
                .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
                .filter(([, box]) => box.height && box.height < 43.5)
                .map(([html]) => html)"""
        )
        assert small == [], name
