"""No address is lost: slugs that change, pages that move, and all that stands below them."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from blog.models import ArticleIndexPage

from .conftest import publish


@pytest.fixture
def change(django_capture_on_commit_callbacks):
    """Give a page another slug; Wagtail makes redirects when that has committed."""

    def make(page, slug):
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()

    return make


def leads_to(client, old):
    response = client.get(old)
    assert response.status_code == 301, old
    return response["Location"]


def test_a_new_slug_redirects_the_article_and_its_markdown(client, change, make_article):
    article = make_article()
    change(article, "week-one")
    assert leads_to(client, "/articles/the-first-week/") == "/articles/week-one/"
    old = "/articles/the-first-week/markdown/"
    assert leads_to(client, old) == "/articles/week-one/markdown/"
    answer = client.get("/api/v2/resolve/?path=/articles/the-first-week/").json()
    assert answer["location"].endswith("/articles/week-one/")


def test_the_first_address_leads_to_the_last(client, change, make_article):
    article = make_article()
    for slug in ("second", "third"):
        change(article, slug)
    assert leads_to(client, "/articles/the-first-week/") == "/articles/third/"
    assert leads_to(client, "/articles/second/") == "/articles/third/"


def test_an_address_that_is_taken_again_is_served(client, change, make_article):
    article = make_article()
    change(article, "second")
    change(article, "the-first-week")
    assert client.get("/articles/the-first-week/").status_code == 200
    assert leads_to(client, "/articles/second/") == "/articles/the-first-week/"


def test_a_section_s_new_slug_redirects_all_below(
    client, change, article_index, make_article, make_topic
):
    make_article()
    make_topic()
    change(article_index, "reading")
    assert leads_to(client, "/articles/") == "/reading/"
    assert leads_to(client, "/articles/the-first-week/") == "/reading/the-first-week/"
    assert leads_to(client, "/articles/family/") == "/reading/family/"
    assert leads_to(client, "/articles/rss/") == "/reading/rss/"
    assert leads_to(client, "/articles/family/atom/") == "/reading/family/atom/"


def test_a_moved_article_is_found(client, home_page, make_article):
    article = make_article()
    other = publish(home_page, ArticleIndexPage(title="Archive", slug="archive"))
    Page.objects.get(pk=article.pk).move(other, pos="last-child")
    assert leads_to(client, "/articles/the-first-week/") == "/archive/the-first-week/"
    old = "/articles/the-first-week/markdown/"
    assert leads_to(client, old) == "/archive/the-first-week/markdown/"


def test_a_new_slug_in_the_editor(
    client,
    moderator_client,
    make_article,
    make_person,
    article_form,
    django_capture_on_commit_callbacks,
):
    article = make_article(authors=[make_person()])
    form = article_form(
        authors=[make_person("Ben Cole")], slug="renamed", **{"action-publish": "1"}
    )
    address = reverse("wagtailadmin_pages:edit", args=(article.pk,))
    with django_capture_on_commit_callbacks(execute=True):
        assert moderator_client.post(address, form).status_code == 302
    assert leads_to(client, "/articles/the-first-week/") == "/articles/renamed/"
