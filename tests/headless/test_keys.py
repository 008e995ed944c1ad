"""Keys of front ends: made and revoked in the admin, checked in one place, never read as nobody."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageViewRestriction

from headless.keys.scopes import Scope
from headless.models import ApiKey
from home.models import StandardPage


@pytest.fixture
def make_key(db):
    def make(*scopes, **fields):
        key = ApiKey(name="Front", scopes=[str(scope) for scope in scopes], **fields)
        secret = key.give_secret()
        key.save()
        return key, {"Authorization": f"Bearer {secret}"}

    return make


@pytest.fixture
def draft(home_page):
    page = home_page.add_child(instance=StandardPage(title="Soon", slug="soon", live=False))
    page.title = "Sooner"
    page.save_revision()
    return page


def refused(response, status=401):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies
    return True


def test_a_good_key_reads_and_no_cache_keeps_it(client, home_page, make_key):
    _, headers = make_key(Scope.CONTENT)
    for path in ("pages/", f"pages/{home_page.pk}/", "images/", "pages/999999/"):
        response = client.get(f"/api/v2/{path}", headers=headers)
        assert response.status_code == (404 if "999" in path else 200)
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies


@pytest.mark.parametrize(
    "fields",
    [{"expires_at": timezone.now() - timedelta(1)}, {"revoked_at": timezone.now()}],
    ids=["ended", "revoked"],
)
def test_a_key_that_has_ended_is_refused(client, home_page, make_key, fields):
    _, headers = make_key(Scope.CONTENT, **fields)
    assert refused(client.get("/api/v2/pages/", headers=headers))


@pytest.mark.parametrize("secret", ["", "hk_wrong", "x" * 5000, "hk_\xe9"])
def test_an_unknown_key_is_never_read_as_nobody(client, home_page, secret):
    headers = {"Authorization": f"Bearer {secret}"}
    assert refused(client.get("/api/v2/pages/", headers=headers))


@pytest.mark.parametrize("scope", Scope)
def test_a_key_opens_what_its_scope_says(client, draft, make_key, scope):
    _, headers = make_key(scope)
    doors = {
        Scope.CONTENT: client.get("/api/v2/pages/", headers=headers),
        Scope.DRAFTS: client.get(f"/api/v2/drafts/{draft.pk}/", headers=headers),
        Scope.FORMS: client.post("/api/v2/forms/1/requests/", headers=headers),
    }
    for door, response in doors.items():
        if door == scope:
            assert response.status_code in {200, 415}
        else:
            assert refused(response, 403)


def test_drafts_need_a_key_and_are_the_latest(client, draft, make_key):
    path = f"/api/v2/drafts/{draft.pk}/"
    assert refused(client.get(path))
    _, headers = make_key(Scope.DRAFTS)
    response = client.get(path, headers=headers)
    assert response.json()["title"] == "Sooner"
    assert response["Cache-Control"] == "private, no-store"
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    assert client.get(path, headers=headers).status_code == 404
    assert client.get(f"/api/v2/drafts/{'9' * 30}/", headers=headers).status_code == 404


def test_last_used_is_not_written_each_time(client, home_page, make_key):
    key, headers = make_key(Scope.CONTENT)
    client.get("/api/v2/images/", headers=headers)
    key.refresh_from_db()
    assert key.last_used_at
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v2/images/", headers=headers)
    assert not [query for query in queries if query["sql"].startswith("UPDATE")]


def test_the_admin_shows_a_key_once_and_revokes_it(admin_user_client, client):
    form = {"name": "Website", "scopes": ["content:read"], "expires_at": ""}
    made = admin_user_client.post(reverse("headless_keys:add"), form)
    key = ApiKey.objects.get()
    [secret] = re.findall(r"hk_[\w-]{43}", made.content.decode())
    assert ApiKey.digest_of(secret) == key.digest
    assert "no-store" in made["Cache-Control"]
    assert secret not in str(made.cookies)
    for name, arguments in (("index", ()), ("edit", (key.pk,)), ("delete", (key.pk,))):
        shown = admin_user_client.get(reverse(f"headless_keys:{name}", args=arguments))
        assert key.shown in shown.content.decode()
        assert secret not in shown.content.decode()
    assert "referenced" not in shown.content.decode()
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v2/images/", headers=headers).status_code == 200
    for _ in range(2):
        admin_user_client.post(reverse("headless_keys:delete", args=[key.pk]))
    key.refresh_from_db()
    assert key.state == "Revoked"
    assert ModelLogEntry.objects.filter(action="headless.key.revoke").count() == 1
    assert refused(client.get("/api/v2/images/", headers=headers))


def test_editors_have_no_say_over_keys(editor_client, moderator_client):
    for client in (editor_client, moderator_client):
        assert client.get(reverse("headless_keys:index")).status_code == 302
        assert client.post(reverse("headless_keys:add"), {"name": "x"}).status_code == 302
    assert not ApiKey.objects.exists()


def preflight(client, origin, headers, path="/api/v2/pages/"):
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": headers,
    }
    answer = client.options(path, headers=asked)
    allowed = answer.get("Access-Control-Allow-Headers", "").split(", ")
    return answer.get("Access-Control-Allow-Origin"), headers in allowed


def test_browsers_of_allowed_origins_read_and_send_no_key(client, settings):
    """A key in a browser is a key for everybody: the preflight refuses `Authorization`."""
    settings.CORS_ALLOWED_ORIGINS = [front := "https://app.example.org"]
    assert preflight(client, front, "content-type") == (front, True)
    assert preflight(client, front, "authorization") == (front, False)
    assert preflight(client, "https://evil.example", "content-type") == (None, False)
    assert preflight(client, front, "authorization", "/api/v3/pages/") == (None, False)
