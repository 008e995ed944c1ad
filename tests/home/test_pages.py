"""Home and standard pages: made in the admin, read as HTML and over the API."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import HomePage, StandardPage


def page_form(title, **fields):
    return nested_form_data(
        {
            "title": title,
            "slug": title.lower().replace(" ", "-"),
            "summary": "",
            "lead_image": "",
            "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
            **fields,
        }
    )


def add(client, parent, model, form):
    address = reverse(
        "wagtailadmin_pages:add", args=(model._meta.app_label, model._meta.model_name, parent.pk)
    )
    return client.post(address, form)


def test_a_moderator_publishes_a_standard_page(client, moderator_client, home_page):
    form = page_form("About us", summary="Who we are.", **{"action-publish": "1"})
    assert add(moderator_client, home_page, StandardPage, form).status_code == 302
    page = StandardPage.objects.get(slug="about-us")
    assert page.live

    html = client.get("/about-us/")
    assert html.status_code == 200
    assert "<h1" in html.content.decode()
    assert "Who we are." in html.content.decode()

    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["meta"]["type"] == "home.StandardPage"
    assert answer["summary"] == "Who we are."
    assert answer["lead_image"] is None
    assert answer["body"][0]["type"] == "paragraph"
    assert "Words.</p>" in answer["body"][0]["value"]


def test_an_editor_saves_a_draft_and_may_not_publish(client, editor_client, home_page):
    form = page_form("About us", **{"action-publish": "1"})
    assert add(editor_client, home_page, StandardPage, form).status_code == 302
    page = StandardPage.objects.get(slug="about-us")
    assert not page.live
    assert client.get("/about-us/").status_code == 404
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_a_second_site_gets_its_home_page_in_the_admin(admin_user_client, home_page):
    root = Page.objects.get(depth=1)
    form = page_form("Second", headline="Welcome", **{"action-publish": "1"})
    assert add(admin_user_client, root, HomePage, form).status_code == 302
    assert HomePage.objects.get(slug="second").headline == "Welcome"


def test_a_page_without_a_title_is_refused_with_a_message(moderator_client, home_page):
    form = {**page_form("About us"), "title": ""}
    response = add(moderator_client, home_page, StandardPage, form)
    assert response.status_code == 200
    assert "This field is required" in response.content.decode()
    assert not StandardPage.objects.exists()


@pytest.mark.parametrize(
    ("child", "parent", "allowed"),
    [
        (StandardPage, HomePage, True),
        (StandardPage, StandardPage, True),
        (HomePage, HomePage, False),
        (HomePage, StandardPage, False),
        (HomePage, Page, True),
        (StandardPage, Page, False),
    ],
)
def test_tree_rules(child, parent, allowed):
    assert (child in parent.allowed_subpage_models()) is allowed
    assert (parent in child.allowed_parent_page_models()) is allowed


def test_pages_are_found_by_their_words(home_page):
    page = StandardPage(title="Costs", slug="costs", summary="Sliding scale and insurance")
    page.body = [("paragraph", "<p>Medicaid covers naloxone.</p>")]
    home_page.add_child(instance=page)
    for words in ("costs", "sliding", "naloxone"):
        assert [found.pk for found in StandardPage.objects.search(words)] == [page.pk], words
