"""Drafts in the front end: one page, ten minutes, one editor, and nobody's cache."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from headless.models import FrontEnd, PreviewGrant
from home.models import StandardPage
from leads.models import Answerer, CallbackFormPage

FRONT = "https://www.example.org"


@pytest.fixture
def front(site):
    return FrontEnd.objects.create(site=site, address=f"{FRONT}/preview.html")


@pytest.fixture
def page(home_page):
    page = home_page.add_child(instance=StandardPage(title="Soon", slug="soon", live=False))
    page.save_revision()
    return page


@pytest.fixture
def token(front, page, editor_client):
    """What 'View draft' sends the editor's browser away with."""
    sent = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    address, _, token = sent["Location"].partition("#token=")
    assert (sent.status_code, address) == (302, front.address)
    assert "no-store" in sent["Cache-Control"]
    assert sent["Referrer-Policy"] == "no-referrer"
    return token


def read(token, **headers):
    return Client().get(
        "/api/v2/preview/", headers={"Authorization": f"Preview {token}", "Origin": FRONT} | headers
    )


def form(title, words="Words."):
    return nested_form_data(
        {
            "title": title,
            "slug": "soon",
            "summary": "",
            "lead_image": "",
            "body": streamfield([("paragraph", rich_text(f"<p>{words}</p>"))]),
        }
    )


def test_a_draft_is_read_and_kept_by_nobody(token, page):
    answer = read(token)
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["title"]) == (page.pk, "Soon")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Access-Control-Allow-Origin"] == FRONT
    assert not answer.cookies


def test_the_panel_shows_what_is_not_saved(front, page, editor_client):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor_client.post(address, form("Unsaved")).json()["is_valid"]
    panel = editor_client.get(f"{address}?in_preview_panel=true")
    html = panel.content.decode()
    token = html.partition('data-token="')[2].partition('"')[0]
    answer = read(token).json()
    assert answer["title"] == "Unsaved"
    assert "Words." in str(answer["body"])
    assert f'data-address="{FRONT}' in html
    assert token not in html.partition('data-address="')[2].partition('"')[0]
    assert f"frame-src 'self' {FRONT}" in panel["Content-Security-Policy"]
    assert panel["X-Frame-Options"] == "SAMEORIGIN"
    page.refresh_from_db()
    assert page.title == "Soon"


def test_other_pages_of_the_admin_frame_no_front_end(front, page, editor_client):
    edit = editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert FRONT not in edit["Content-Security-Policy"]


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "", lambda t: t + "x", lambda t: "a:b"]
)
def test_a_forged_token_opens_nothing(token, spoil):
    refused = read(spoil(token))
    assert refused.status_code == 401
    assert refused["Cache-Control"] == "private, no-store"


def test_a_token_is_for_one_page(token, page, home_page):
    assert read(token).json()["id"] == page.pk
    headers = {"Authorization": f"Preview {token}"}
    assert Client().get(f"/api/v2/drafts/{home_page.pk}/", headers=headers).status_code == 401


def test_it_ends_after_ten_minutes_unless_the_editor_is_open(token, page, editor_client):
    grant = PreviewGrant.objects.get()
    left = grant.expires_at - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    PreviewGrant.objects.update(expires_at=timezone.now() + timedelta(seconds=5))
    keep = reverse("headless_preview_keep", args=[page.pk])
    assert editor_client.post(keep).status_code == 410  # only the panel keeps its own alive
    PreviewGrant.objects.update(in_panel=True)
    assert editor_client.post(keep).json() == {"version": 1}
    assert PreviewGrant.objects.get().expires_at > timezone.now() + timedelta(minutes=9)
    PreviewGrant.objects.update(expires_at=timezone.now())
    assert editor_client.post(keep).status_code == 410
    assert read(token).status_code == 401


def test_it_ends_with_the_page(token, page):
    page.delete()
    assert read(token).status_code == 401


def test_it_ends_when_the_editor_logs_out(token, editor_client):
    editor_client.post(reverse("wagtailadmin_logout"))
    assert read(token).status_code == 401


@pytest.mark.parametrize("lost", ["rights", "account"])
def test_it_ends_with_the_editors_rights(token, lost, django_user_model):
    user = django_user_model.objects.get()
    if lost == "rights":
        user.groups.clear()
    else:
        user.is_active = False
        user.save()
    assert read(token).status_code == 401


def test_other_origins_are_told_nothing(token):
    for origin in ("https://evil.example", "null", f"{FRONT}.evil.example"):
        assert "Access-Control-Allow-Origin" not in read(token, Origin=origin)


def test_browsers_may_ask_first(front):
    asked = {"Origin": FRONT, "Access-Control-Request-Method": "GET"}
    answer = Client().options("/api/v2/preview/", headers=asked)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (204, FRONT)
    assert answer["Access-Control-Allow-Headers"] == "authorization"


def test_each_look_is_at_the_draft_as_it_was(front, page, editor_client):
    """What the panel follows, and what was opened later, change nothing that was opened before."""
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    panel = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    first = editor_client.get(view)["Location"].partition("#token=")[2]
    page.title = "Later"
    page.save_revision()
    second = editor_client.get(view)["Location"].partition("#token=")[2]
    editor_client.post(panel, form("Typed"))
    html = editor_client.get(f"{panel}?in_preview_panel=true").content.decode()
    third = html.partition('data-token="')[2].partition('"')[0]
    assert [read(token).json()["title"] for token in (first, second, third)] == [
        "Soon",
        "Later",
        "Typed",
    ]


def test_the_panel_has_one_token_while_it_works(front, page, editor_client):
    panel = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    for title in ("One", "Two"):
        editor_client.post(panel, form(title))
        html = editor_client.get(f"{panel}?in_preview_panel=true").content.decode()
    grant = PreviewGrant.objects.get()
    assert (grant.version, grant.content["title"]) == (2, "Two")
    assert 'data-version="2"' in html
    PreviewGrant.objects.update(expires_at=timezone.now() - timedelta(1))
    editor_client.get(f"{panel}?in_preview_panel=true")
    assert PreviewGrant.objects.get().uid != grant.uid


def test_a_second_preview_mode_is_this_sites_own(front, home_page, admin_user_client):
    answerer = Answerer.objects.create(name="Harbor", kind=Answerer.Kind.PUBLISHER)
    page = home_page.add_child(
        instance=CallbackFormPage(title="Call me", slug="call-me", answerer=answerer)
    )
    page.save_revision()
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert admin_user_client.get(view).status_code == 302
    thanks = admin_user_client.get(f"{view}?mode=thank-you")
    assert thanks.status_code == 200
    assert page.thank_you_heading in thanks.content.decode()


def test_a_page_that_was_never_saved_is_this_sites_own(front, home_page, editor_client):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["home", "standardpage", home_page.pk]
    )
    assert editor_client.post(address, form("Never saved")).json()["is_valid"]
    shown = editor_client.get(f"{address}?in_preview_panel=true")
    assert "Never saved" in shown.content.decode()
    assert not PreviewGrant.objects.exists()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://WWW.Example.org:443/preview", "https://www.example.org"),
        ("http://127.0.0.1:8080/p?x=1", "http://127.0.0.1:8080"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("", ""),
    ],
)
def test_origins_are_as_browsers_write_them(address, origin):
    assert FrontEnd(address=address).origin == origin


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "https://example.org/#a", "https://me@example.org/"]
)
def test_addresses_that_could_take_no_token_are_refused(site, admin_user_client, address):
    settings = reverse("wagtailsettings:edit", args=["headless", "frontend", site.pk])
    told = admin_user_client.post(settings, {"address": address})
    assert "Give an address that begins with https://" in told.content.decode()
    assert not FrontEnd.objects.exclude(address="").exists()


def test_without_a_front_end_drafts_are_html(page, editor_client):
    view = editor_client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert view.status_code == 200
    assert not PreviewGrant.objects.exists()


def test_nobody_without_rights_gets_a_token(front, page, make_user):
    client = Client()
    client.force_login(make_user(username="stranger"))
    client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert not PreviewGrant.objects.exists()
