"""Run inside another project: create, publish and read one page of each type the plugins bring."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elsewhere.settings.dev")
django.setup()

from django.test import Client
from django.test.utils import setup_test_environment
from wagtail.models import Page, Site, get_page_models

from blog.models import (
    ArticleIndexPage,
    ArticlePage,
    PeopleIndexPage,
    PersonPage,
    SeriesPage,
    TopicPage,
)
from home.models import HomePage, StandardPage
from leads.models import Answerer, CallbackFormPage, WhoAnswersPage
from treatment.models import FacilityPage, LocatorPage, ProgramIndexPage, ProgramPage

OURS = {"headless", "home", "leads", "blog", "treatment"}


def add(parent, page):
    """Validate, add and publish, as the admin would."""
    parent.add_child(instance=page)
    page.full_clean()
    page.save_revision().publish()
    return page


def main():
    setup_test_environment()
    home = add(Page.objects.get(depth=1), HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.update(root_page=home, hostname="testserver")
    Site.clear_site_root_paths_cache()

    articles = add(home, ArticleIndexPage(title="Articles"))
    people = add(home, PeopleIndexPage(title="People"))
    programs = add(home, ProgramIndexPage(title="Programs"))
    locator = add(home, LocatorPage(title="Find help"))
    answerer = Answerer.objects.create(name="Elsewhere", kind="publisher")
    add(home, StandardPage(title="About"))
    add(home, CallbackFormPage(title="Call me", answerer=answerer))
    add(home, WhoAnswersPage(title="Who answers"))
    add(people, PersonPage(title="Robin Doe"))
    add(articles, TopicPage(title="Family"))
    add(articles, SeriesPage(title="First steps"))
    add(articles, ArticlePage(title="An article", summary="About something."))
    add(programs, ProgramPage(title="Outpatient", level_of_care="1.0", setting="outpatient"))
    add(
        locator,
        FacilityPage(title="A clinic", street="1 Main St", city="Boston", state="MA", zip="02108"),
    )

    made = {page.specific_class for page in Page.objects.live().filter(depth__gt=1)}
    expected = {model for model in get_page_models() if model._meta.app_label in OURS}
    assert expected <= made, expected - made
    client = Client()
    for page in Page.objects.live().descendant_of(home, inclusive=True).specific():
        response = client.get(page.url)
        assert response.status_code == 200, (page.url, response.status_code)
        assert b"tel:988" in response.content, page.url
    for address in ("schema", "docs", "pages", "site", "sync", "images", "facilities"):
        response = client.get(f"/api/v2/{address}/")
        assert response.status_code == 200, (address, response.status_code, response.content)
    public = Page.objects.live().descendant_of(home, inclusive=True).count()
    assert client.get("/api/v2/pages/").json()["meta"]["total_count"] == public
    assert client.get("/api/v3/pages/").status_code == 401
    print("every page type answers")


main()
