"""What stands around every page: brand, menus, footer, hotline, crisis lines."""

import pytest
from wagtail.models import PageViewRestriction

from headless import site_parts
from headless.cache.tags import collecting
from home.models import SiteSettings, StandardPage
from leads.models import Answerer, LeadsSettings, PhoneLine


@pytest.fixture
def pages(home_page):
    def add(slug, **values):
        return home_page.add_child(instance=StandardPage(title=slug.title(), slug=slug, **values))

    return [add("help"), add("board"), add("soon", live=False)]


@pytest.fixture
def settings_of_site(site, pages):
    _, private, _ = pages
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="pw"
    )
    links = [{"text": "", "page": page.pk, "address": ""} for page in pages]
    away = {"text": "Away", "page": None, "address": "https://example.org/"}
    item = {"text": "Find help", "page": pages[0].pk, "address": "", "children": [*links, away]}
    hidden = {**links[1], "children": [away]}
    settings = SiteSettings.for_site(site)
    settings.name, settings.tagline, settings.footer_note = "Harbor", "A way out", "Not a doctor."
    field = SiteSettings._meta.get_field("navigation").stream_block
    settings.navigation = field.to_python(
        [{"type": "item", "value": item}, {"type": "item", "value": hidden}]
    )
    field = SiteSettings._meta.get_field("footer").stream_block
    column = {"heading": "More", "links": [*links, away]}
    settings.footer = field.to_python([{"type": "column", "value": column}])
    settings.save()
    return settings


def test_brand_menus_and_footer(client, settings_of_site, pages):
    answer = client.get("/api/v2/site/").json()
    page = {
        "id": pages[0].pk,
        "type": "home.StandardPage",
        "title": "Help",
        "url": "http://localhost/help/",
    }
    here = {"text": "Help", "url": page["url"], "page": page}
    away = {"text": "Away", "url": "https://example.org/", "page": None}
    assert answer["brand"] == {"name": "Harbor", "tagline": "A way out"}
    assert answer["navigation"] == [{**here, "text": "Find help", "children": [here, away]}]
    assert answer["footer"] == {
        "columns": [{"heading": "More", "links": [here, away]}],
        "note": "Not a doctor.",
        "social_links": [],
    }
    assert answer["site"]["root_url"] == "http://localhost"
    assert [line["dial"] for line in answer["crisis_lines"]] == ["911", "988"]


def test_nothing_of_hidden_pages(client, settings_of_site):
    text = client.get("/api/v2/site/").content.decode().lower()
    assert "board" not in text
    assert "soon" not in text


def test_the_hotline_with_what_must_be_disclosed(client, site):
    assert client.get("/api/v2/site/").json()["hotline"] is None
    answerer = Answerer.objects.create(
        name="Cove", kind="sponsor", is_paid=True, disclosure="Cove pays us."
    )
    line = PhoneLine.objects.create(label="Call", number="(202) 555-0142", answerer=answerer)
    LeadsSettings.objects.update_or_create(site=site, defaults={"hotline": line})
    hotline = client.get("/api/v2/site/").json()["hotline"]
    assert hotline["e164"] == "+12025550142"
    assert hotline["answerer"]["disclosure"] == "Cove pays us."


def test_as_many_queries_for_many_links(client, site, pages, django_assert_max_num_queries):
    client.get("/api/v2/site/")
    settings = SiteSettings.for_site(site)
    link = {"text": "", "page": pages[0].pk, "address": ""}
    block = SiteSettings._meta.get_field("footer").stream_block
    column = {"type": "column", "value": {"heading": "More", "links": [link] * 30}}
    settings.footer = block.to_python([column] * 4)
    settings.save()
    with django_assert_max_num_queries(16):
        assert len(client.get("/api/v2/site/").json()["footer"]["columns"][3]["links"]) == 30


def test_it_depends_on_the_site_and_the_pages_linked(client, settings_of_site, pages):
    with collecting() as tags:
        client.get("/api/v2/site/")
    assert {"site", "visibility", *(f"page-{page.pk}" for page in pages)} <= tags


def test_another_site_and_strict_parameters(client, site):
    assert client.get("/api/v2/site/?site=localhost").status_code == 200
    for query in ("site=no.such", "nonsense=1", "site=%00", "site=a&site=b"):
        response = client.get(f"/api/v2/site/?{query}")
        assert response.status_code == 400, query
        assert response.json()["parameter"]


def test_a_part_is_registered_once():
    with pytest.raises(ValueError, match="brand"):
        site_parts.register("brand", dict)
