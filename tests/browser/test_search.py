"""The search while somebody types, and without scripts."""


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


def test_it_works_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/search/")
    page.get_by_label("What are you looking for?").fill("rehab")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Kinds of treatment").wait_for()
    page.get_by_role("link", name="Residential treatment").click()
    page.get_by_role("heading", level=1, name="Residential treatment").wait_for()
