"""The search while somebody types, and without scripts."""

import pytest


def test_titles_are_offered_while_typing(open_page):
    page = open_page(320)
    page.goto("/search/")
    with page.expect_response("**/search/suggestions/**"):
        page.get_by_label("What are you looking for?").press_sequentially("nalox")
    option = page.locator("#search-suggestions option").first
    option.wait_for(state="attached")
    assert "Naloxone" in option.get_attribute("value")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=nalox")
    page.get_by_role("heading", name="Articles").wait_for()


def test_words_of_danger_bring_the_lines_that_help_to_the_top(open_page, axe):
    page = open_page(320)
    page.goto("/search/?q=i+want+to+die")
    lines = page.get_by_role("main").get_by_role("region", name="people answer now")
    assert lines.get_by_role("link", name="988").get_attribute("href") == "tel:988"
    assert axe(page) == []
    page.goto("/search/?q=naloxone")
    assert lines.count() == 0


@pytest.mark.parametrize("width", [320, 1440])
def test_words_of_danger_bring_the_lines_while_they_are_typed(open_page, axe, width):
    page = open_page(width)
    page.goto("/search/")
    field, shown = page.get_by_label("What are you looking for?"), page.get_by_role("main")
    lines = shown.get_by_role("status").get_by_role("region", name="people answer now")
    field.press_sequentially("he hits me")
    lines.get_by_role("link", name="1-800-799-7233").wait_for()
    assert lines.get_by_role("link", name="988").get_attribute("href") == "tel:988"
    assert page.locator("#search-suggestions option").count() == 0
    assert field.evaluate("field => field === document.activeElement")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
    lines.evaluate("region => region.dataset.drawn = 'once'")
    for words in ("he hits me at home", "naloxone"):
        with page.expect_response("**/search/suggestions/**"):
            field.fill(words)
        page.wait_for_timeout(100)
        assert lines.get_attribute("data-drawn") == "once"


def test_what_the_suggestions_answer_is_no_markup(open_page):
    page = open_page()
    line = {"dial": "1", "display": "<b>1</b>", "name": "<img src=x>", "help": "<i>now</i>"}
    answer = {"suggestions": [], "crisis_lines": [line]}
    page.route("**/search/suggestions/**", lambda route: route.fulfill(json=answer))
    page.goto("/search/")
    page.get_by_label("What are you looking for?").press_sequentially("i want to die")
    shown = page.get_by_role("status").filter(has_text="<b>1</b>")
    shown.wait_for()
    assert shown.locator("b, img, i").count() == 0
    assert shown.get_by_role("link").count() == 1


def test_it_works_with_the_keyboard_alone(open_page):
    page = open_page(320)
    page.goto("/search/?q=treatment")
    main = page.get_by_role("main")

    def press_tab_until(stop):
        for _ in range(20):
            page.keyboard.press("Tab")
            if stop.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab does not come to {stop}")

    press_tab_until(main.get_by_role("link", name="Articles ("))
    page.keyboard.press("Enter")
    topic = main.get_by_label("Topic")
    topic.wait_for()
    press_tab_until(topic)
    page.keyboard.type("Health")
    press_tab_until(main.get_by_role("button", name="Narrow"))
    page.keyboard.press("Enter")
    page.wait_for_url("**&topic=*")
    assert main.locator(".search-results mark").count()


def test_it_works_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/search/")
    page.get_by_label("What are you looking for?").fill("rehab")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Kinds of treatment").wait_for()
    page.get_by_role("link", name="Residential treatment").click()
    page.get_by_role("heading", level=1, name="Residential treatment").wait_for()
