"""Nothing is lost where scripts do not run, and scripts only add to it."""

import pytest


@pytest.fixture
def plain_page(open_page):
    return open_page(320, java_script_enabled=False)


def test_the_menu_opens_and_leads_on(plain_page):
    plain_page.goto("/")
    menu = plain_page.get_by_role("navigation", name="Main")
    links = menu.locator(".menu__item > .menu__link")
    assert not links.first.is_visible()
    menu.locator("summary").first.click()
    assert links.first.is_visible()
    target = links.first.get_attribute("href")
    links.first.click()
    assert plain_page.url.endswith(target)


def test_the_wide_menu_stands_open(open_page):
    page = open_page(1280, java_script_enabled=False)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main")
    assert menu.locator(".menu__item > .menu__link").first.is_visible()
    assert not menu.locator(".menu__button").is_visible()


def test_questions_open(plain_page, paths):
    plain_page.goto("/styleguide/")
    question = plain_page.locator("details.question").first
    question.locator("summary").click()
    assert question.locator(".prose").is_visible()


def test_a_form_comes_back_with_what_was_typed(plain_page, form_path):
    plain_page.goto(form_path)
    plain_page.get_by_label("Phone").first.fill("12")
    with plain_page.expect_navigation() as navigation:
        plain_page.locator("main form button[type=submit]").first.click()
    assert navigation.value.status == 422
    assert plain_page.locator(".error-summary a").count() >= 1
    assert plain_page.get_by_label("Phone").first.input_value() == "12"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_form_with_errors_shows_the_lines_first(open_page, axe, form_path, width):
    page = open_page(width)
    page.goto(form_path)
    page.get_by_label("Phone").first.fill("12")
    page.locator("main form textarea").first.fill("I want to die tonight")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    lines = page.locator(".error-summary").get_by_role("region", name="people answer now")
    assert lines.get_by_role("link", name="988").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def test_a_call_is_asked_for(plain_page, form_path):
    plain_page.goto(form_path)
    plain_page.get_by_label("Phone").first.fill("(406) 555-0123")
    choices = "main form :is([type=checkbox], [type=radio])[required]"
    for choice in plain_page.locator(choices).all():
        choice.check()
    with plain_page.expect_navigation() as navigation:
        plain_page.locator("main form button[type=submit]").first.click()
    assert navigation.value.status == 200
    assert plain_page.locator(".error-summary").count() == 0
    assert not plain_page.url.endswith(form_path)


def test_escape_closes_a_submenu_and_keeps_the_focus(open_page):
    page = open_page(1280)
    page.goto("/")
    submenu = page.locator(".submenu").first
    if submenu.count() == 0:
        pytest.skip("The demo's menu has one level.")
    submenu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert submenu.locator("a").first.is_visible()
    page.keyboard.press("Escape")
    assert not submenu.locator("a").first.is_visible()
    assert page.evaluate("document.activeElement.matches('.submenu summary')")
