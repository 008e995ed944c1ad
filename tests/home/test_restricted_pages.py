"""What somebody meets who may not see a page or a document yet: this site's look, and help."""

import re

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import StandardPage

SECRET = "Minutes of the board"


@pytest.fixture
def restrict(home_page):
    def make(kind):
        page = home_page.add_child(
            instance=StandardPage(title=SECRET, slug="minutes", summary="About the sale.")
        )
        page.save_revision().publish()
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="harbor")
        return page.url

    return make


@pytest.fixture
def document(site):
    collection = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="harbor"
    )
    paper = get_document_model().objects.create(
        title=SECRET, file=ContentFile(b"x", name="minutes.txt"), collection=collection
    )
    return paper.url


def looks_like_ours(response):
    html = response.content.decode()
    assert response.status_code == 200
    assert '<meta name="viewport"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "tel:988" in html
    assert 'rel="stylesheet"' in html
    assert 'id="main"' in html
    assert SECRET not in html
    assert "About the sale" not in html
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    assert set(response.cookies) <= {"csrftoken"}  # which the form needs
    assert "no-store" in response["Cache-Control"]
    return html


def send(client, html, **fields):
    """Post the page's own form, with what is hidden in it."""
    form = re.search(r'<form class="form stack".*?</form>', html, re.DOTALL)[0]
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    hidden.pop("csrfmiddlewaretoken")
    return client.post(re.search(r'action="([^"]+)"', form)[1], {**hidden, **fields})


def test_a_password_opens_a_page(client, restrict):
    address = restrict("password")
    html = looks_like_ours(client.get(address))
    assert "<title>Password needed" in html
    html = looks_like_ours(send(client, html, password="wrong"))
    assert "<title>Error: Password needed" in html
    assert "not correct" in html
    assert 'aria-invalid="true"' in html
    opened = send(client, html, password="harbor")
    assert (opened.status_code, opened["Location"]) == (302, address)
    assert SECRET in client.get(address).content.decode()


def test_a_password_opens_a_document(client, document):
    html = looks_like_ours(client.get(document))
    assert "This document is for people" in html
    html = looks_like_ours(send(client, html, password="wrong"))
    assert "not correct" in html
    assert send(client, html, password="harbor")["Location"] == document
    assert client.get(document).status_code == 200


@pytest.mark.parametrize("kind", ["login", "groups"])
def test_a_log_in_opens_a_page(client, make_user, restrict, kind):
    make_user(username="ruth", superuser=True)
    address = restrict(kind)
    html = looks_like_ours(client.get(address, follow=True))
    assert "<title>Log in" in html
    html = looks_like_ours(send(client, html, username="ruth", password="no"))
    assert "<title>Error: Log in" in html
    assert 'role="alert"' in html
    assert send(client, html, username="ruth", password="pw")["Location"] == address
    assert SECRET in client.get(address).content.decode()


def test_an_account_that_may_not_is_told_so(client, make_user, restrict):
    client.force_login(make_user("Editors"))
    html = client.get(restrict("groups"), follow=True).content.decode()
    assert "Your account may not see this page" in html


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
def test_what_wagtail_draws_itself_is_not_raw(client, site, path):
    html = client.get(path).content.decode()
    assert '<meta name="viewport"' in html
    assert 'rel="stylesheet"' in html
