"""What every answer of the assembled site carries, and what it must not."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.views.debug import ExceptionReporter

from config.csp import tile_hosts


def test_readers_get_a_strict_policy(client, home_page):
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "object-src 'none'" in policy


def test_data_may_load_nothing(client, home_page):
    response = client.get("/api/v2/pages/")
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("", []),
        ("/tiles/{z}/{x}/{y}.png", []),
        ("https://tiles.example.org:8080/{z}/{x}/{y}.png", ["https://tiles.example.org:8080"]),
        ("https://{s}.example.org/{z}/{x}/{y}.png", ["https://*.example.org"]),
    ],
)
def test_map_tiles_are_let_in_from_where_the_operator_says(address, hosts):
    assert tile_hosts(address) == hosts


def test_editors_get_the_policy_that_wagtail_needs(admin_user_client):
    policy = admin_user_client.get(reverse("wagtailadmin_home"))["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy


def test_the_editors_preview_may_be_framed(admin_user_client, home_page):
    address = reverse("wagtailadmin_pages:view_draft", args=(home_page.pk,))
    policy = admin_user_client.get(address)["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy


def test_public_answers_set_no_cookie_and_vary_on_none(client, home_page):
    for address in ("/", f"/api/v2/pages/{home_page.pk}/", "/nowhere/"):
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_error_pages_carry_the_crisis_lines(client, home_page):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    for number in ("tel:988", "tel:911"):
        assert number in response.content.decode()


def test_a_failing_view_says_who_to_call_and_nothing_else(client, home_page, monkeypatch):
    client.raise_request_exception = False

    def broken(self, request, *args, **kwargs):
        raise RuntimeError("Sam, 555-0100")

    monkeypatch.setattr("home.models.HomePage.serve", broken)
    response = client.get("/")
    assert response.status_code == 500
    body = response.content.decode()
    assert "tel:988" in body
    assert "555-0100" not in body


def test_a_database_that_is_away_is_503_and_says_who_to_call(client, home_page, monkeypatch):
    client.raise_request_exception = False

    def away(self, request, *args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("home.models.HomePage.serve", away)
    response = client.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "tel:988" in response.content.decode()


def test_error_reports_leave_out_what_was_posted(rf):
    phone = "-".join(["212", "555", "0100"])  # the report quotes lines of source
    request = rf.post("/call-back/1/", {"phone": phone})
    assert request.POST["phone"] == phone
    try:
        raise RuntimeError
    except RuntimeError as error:
        reporter = ExceptionReporter(request, type(error), error, error.__traceback__)
        text = reporter.get_traceback_text() + reporter.get_traceback_html()
    assert phone not in text


def test_a_post_that_was_cut_short_is_400(admin_user_client, home_page):
    """Wagtail reads how many blocks a body has without asking whether it was told."""
    admin_user_client.raise_request_exception = False
    response = admin_user_client.post(f"/admin/pages/{home_page.pk}/edit/", {"title": "Harbor"})
    assert response.status_code == 400
    assert "988" in response.content.decode()
