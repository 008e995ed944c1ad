"""The captcha: what it draws, what it concludes, and that it refuses nobody."""

import base64
import json
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from altcha import Challenge, Payload, solve_challenge
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache

from leads.captcha import Outcome, get_captcha
from leads.captcha.proof_of_work import ProofOfWork
from leads.captcha.recaptcha import Recaptcha, breaker
from leads.models import CallbackRequest


@pytest.fixture(autouse=True)
def closed_breaker():
    breaker.reset()


KEYS = {"RECAPTCHA_PUBLIC_KEY": "public", "RECAPTCHA_PRIVATE_KEY": "private"}


def solved(client):
    """Return what captcha.js would send."""
    challenge = Challenge.from_dict(client.get("/altcha/challenge/").json())
    return Payload(challenge, solve_challenge(challenge)).to_base64()


@pytest.fixture
def payload(client, settings):
    cache.clear()
    settings.ALTCHA_CHALLENGE = {"max_number": 1000, "cost": 1}
    return solved(client)


def judge(payload):
    return ProofOfWork().verify({"form-altcha": payload}, "form")


def test_a_solution_passes_once(payload):
    assert judge(payload) is Outcome.PASS
    assert judge(payload) is Outcome.FAIL


def test_a_solution_belongs_to_its_form(payload):
    assert ProofOfWork().verify({"form-altcha": payload}, "form-2") is Outcome.FAIL


@pytest.mark.parametrize(
    "payload", ["", "nonsense", "x" * 10_000, base64.b64encode(b"[]").decode(), "\x00", "e30="]
)
def test_anything_else_fails(payload):
    assert judge(payload) is Outcome.FAIL


def test_a_tampered_challenge_fails(payload):
    data = json.loads(base64.b64decode(payload))
    data["challenge"]["parameters"]["expiresAt"] += 1000
    assert judge(base64.b64encode(json.dumps(data).encode()).decode()) is Outcome.FAIL


def test_a_cache_that_is_away_is_nobodys_fault(payload, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert judge(payload) is Outcome.UNKNOWN


def test_a_solved_form_is_stored_as_verified(client, form_page, payload, ticked):
    data = {"prefix": "form", "form-phone": "202-555-0142", "form-best_time": "any"}
    data |= ticked(form_page)
    response = client.post(f"/call-back/{form_page.pk}/", {**data, "form-altcha": payload})
    assert response.status_code == 303
    assert CallbackRequest.objects.get().captcha == "pass"


def test_errors_do_not_use_up_the_solution(client, form_page, payload):
    data = {"prefix": "form", "form-phone": "", "form-altcha": payload}
    assert client.post(f"/call-back/{form_page.pk}/", data).status_code == 422
    assert judge(payload) is Outcome.PASS


def test_the_proof_of_work_asks_no_third_party(client, form_page):
    html = client.get("/call-me/").content.decode()
    assert 'data-captcha="proof-of-work"' in html
    assert 'name="form-altcha"' in html
    assert "google" not in html


def test_the_checkbox_has_an_id_in_each_form(client, page_with_two_forms, settings):
    for name, value in KEYS.items():
        setattr(settings, name, value)
    html = client.get("/costs/").content.decode()
    assert html.count('data-size="compact"') == 2
    assert html.count('data-sitekey="public"') == 2
    assert html.count('-captcha"') == 2
    assert "<script>" not in html


def test_keys_choose_the_captcha(settings):
    assert isinstance(get_captcha(), ProofOfWork)
    settings.RECAPTCHA_PUBLIC_KEY = "public"
    assert isinstance(get_captcha(), ProofOfWork)
    settings.RECAPTCHA_PRIVATE_KEY = "private"
    assert isinstance(get_captcha(), Recaptcha)


# Google, as a server of our own on the loopback, over TLS as the client demands.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@contextmanager
def google(certificate, answer, *, status=200, delay=0.0):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            time.sleep(delay)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    server.handle_error = lambda *args: None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def ask(settings, domain):
    settings.RECAPTCHA_DOMAIN = domain
    data = {"g-recaptcha-response": "token"}
    return Recaptcha("public", "private").verify(data, "form")


@pytest.mark.parametrize(
    ("answer", "status", "outcome"),
    [
        (b'{"success": true}', 200, Outcome.PASS),
        (b'{"success": false, "error-codes": ["timeout-or-duplicate"]}', 200, Outcome.FAIL),
        (b'{"success": "false"}', 200, Outcome.UNKNOWN),
        (b'{"success": "true"}', 200, Outcome.UNKNOWN),
        (b'{"success": 1}', 200, Outcome.UNKNOWN),
        (b'{"success": null}', 200, Outcome.UNKNOWN),
        (b"{}", 200, Outcome.UNKNOWN),
        (b"[]", 200, Outcome.UNKNOWN),
        (b'"yes"', 200, Outcome.UNKNOWN),
        (b"", 200, Outcome.UNKNOWN),
        (b"\xff\xfe", 200, Outcome.UNKNOWN),
        (b"<html>Please log in</html>", 200, Outcome.UNKNOWN),
        (b'{"success": true}', 500, Outcome.UNKNOWN),
    ],
)
def test_only_a_json_true_passes(settings, monkeypatch, certificate, answer, status, outcome):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with google(certificate, answer, status=status) as (domain, asked):
        assert ask(settings, domain) is outcome
    assert asked == ["secret=private&response=token&remoteip="]


def test_nobody_waits_longer_than_two_seconds(settings, monkeypatch, certificate):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with google(certificate, b'{"success": true}', delay=4) as (domain, _):
        begun = time.monotonic()
        assert ask(settings, domain) is Outcome.UNKNOWN
        assert time.monotonic() - begun < 2.5


def test_a_refused_connection_is_unknown(settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert ask(settings, f"127.0.0.1:{unused.getsockname()[1]}") is Outcome.UNKNOWN


def test_without_a_token_google_is_not_asked(settings):
    settings.RECAPTCHA_DOMAIN = "127.0.0.1:1"
    assert Recaptcha("public", "private").verify({}, "form") is Outcome.FAIL


def test_a_form_is_taken_while_google_is_away(client, form_page, settings, ticked):
    for name, value in {**KEYS, "RECAPTCHA_DOMAIN": "127.0.0.1:1"}.items():
        setattr(settings, name, value)
    data = {"prefix": "form", "form-phone": "202-555-0142", "form-best_time": "any"}
    data |= ticked(form_page)
    data["g-recaptcha-response"] = "token"
    assert client.post(f"/call-back/{form_page.pk}/", data).status_code == 303
    assert CallbackRequest.objects.get().captcha == "unknown"
