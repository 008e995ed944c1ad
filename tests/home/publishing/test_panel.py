"""The list in the editor, as it is asked for, and the settings of a site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import PublishingSettings, StandardPage
from home.publishing.registry import publish_checks


@pytest.fixture
def form():
    """Return a function: form("<p>…</p>", …) is what the editor's form posts."""

    def build(*paragraphs, **fields):
        body = streamfield([("paragraph", rich_text(words)) for words in paragraphs])
        data = {"title": "How to pay", "slug": "pay", "summary": "", "lead_image": "", "body": body}
        return nested_form_data({**data, **fields})

    return build


def on_edit(page):
    return reverse("home_findings_on_edit", args=[page.pk])


def test_the_draft_is_read_as_it_stands_in_the_form(editor_client, draft, form):
    page = draft(("paragraph", "<p>Saved addict.</p>"))
    html = editor_client.post(on_edit(page), form("<p>Typed junkie.</p>")).content.decode()
    assert "junkie" in html
    assert "addict<" not in html
    assert "Warning" in html
    assert page.revisions.count() == 1  # nothing is kept


def test_a_page_that_was_never_saved_is_read_too(editor_client, home_page, form):
    names = ("home", "standardpage", home_page.pk)
    address = reverse("home_findings_on_create", args=names)
    html = editor_client.post(address, form("<p>A junkie.</p>", title="", slug="")).content.decode()
    assert "junkie" in html
    assert not StandardPage.objects.exists()


def test_errors_come_first_and_lead_to_their_block(editor_client, draft, form, block):
    block("shortcodes")
    data = form("<p>An addict.</p>", "<p>[/row]</p>") | {"body-1-id": "b" * 8}
    html = editor_client.post(on_edit(draft()), data).content.decode()
    assert html.index("Error") < html.index("Warning")
    assert 'href="#:w:contentpath=body.bbbbbbbb"' in html
    assert "1 thing to mend before this page can go live, and 1 to look at." in html


def test_nothing_wrong_is_said(editor_client, draft, form, block):
    page = draft()
    assert b"Nothing to mend" in editor_client.post(on_edit(page), form("<p>Fine.</p>")).content
    block(*(check.code for check in publish_checks.all()), level="off")
    assert b"turned off" in editor_client.post(on_edit(page), form()).content


def test_a_form_that_cannot_be_read_is_told_without_an_error(editor_client, draft, form):
    """A new form is one of these: the console of every editor would be full of refusals."""
    page = draft()
    data = form("<p>Words.</p>", lead_image="99999")
    assert b"data-incomplete" in editor_client.post(on_edit(page), data).content
    assert b"data-incomplete" not in editor_client.post(on_edit(page), form()).content


def test_html_in_what_is_found_stays_text(editor_client, draft, form):
    data = form("<p>Fine.</p>", title="[x y=<script>alert(1)</script>]")
    html = editor_client.post(on_edit(draft()), data).content.decode()
    assert "&lt;script&gt;" in html
    assert "<script" not in html


def test_only_who_may_edit_is_answered(client, draft, form, make_user):
    page = draft()
    assert client.post(on_edit(page), form()).status_code == 302
    client.force_login(make_user("Intake agents", username="agent"))
    response = client.post(on_edit(page), form())
    assert response.status_code in {302, 403}
    assert editor_sees_nothing(response)


def editor_sees_nothing(response):
    return b"publish-checks" not in response.content


def test_the_number_of_queries_is_fixed(editor_client, draft, form):
    page = draft()
    words = '<p>An addict. <a linktype="page" id="{}">gone</a> <a href="/lost-{}/">lost</a></p>'

    def queries(count):
        data = form(*(words.format(90_000 + number, number) for number in range(count)))
        with CaptureQueriesContext(connection) as captured:
            assert editor_client.post(on_edit(page), data).status_code == 200
        return len(captured)

    queries(1)  # what a process asks once
    assert queries(2) == queries(40)


def test_the_editor_has_the_panel_beside_wagtails(editor_client, draft):
    html = editor_client.get(reverse("wagtailadmin_pages:edit", args=[draft().pk])).content.decode()
    assert html.index("data-publish-checks") < html.index("data-checks-panel")
    assert "home/publish-checks.js" in html


def test_a_site_chooses_levels_and_others_are_kept(admin_user_client, site):
    PublishingSettings.objects.create(site=site, levels={"words": "off", "long_gone": "block"})
    address = reverse("wagtailsettings:edit", args=("home", "publishingsettings", site.pk))
    html = admin_user_client.get(address).content.decode()
    assert all(check.label in html for check in publish_checks.all())
    levels = {f"level_{check.code}": "warn" for check in publish_checks.all()}
    admin_user_client.post(address, levels | {"level_shortcodes": "block"})
    saved = PublishingSettings.for_site(site).levels
    assert (saved["shortcodes"], saved["words"], saved["long_gone"]) == ("block", "warn", "block")
    levels["level_shortcodes"] = "perhaps"
    admin_user_client.post(address, levels)
    assert PublishingSettings.for_site(site).levels["shortcodes"] == "block"


def test_editors_do_not_choose_levels(editor_client, site):
    address = reverse("wagtailsettings:edit", args=("home", "publishingsettings", site.pk))
    assert editor_client.get(address).status_code == 302
