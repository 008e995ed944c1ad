"""Mail and webhooks against real servers on loopback: what arrives, and how failures are told."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.mail import EmailMessage
from standardwebhooks import Webhook

from headless import outgoing
from headless.models import Delivery
from headless.outbox import mail, webhooks
from headless.outbox.channels import DeliveryError
from leads.models.recipients import new_secret
from tests.mail_server import Mailbox, free_port, smtp_server

EVENT = {"type": "thing.happened", "data": {"reference": "K3M9"}}


def a_delivery():
    return Delivery(channel="test", target="t", unique_key="k")


@contextmanager
def web_server(status=200, headers=(), wait=None):
    """Answer every POST the same way; gives the address and what was received."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((dict(self.headers), body))
            if wait:
                wait.wait(5)
                return
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", received
    finally:
        if wait:
            wait.set()
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def to_loopback(settings):
    settings.WEBHOOKS_TO_LOOPBACK = True


def test_a_webhook_is_signed_with_both_secrets():
    secrets = [new_secret(), new_secret()]
    delivery = a_delivery()
    with web_server() as (address, received):
        webhooks.post(delivery, address, EVENT, secrets)
    [(headers, body)] = received
    names = {name.lower(): value for name, value in headers.items()}
    assert names["webhook-id"] == str(delivery.uid)
    assert names["content-type"] == "application/json"
    for secret in secrets:
        assert Webhook(secret).verify(body.decode(), names) == EVENT
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(new_secret()).verify(body.decode(), names)


@pytest.mark.parametrize(
    ("status", "headers", "reason", "after", "final"),
    [
        (500, [], "Answered 500", None, False),
        (404, [], "Answered 404", None, False),
        (410, [], "Answered 410", None, True),
        (429, [("Retry-After", "120")], "Answered 429", 120, False),
        (503, [("Retry-After", "soon")], "Answered 503", None, False),
        (503, [("Retry-After", "9" * 40)], "Answered 503", 10**6, False),
        (410, [("Retry-After", "9" * 5000)], "Answered 410", None, True),
        (410, [("Retry-After", "Fri, 31 Dec 9999 23:59:59 -1400")], "Answered 410", None, True),
        (503, [("Retry-After", "Wed, 01 Jan 2020 00:00:00 GMT")], "Answered 503", 0, False),
        (302, [("Location", "http://127.0.0.1:1/inside")], "Answered 302", None, False),
    ],
)
def test_other_answers_are_failures(status, headers, reason, after, final):
    with (
        web_server(status, headers) as (address, received),
        pytest.raises(DeliveryError) as raised,
    ):
        webhooks.post(a_delivery(), address, EVENT, [new_secret()])
    error = raised.value
    assert (error.reason, error.final, error.maybe_sent) == (reason, final, False)
    assert (None if error.after is None else error.after.total_seconds()) == after
    assert len(received) == 1  # a redirect is not followed


def test_silence_may_have_been_an_arrival(monkeypatch):
    monkeypatch.setattr(outgoing, "READ_SECONDS", 0.3)
    with web_server(wait=threading.Event()) as (address, _), pytest.raises(DeliveryError) as raised:
        webhooks.post(a_delivery(), address, EVENT, [new_secret()])
    assert raised.value.maybe_sent


def test_a_refused_connection_is_no_arrival():
    with pytest.raises(DeliveryError) as raised:
        webhooks.post(a_delivery(), f"http://127.0.0.1:{free_port()}/", EVENT, [new_secret()])
    assert raised.value.reason == "The connection was refused"
    assert not raised.value.maybe_sent


@pytest.mark.parametrize(
    "address",
    [
        "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
        "http://[::1]/", "http://[fd00::1]/", "http://0.0.0.0/", "http://localhost/",
        "http://127.1/", "http://2130706433/",
    ],
)  # fmt: skip
def test_addresses_inside_our_own_network_are_refused(settings, address):
    settings.WEBHOOKS_TO_LOOPBACK = False
    with pytest.raises(DeliveryError) as raised:
        webhooks.post(a_delivery(), address, EVENT, [new_secret()])
    assert raised.value.final
    assert "own network" in raised.value.reason


def test_a_proxy_in_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    with web_server() as (address, received):
        webhooks.post(a_delivery(), address, EVENT, [new_secret()])
    assert len(received) == 1


def a_message():
    return EmailMessage("Subject", "Body", "site@harbor.example", ["team@harbor.example"])


def test_a_mail_arrives_with_the_deliverys_own_id(settings):
    box, delivery = Mailbox(), a_delivery()
    with smtp_server(settings, box):
        mail.send_mail(delivery, a_message())
        mail.send_mail(delivery, a_message())
    assert len(box.kept) == 2
    assert all(f"Message-ID: <{delivery.uid}@harbor.example>" in text for text in box.kept)


@pytest.mark.parametrize(
    ("box", "reason", "maybe"),
    [
        (Mailbox(answer="554 No"), "The mail server refused: 554", False),
        (Mailbox(answer="451 Later"), "The mail server refused: 451", False),
        (Mailbox(answer="drop"), "The mail server broke off: SMTPServerDisconnected", True),
        (Mailbox(recipient="550 Unknown"), "The mail server refused the address", False),
    ],
)
def test_failures_tell_whether_it_may_have_arrived(settings, box, reason, maybe):
    with smtp_server(settings, box), pytest.raises(DeliveryError) as raised:
        mail.send_mail(a_delivery(), a_message())
    assert (raised.value.reason, raised.value.maybe_sent) == (reason, maybe)


def test_a_mail_server_that_is_away(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(DeliveryError) as raised:
        mail.send_mail(a_delivery(), a_message())
    assert "cannot be reached" in raised.value.reason
    assert not raised.value.maybe_sent


def test_a_mail_server_that_says_nothing(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        with pytest.raises(DeliveryError) as raised:
            mail.send_mail(a_delivery(), a_message())
    assert not raised.value.maybe_sent


def test_a_body_is_compact_json():
    with web_server() as (address, received):
        webhooks.post(a_delivery(), address, EVENT, [new_secret()])
    assert json.loads(received[0][1]) == EVENT
