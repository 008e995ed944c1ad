"""The list of findings in the editor: it follows what is typed, and leads to the place."""

import pytest

FINDINGS = "[data-publish-checks-findings] [data-count]"


@pytest.fixture
def editor(open_page):
    """A new page below the home page, with the Checks panel open."""
    page = open_page(1440)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto("/admin/login/")
    page.fill("[name=username]", "moderator")
    page.fill("[name=password]", "recovery-demo")
    page.click("[type=submit]")
    home = page.request.get("/api/v2/pages/?type=home.HomePage").json()["items"][0]["id"]
    page.goto(f"/admin/pages/add/home/standardpage/{home}/")
    page.locator(FINDINGS).wait_for(state="attached")
    page.locator('[data-side-panel-toggle="checks"]').click()
    return page


def test_what_is_typed_is_looked_at_and_the_finding_leads_back(editor):
    title = editor.locator("#id_title")
    title.fill("Help for addicts [recaptcha size:compact]")
    row = editor.locator(".publish-checks li", has_text="recaptcha size:compact")
    row.wait_for()
    assert "warning" in row.inner_text().lower()
    editor.locator("#id_summary").focus()
    row.locator("a").click()
    assert editor.evaluate("document.activeElement.id") == "id_title"
    counted = editor.locator('[data-side-panel-toggle="checks"]').inner_text()
    assert int(counted) >= 2
    title.fill("Help for people")
    row.wait_for(state="detached")
    assert editor.complaints == []
