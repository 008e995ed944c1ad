"""Malformed parameters are answered 400 with a message, never 500, on every endpoint."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from home.models import StandardPage

ENDPOINTS = ("pages", "images", "documents", "redirects")
MALFORMED = (
    "offset=abc",
    "offset=-1",
    "offset=99999999999999999999999",
    "offset=1000001",
    "limit=abc",
    "limit=-1",
    "limit=101",
    "limit=²",
    "id=abc",
    "search=%00",
    "fields=%00",
    "fields=" + "parent(" * 990,
    "fields=nonsense",
    "order=nonsense",
    "nonsense=1",
    "no%00such=1",
    "search=" + "x" * 5000,
    "limit=1&limit=2",
    "rich_text_format=nonsense",
)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("query", MALFORMED)
def test_malformed_query_is_400_with_a_message(client, home_page, endpoint, query):
    response = client.get(f"/api/v2/{endpoint}/?{query}")
    assert response.status_code == 400, response.content
    assert response.json()["parameter"]


@pytest.mark.parametrize(
    "query",
    ["first_published_at=abc", "type=no.Such", "type=auth.User", "child_of=abc", "site=no:such",
     "locale=%00", "translation_of=x", "descendant_of=-5", "show_in_menus=perhaps"],
)  # fmt: skip
def test_malformed_page_filter_is_4xx_with_a_message(client, home_page, query):
    response = client.get(f"/api/v2/pages/?{query}")
    assert response.status_code in {400, 404}, response.content
    assert response.json()


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("query", ["id=abc", "id=999999999999999999999999", "id=%00"])
def test_malformed_find_is_400(client, home_page, endpoint, query):
    response = client.get(f"/api/v2/{endpoint}/find/?{query}")
    assert response.status_code == 400


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_unknown_object_is_404(client, home_page, endpoint):
    for address in (f"{endpoint}/99999999/", f"{endpoint}/find/?id=99999999", f"{endpoint}/find/"):
        assert client.get(f"/api/v2/{address}").status_code == 404


def test_huge_number_in_the_path_is_404(client, home_page):
    assert client.get(f"/api/v2/pages/{'9' * 40}/").status_code == 404


def test_private_pages_and_their_children_are_absent(client, home_page):
    private = home_page.add_child(instance=StandardPage(title="Board", slug="board"))
    below = private.add_child(instance=StandardPage(title="Minutes", slug="minutes"))
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="pw"
    )
    listed = {item["id"] for item in client.get("/api/v2/pages/").json()["items"]}
    assert home_page.pk in listed
    assert not {private.pk, below.pk} & listed
    for page in (private, below):
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_a_session_that_unlocked_a_page_sees_no_more_through_the_api(client, home_page):
    private = home_page.add_child(instance=StandardPage(title="Board", slug="board"))
    restriction = PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="pw"
    )
    unlocked = client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{private.pk}/",
        {"password": "pw", "return_url": "/board/"},
    )
    assert unlocked.status_code == 302
    assert client.get("/board/").status_code == 200
    assert client.get(f"/api/v2/pages/{private.pk}/").status_code == 404


def test_drafts_are_absent(client, home_page):
    draft = home_page.add_child(instance=StandardPage(title="Soon", slug="soon", live=False))
    assert client.get(f"/api/v2/pages/{draft.pk}/").status_code == 404


def test_images_of_restricted_collections_are_absent(client, home_page):
    collection = Collection.get_first_root_node().add_child(name="Staff")
    nested = collection.add_child(name="Portraits")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    image = get_image_model().objects.create(
        title="Face", file=get_test_image_file(), collection=nested
    )
    home_page.lead_image = image
    home_page.save_revision().publish()
    assert client.get(f"/api/v2/images/{image.pk}/").status_code == 404
    assert client.get(f"/api/v2/pages/{home_page.pk}/").json()["lead_image"] is None


def test_redirects_to_private_pages_are_absent(client, home_page):
    private = home_page.add_child(instance=StandardPage(title="Board", slug="board"))
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="pw"
    )
    Redirect.add_redirect("/old-board/", private)
    public = Redirect.add_redirect("/old-home/", home_page)
    listed = client.get("/api/v2/redirects/").json()["items"]
    assert [item["id"] for item in listed] == [public.pk]
    assert client.get("/api/v2/redirects/find/?html_path=/old-board/").status_code == 404
    assert client.get("/api/v2/redirects/find/?html_path=/old-home/").status_code == 302


EVERY_ADDRESS = (
    "pages/", "pages/1/", "pages/find/", "images/", "documents/", "redirects/", "site/", "resolve/",
    "sync/", "schema/", "docs/", "facilities/", "forms/1/", "drafts/1/", "preview/",
)  # fmt: skip


@pytest.mark.parametrize("address", EVERY_ADDRESS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_who_writes_is_told_that_it_is_in_vain(home_page, address, method):
    client = Client(enforce_csrf_checks=True)  # as a server does, and Django's test client does not
    response = client.generic(method, f"/api/v2/{address}")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert "GET" in response["Allow"]


@pytest.mark.parametrize("address", [*EVERY_ADDRESS, "forms/1/requests/"])
def test_every_address_tells_its_methods(client, home_page, address):
    response = client.options(f"/api/v2/{address}")
    assert (response.status_code, response.content) == (204, b"")
    assert ("POST" if "requests" in address else "GET") in response["Allow"]


@pytest.mark.parametrize("address", ["nonsense/", "pages/abc/", "", "pages/1/more/", "forms/x/"])
def test_there_is_a_problem_where_there_is_nothing(client, home_page, address):
    response = client.get(f"/api/v2/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_errors_of_the_whole_site_are_problems_too(client, home_page, monkeypatch):
    response = client.get("/api/v2/pages/", headers={"host": "evil.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    monkeypatch.setattr("headless.site_endpoint.parts", lambda: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/api/v2/site/")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")


@pytest.mark.parametrize("address", ["forms/1/", "facilities/", "site/", "resolve/", "sync/"])
def test_an_unknown_parameter_is_named_everywhere(client, home_page, address):
    response = client.get(f"/api/v2/{address}?nonsense=1")
    assert response.status_code == 400
    assert response.json()["parameter"] == "nonsense"


@pytest.mark.parametrize("query", ["search_operator=xor", "search_operator=", "format=xml"])
def test_what_has_no_such_value_is_named(client, home_page, query):
    response = client.get(f"/api/v2/pages/?{query}")
    assert response.status_code == 400
    assert response.json()["parameter"] == query.partition("=")[0]
    assert client.get("/api/v2/pages/?format=json").status_code == 200


@pytest.mark.parametrize("address", ["pages/", "site/", "facilities/", "forms/1/"])
def test_json_is_the_answer_whatever_is_accepted(client, home_page, address):
    response = client.get(f"/api/v2/{address}", headers={"accept": "image/png"})
    assert response.status_code in {200, 404}
    assert "json" in response["Content-Type"]
