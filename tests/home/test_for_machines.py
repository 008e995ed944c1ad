"""robots.txt, the sitemap and llms.txt: what machines are told, of public pages alone."""

from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import SiteSettings, StandardPage

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"


@pytest.fixture
def add(home_page):
    def add_page(title, **fields):
        page = home_page.add_child(instance=StandardPage(title=title, **fields))
        page.save_revision().publish()
        return page

    return add_page


def locations(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return [found.text for found in ElementTree.fromstring(response.content).iter(f"{MAP}loc")]


def test_the_sitemap_leads_to_every_public_page(client, site, home_page, add):
    add("Costs")
    hidden = add("Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    add("Below", slug="draft").unpublish()
    found = [page for file in locations(client, "/sitemap.xml") for page in locations(client, file)]
    assert sorted(found) == ["http://localhost/", "http://localhost/costs/"]


def test_a_page_s_picture_stands_beside_it_unless_it_is_restricted(client, home_page, add):
    images = get_image_model().objects
    shown = images.create(title="Harbor", file=get_test_image_file("harbor.png"))
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    kept = images.create(title="K", file=get_test_image_file("kept.png"), collection=closed)
    add("Costs", lead_image=shown)
    add("Other", lead_image=kept)
    tree = ElementTree.fromstring(client.get("/sitemap-standardpage.xml").content)
    assert [found.text for found in tree.iter(f"{IMAGE}loc")] == [
        f"http://localhost{shown.file.url}"
    ]
    assert all(page.findtext(f"{MAP}lastmod") for page in tree)


def test_more_pages_ask_no_more(client, home_page, add):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get("/sitemap-standardpage.xml")
        return len(counted)

    add("One")
    queries()
    before = queries()
    for number in range(5):
        add(f"More {number}")
    assert queries() == before


@pytest.mark.parametrize("file", ["nothing.xml", "standardpage.xml?p=9", "standardpage.xml?p=x"])
def test_what_is_not_there_is_404(client, home_page, add, file):
    add("Costs")
    assert client.get(f"/sitemap-{file}").status_code == 404


def test_robots_are_led_to_the_sitemap(client, home_page):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Sitemap: http://testserver/sitemap.xml\n" in text


def test_machine_readers_find_the_crisis_lines_first(client, site, home_page):
    SiteSettings.objects.create(site=site, name="Harbor", tagline="Plain words")
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# Harbor\n\n> Plain words\n")
    assert "988 (Call or text, free, day and night)" in text
