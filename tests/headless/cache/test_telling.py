"""Webhooks and purges leave through the outbox, to real servers on loopback."""

import threading
import uuid
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook

from headless.changes import ledger, telling
from headless.changes.models import ContentChange, EventWebhook
from headless.models import Delivery
from headless.outbox.worker import Worker
from home.models import StandardPage

from .conftest import publish


@contextmanager
def server(status=200):
    received = []

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            received.append((self.command, self.path, dict(self.headers), body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_PURGE = handle_any  # noqa: N815

        def log_message(self, *args):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}/", received
    http.shutdown()
    http.server_close()


@pytest.fixture
def about(home_page, settings, commit):
    settings.WEBHOOKS_TO_LOOPBACK = True
    with commit():
        page = publish(home_page, StandardPage(title="About", slug="about"))
    ContentChange.objects.update(told=True)
    return page


@pytest.fixture
def publish_again(commit):
    def publish_page(page):
        with commit():
            page.title += "!"
            page.save_revision().publish()

    return publish_page


def deliver():
    telling.tell()
    return Worker().run_due()


def test_a_webhook_is_told_what_changed(about, publish_again):
    with server() as (address, received):
        webhook = EventWebhook.objects.create(name="Front end", address=address)
        publish_again(about)
        assert deliver() == 1
        assert deliver() == 0
    _, _, headers, body = received[0]
    event = Webhook(webhook.secret).verify(body, headers)
    assert event["type"] == "content.changed"
    assert event["data"]["paths"] == ["/about/"]
    assert (event["data"]["object"], event["data"]["id"]) == ("page", about.pk)
    assert event["data"]["type"] == "home.StandardPage"
    assert {f"page-{about.pk}", "type-home.standardpage"} <= set(event["data"]["tags"])


def test_a_draft_is_nobody_s_business(about):
    EventWebhook.objects.create(name="Front end", address="https://example.org/")
    about.save_revision()
    assert deliver() == 0


def test_a_webhook_that_is_switched_off_is_told_nothing(about, publish_again):
    webhook = EventWebhook.objects.create(name="F", address="https://example.org/", active=False)
    publish_again(about)
    assert deliver() == 0
    webhook.active = True
    webhook.save()
    publish_again(about)
    telling.tell()
    EventWebhook.objects.update(active=False)
    Worker().run_due()
    assert Delivery.objects.get().status == Delivery.Status.DEAD


def test_what_arrived_long_ago_is_forgotten_and_what_was_given_up_is_not(about):
    long_ago = timezone.now() - ledger.KEPT - timedelta(days=1)
    done, dead = Delivery.Status.DELIVERED, Delivery.Status.DEAD
    for channel, status, finished_at in (
        (telling.EVENTS, done, long_ago),
        (telling.PURGE, done, long_ago),
        (telling.EVENTS, done, timezone.now()),
        (telling.EVENTS, dead, long_ago),
        ("another", done, long_ago),
    ):
        Delivery.objects.create(
            channel=channel, status=status, finished_at=finished_at, unique_key=str(uuid.uuid4())
        )
    assert telling.forget() == 2
    kept = Delivery.objects.values_list("channel", "status").order_by("channel", "status")
    assert list(kept) == [("another", done), (telling.EVENTS, dead), (telling.EVENTS, done)]


def test_a_failure_is_tried_again(about, publish_again):
    with server(status=503) as (address, received):
        EventWebhook.objects.create(name="F", address=address)
        publish_again(about)
        deliver()
    assert len(received) == 1
    assert Delivery.objects.get().status == Delivery.Status.WAITING


def test_very_many_changes_are_one_event(about, home_page, monkeypatch):
    monkeypatch.setattr(telling, "MANY", 3)
    EventWebhook.objects.create(name="F", address="https://example.org/")
    for number in range(5):
        publish(home_page, StandardPage(title=str(number), slug=str(number)))
    telling.tell()
    event = Delivery.objects.get().payload["event"]
    assert (event["type"], event["data"]) == ("content.many", {"tags": [], "paths": []})


def tag_backend(address, **more):
    backend = "headless.changes.cdn.TagBackend"
    return {"tags": {"BACKEND": backend, "LOCATION": address, **more}}


def test_varnish_is_purged_by_tag(about, settings, publish_again):
    with server() as (address, received):
        settings.WAGTAILFRONTENDCACHE = tag_backend(address)
        publish_again(about)
        assert deliver() == 1
    method, _, headers, _ = received[0]
    assert method == "PURGE"
    assert {f"page-{about.pk}", "many"} <= set(headers["xkey-purge"].split())


def test_fastly_is_purged_by_tag(about, settings, publish_again):
    with server() as (address, received):
        settings.WAGTAILFRONTENDCACHE = tag_backend(address, TOKEN="key")
        publish_again(about)
        deliver()
    method, _, headers, _ = received[0]
    assert (method, headers["Fastly-Key"]) == ("POST", "key")
    assert f"page-{about.pk}" in headers["Surrogate-Key"].split()


@pytest.mark.parametrize("more", [{}, {"TOKEN": "key"}])
def test_a_purge_of_a_page_whose_slug_is_not_ascii_arrives(home_page, settings, more):
    with server() as (address, received):
        settings.WAGTAILFRONTENDCACHE = tag_backend(address, **more)
        publish(home_page, StandardPage(title="Advice", slug="советы"))
        deliver()
    assert received
    assert Delivery.objects.get().status == Delivery.Status.DELIVERED


def test_a_purge_that_failed_is_tried_again(about, settings, publish_again):
    with server(status=500) as (address, _):
        settings.WAGTAILFRONTENDCACHE = tag_backend(address)
        publish_again(about)
        deliver()
    assert Delivery.objects.get().last_error == "The CDN answered 500"


def test_a_cache_without_tags_is_purged_by_address(about, settings, publish_again):
    with server() as (address, received):
        backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
        settings.WAGTAILFRONTENDCACHE = {"http": {"BACKEND": backend, "LOCATION": address}}
        publish_again(about)
        deliver()
    assert {path for _, path, _, _ in received} == {"/about/", f"/api/v2/pages/{about.pk}/"}


def test_without_a_cdn_nothing_is_owed(about, settings, publish_again):
    settings.WAGTAILFRONTENDCACHE = {}
    publish_again(about)
    assert deliver() == 0
    assert not ContentChange.objects.filter(told=False).exists()


def test_what_webhooks_must_be():
    with pytest.raises(ValidationError, match="URL"):
        EventWebhook(name="F", address="file:///etc/passwd").full_clean(validate_unique=False)
    with pytest.raises(ValidationError, match="24 bytes"):
        EventWebhook(name="F", address="https://a.org", secret="short").full_clean(
            validate_unique=False
        )


def test_administrators_manage_them(admin_user_client):
    add = reverse("wagtailsnippets_headless_eventwebhook:add")
    page = admin_user_client.get(add)
    assert page.status_code == 200
    form = {"name": "F", "address": "https://a.org/", "active": "on", "previous_secret": ""}
    secret = EventWebhook().secret
    assert admin_user_client.post(add, form | {"secret": secret}).status_code == 302
    assert EventWebhook.objects.get().secrets == [secret]


def test_a_secret_is_changed_without_a_gap(about, publish_again, admin_user_client):
    with server() as (address, received):
        webhook = EventWebhook.objects.create(name="F", address=address)
        edit = reverse("wagtailsnippets_headless_eventwebhook:edit", args=[webhook.pk])
        form = {"name": "F", "address": address, "active": "on", "previous_secret": ""}
        assert admin_user_client.post(edit, form | {"secret": ""}).status_code == 302
        fresh = EventWebhook.objects.get()
        assert fresh.previous_secret == webhook.secret != fresh.secret
        publish_again(about)
        deliver()
        admin_user_client.post(edit, form | {"secret": fresh.secret})
        publish_again(about)
        deliver()
    (_, _, headers, body), (_, _, later_headers, later_body) = received
    for secret in (webhook.secret, fresh.secret):
        assert Webhook(secret).verify(body, headers)
    assert Webhook(fresh.secret).verify(later_body, later_headers)
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(webhook.secret).verify(later_body, later_headers)
