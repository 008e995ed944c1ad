"""One answer for each path: page, redirect, gone or not found, and nothing that is not public."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home.models import HomePage, StandardPage
from leads.models import Answerer, CallbackFormPage


def resolve(client, path, status=200, **parameters):
    response = client.get("/api/v2/resolve/", {"path": path, **parameters})
    assert response.status_code == status, response.content
    return response.json()


def add(parent, title, **values):
    page = StandardPage(title=title, slug=title.lower(), **values)
    parent.add_child(instance=page)
    if page.live:
        page.save_revision().publish()
    return page


def restrict(page):
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="pw"
    )


def test_a_page_comes_with_its_body(client, home_page):
    about = add(home_page, "About")
    team = add(about, "Team", summary="Who we are")
    answer = resolve(client, "/about/team/")
    assert (answer["kind"], answer["subpath"]) == ("page", "")
    assert answer["page"] == client.get(f"/api/v2/pages/{team.pk}/").json()
    assert answer["page"]["summary"] == "Who we are"
    assert resolve(client, "/about/team") == answer
    assert resolve(client, "/")["page"]["id"] == home_page.pk


def test_fields_and_rich_text_are_those_of_the_page(client, home_page):
    add(home_page, "About")
    page = resolve(client, "/about/", fields="_,title")["page"]
    assert page == {"title": "About"}


def test_a_path_that_a_page_routes_itself(client, home_page, form_page):
    answer = resolve(client, f"/{form_page.slug}/thank-you/")
    assert (answer["kind"], answer["subpath"]) == ("page", "thank-you/")
    assert answer["page"]["id"] == form_page.pk
    assert resolve(client, f"/{form_page.slug}/nonsense/", 404)["kind"] == "not_found"


@pytest.fixture
def form_page(home_page):
    answerer = Answerer.objects.create(name="Harbor")
    page = CallbackFormPage(title="Call me", slug="call-me", answerer=answerer)
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(("permanent", "status"), [(True, 301), (False, 302)])
def test_a_redirect_tells_its_target_and_status(client, home_page, permanent, status):
    page = add(home_page, "New")
    Redirect.add_redirect("/old/", page, is_permanent=permanent)
    assert resolve(client, "/old/") == {
        "kind": "redirect",
        "location": page.full_url,
        "status": status,
    }


def test_redirects_mind_the_query_and_lead_out(client, home_page):
    Redirect.add_redirect("/old/?id=3", "https://example.org/three")
    Redirect.add_redirect("/old/", "https://example.org/")
    assert resolve(client, "/old/?id=3")["location"] == "https://example.org/three"
    assert resolve(client, "/old?id=4")["location"] == "https://example.org/?id=4"


def test_a_redirect_to_what_is_not_public_is_not_found(client, home_page):
    private, draft = add(home_page, "Board"), add(home_page, "Soon", live=False)
    restrict(private)
    Redirect.add_redirect("/a/", private)
    Redirect.add_redirect("/b/", draft)
    missing = resolve(client, "/c/", 404)
    assert resolve(client, "/a/", 404) == resolve(client, "/b/", 404) == missing


def test_a_page_that_was_unpublished_is_gone(client, home_page):
    page = add(home_page, "Offer")
    page.unpublish()
    response = client.get("/api/v2/resolve/?path=/offer/")
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["kind"] == "gone"
    Redirect.add_redirect("/offer/", home_page)
    assert resolve(client, "/offer/")["kind"] == "redirect"


def test_what_was_never_public_looks_like_nothing_at_all(client, home_page):
    nothing = resolve(client, "/nothing/", 404)
    assert nothing["kind"] == "not_found"
    add(home_page, "Draft", live=False)
    board = add(home_page, "Board")
    add(board, "Minutes")
    retired = add(board, "Retired")
    retired.unpublish()
    restrict(board)
    reworked = add(home_page, "Reworked")
    reworked.unpublish()
    reworked.slug = "secret-merger"
    reworked.save()
    reworked.save_revision(log_action=True)
    for path in ("/draft/", "/board/", "/board/minutes/", "/board/retired/", "/secret-merger/"):
        assert resolve(client, path, 404) == nothing, path


def test_a_session_that_unlocked_a_page_sees_no_more(client, admin_user_client, home_page):
    board = add(home_page, "Board")
    restrict(board)
    draft = add(home_page, "Draft", live=False)
    for page in (board, draft):
        assert resolve(admin_user_client, f"/{page.slug}/", 404)["kind"] == "not_found"


def test_another_site_is_named(client, home_page):
    root = Page.objects.get(depth=1)
    other = root.add_child(instance=HomePage(title="Cove", slug="cove"))
    Site.objects.create(hostname="cove.example", port=443, root_page=other)
    add(other, "Boats")
    assert resolve(client, "/boats/", 404)["kind"] == "not_found"
    answer = resolve(client, "/boats/", site="cove.example")
    assert answer["page"]["title"] == "Boats"
    assert answer["page"]["meta"]["html_url"] == "https://cove.example/boats/"
    assert resolve(client, "/boats/", site="cove.example:443") == answer
    assert resolve(client, "/boats/", 400, site="cove.example:80")["parameter"] == "site"


def test_another_locale_is_named(client, home_page):
    spanish = Locale.objects.create(language_code="es")
    about = add(home_page, "About")
    home_page.copy_for_translation(spanish, copy_parents=True).save_revision().publish()
    inicio = about.copy_for_translation(spanish)
    inicio.slug, inicio.title = "acerca", "Acerca"
    inicio.save_revision().publish()
    assert resolve(client, "/acerca/", locale="es")["page"]["id"] == inicio.pk
    assert resolve(client, "/acerca/", 404, locale="en")["kind"] == "not_found"
    assert resolve(client, "/about/", 400, locale="tlh")["parameter"] == "locale"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "path"),
        ("path=", "path"),
        ("path=about", "path"),
        ("path=//evil.example/", "path"),
        ("path=/a%23b", "path"),
        ("path=/%00/", "path"),
        ("path=/" + "a" * 2001, "path"),
        ("path=/&path=/a/", "path"),
        ("path=/&site=no.such", "site"),
        ("path=/&site=localhost:x", "site"),
        ("path=/&site=localhost:99999999999999999999", "site"),
        ("path=/&locale=", "locale"),
        ("path=/&fields=nonsense", "fields"),
        ("path=/&fields=" + "parent(" * 200, "fields"),
        ("path=/&nonsense=1", "nonsense"),
        ("path=/&no%00such=1", "nosuch"),
    ],
)
def test_malformed_questions_are_400_and_named(client, home_page, query, parameter):
    response = client.get(f"/api/v2/resolve/?{query}")
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter


@pytest.mark.parametrize("path", ["/" + "a/" * 900, "/%ff/", "/..//../", "/ü/", "/?" + "x" * 900])
def test_strange_paths_are_not_found(client, home_page, path):
    answer = client.get("/api/v2/resolve/", {"path": path})
    assert answer.status_code in {200, 404}, answer.content


def test_methods(client, home_page, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    head = client.head("/api/v2/resolve/?path=/", headers={"Origin": "https://front.example"})
    assert (head.status_code, head.content) == (200, b"")
    assert head["Access-Control-Allow-Origin"] == "https://front.example"
    options = client.options("/api/v2/resolve/")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post("/api/v2/resolve/?path=/").status_code == 405
    other = client.get("/api/v2/resolve/?path=/", headers={"Origin": "https://other.example"})
    assert "Access-Control-Allow-Origin" not in other
    assert not other.cookies
