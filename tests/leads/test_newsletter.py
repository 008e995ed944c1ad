"""Signing up for the newsletter, confirming, leaving; what is kept and what is told."""

import re
from datetime import timedelta
from email import message_from_string, policy

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, connection
from django.utils import timezone

from headless.models import Delivery
from headless.outbox.worker import Worker
from leads import floods
from leads.captcha import Outcome
from leads.captcha.proof_of_work import ProofOfWork
from leads.models import ConsentWording, LeadsSettings, Subscriber, SubscriptionConsent
from leads.models.consent import version_of
from leads.newsletter import subscribing
from tests.mail_server import Mailbox, smtp_server

ADDRESS = "riley@example.org"
WORDING = "You may send me the Harbor letter."
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def offer(site):
    settings = LeadsSettings.for_site(site)
    settings.newsletter_offered, settings.newsletter_wording = True, WORDING
    settings.newsletter_name, settings.newsletter_address = "Harbor letter", "1 Quay, Boston MA"
    settings.save()
    return settings


@pytest.fixture
def person(monkeypatch):
    """The captcha takes whoever comes for a person."""
    monkeypatch.setattr(ProofOfWork, "verify", lambda self, data, prefix: Outcome.PASS)


@pytest.fixture
def sign_up(client, offer, person):
    def post(email=ADDRESS, *, headers=None, **fields):
        data = {"email": email, "version": version_of(WORDING), "seconds": "20", **fields}
        data = {f"newsletter-{name}": value for name, value in data.items()}
        data |= {"prefix": "newsletter", "source": fields.get("source", "")}
        return client.post("/newsletter/", data, headers=headers or {})

    return post


@pytest.fixture
def sign_up_by_api(client, offer, person):
    def post(email=ADDRESS, **fields):
        body = {"email": email, "version": version_of(WORDING), "seconds": 20, **fields}
        return client.post("/api/v2/newsletter/", body, content_type="application/json")

    return post


def letters():
    """Carry out what is owed, and return what went out since the last look."""
    before = len(outbox.outbox)
    Worker().run_due()
    return outbox.outbox[before:]


def path_in(text, part):
    return re.search(rf"http://localhost(/newsletter/{part}/\S+)", text)[1]


@pytest.fixture
def subscribe(client, sign_up):
    def run(email=ADDRESS):
        sign_up(email)
        [letter] = letters()
        client.post(path_in(letter.body, "confirm"))
        return Subscriber.objects.get(email_hash=subscribing.address_hash(email))

    return run


def test_from_the_form_to_a_subscriber_and_out_again(client, sign_up):
    response = sign_up()
    assert (response.status_code, response["Location"]) == (
        303,
        "/newsletter/check-your-mail/#main",
    )
    [letter] = letters()
    assert (letter.to, letter.subject) == ([ADDRESS], "Please confirm: Harbor letter · Harbor")
    confirm = path_in(letter.body, "confirm")

    assert "Yes, send it to me" in client.get(confirm).content.decode()
    assert Subscriber.objects.get().state == "pending"  # scanners visit links
    response = client.post(confirm)
    assert (response.status_code, response["Location"]) == (303, "/newsletter/welcome/#main")
    subscriber = Subscriber.objects.get()
    assert (subscriber.state, subscriber.email) == ("confirmed", ADDRESS)

    sign_up()  # once more: the letter that tells so has the way out
    [letter] = letters()
    leave = path_in(letter.body, "leave")
    assert letter.extra_headers["List-Unsubscribe"] == f"<http://localhost{leave}>"
    assert "Unsubscribe" in client.get(leave).content.decode()
    assert Subscriber.objects.get().state == "confirmed"
    response = client.post(leave, {"List-Unsubscribe": "One-Click"}, headers=ELSEWHERE)
    assert response.status_code == 200  # a mail program follows no redirect
    subscriber = Subscriber.objects.get()
    assert (subscriber.state, subscriber.email) == ("left", None)
    assert client.post(leave).status_code == 200  # a second time


def test_one_click_over_https_by_a_real_mail_server(client, subscribe, sign_up, settings):
    subscribe()
    settings.SECURE_SSL_REDIRECT = True
    box = Mailbox()
    with smtp_server(settings, box):
        subscribing.sign_up(
            LeadsSettings.objects.get().site,
            subscribing.SignUp(ADDRESS, ConsentWording.objects.first()),
        )
        Worker().run_due()
    settings.SECURE_SSL_REDIRECT = False
    message = message_from_string(box.kept[0], policy=policy.default)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message["List-Unsubscribe"].strip("<> \r\n")
    assert address.startswith("https://localhost/newsletter/leave/")
    client.post(address.removeprefix("https://localhost"), {"List-Unsubscribe": "One-Click"})
    assert Subscriber.objects.get().state == "left"


def test_the_record_holds_the_wording_word_for_word(subscribe, home_page):
    subscribe()
    record = SubscriptionConsent.objects.get()
    assert (record.wording, record.version) == (WORDING, version_of(WORDING))
    assert record.is_intact
    assert record.asked_at <= record.at


def test_a_cached_pages_wording_is_recorded_as_it_was_read(client, offer, sign_up):
    old = version_of(WORDING)
    offer.newsletter_wording = "Something else."
    offer.save()
    sign_up(version=old)
    assert Subscriber.objects.get().wording.wording == WORDING
    response = sign_up("other@example.org", version="0" * 16)
    assert response.status_code == 422
    assert "What you agree to has changed" in response.content.decode()
    assert f'value="{version_of("Something else.")}"' in response.content.decode()


def test_the_database_holds_no_address(subscribe):
    subscribe()
    with connection.cursor() as cursor:
        for table in ("leads_subscriber", "leads_subscriptionconsent", "headless_delivery"):
            cursor.execute(f"SELECT * FROM {table}")
            rows = str(cursor.fetchall())
            assert rows != "[]"
            assert "riley" not in rows.lower()


def test_no_answer_tells_whether_an_address_is_known(client, subscribe, sign_up, sign_up_by_api):
    subscribe()
    known, unknown = sign_up(), sign_up("new@example.org")
    assert known.status_code == unknown.status_code == 303
    assert known["Location"] == unknown["Location"]
    assert known.content == unknown.content
    known, unknown = sign_up_by_api(), sign_up_by_api("newer@example.org")
    assert known.status_code == unknown.status_code == 202
    assert known.json() == unknown.json() == {"state": "check-mail"}


def test_html_and_the_api_store_the_same(sign_up, sign_up_by_api, home_page):
    sign_up("a@example.org", source=home_page.pk)
    sign_up_by_api("b@example.org", source=home_page.pk)
    first, second = Subscriber.objects.order_by("pk").values(
        "state", "wording", "page", "letters", "confirmed_at", "site"
    )
    assert first == second
    assert first["page"] == home_page.pk


def test_the_capitals_of_an_address_do_not_matter(sign_up):
    sign_up("Riley@Example.org")
    sign_up(" riley@example.org ")
    assert Subscriber.objects.count() == 1


def test_an_address_that_confirms_nothing_gets_three_letters(sign_up):
    for _ in range(5):
        sign_up()
    assert len(letters()) == 3


def test_a_subscriber_is_told_so_once_a_day(subscribe, sign_up):
    subscribe()
    for _ in range(3):
        sign_up()
    assert len(letters()) == 1


@pytest.mark.parametrize("part", ["confirm", "leave"])
@pytest.mark.parametrize("token", ["x", "1:x", "WzEsIjAiXQ:1x:y", "a" * 2_000, "%00", "é:ü"])
def test_links_that_nobody_was_sent(client, offer, part, token):
    for method in (client.get, client.post):
        response = method(f"/newsletter/{part}/{token}/")
        assert response.status_code == 404
        assert "seven days" not in response.content.decode()  # it was never good


def test_a_link_to_confirm_ends_after_a_week(client, sign_up, monkeypatch):
    sign_up()
    confirm = path_in(letters()[0].body, "confirm")
    moment = timezone.now().timestamp() + timedelta(days=7, minutes=1).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: moment)
    response = client.post(confirm)
    assert response.status_code == 410
    assert "good for seven days" in response.content.decode()
    assert Subscriber.objects.get().state == "pending"


def test_an_old_link_does_not_bring_back_who_left(client, sign_up):
    sign_up()
    confirm = path_in(letters()[0].body, "confirm")
    client.post(confirm)
    sign_up()
    client.post(path_in(letters()[0].body, "leave"))
    assert client.post(confirm).status_code == 410
    sign_up()  # of their own will
    assert client.post(confirm).status_code == 410
    client.post(path_in(letters()[0].body, "confirm"))
    assert Subscriber.objects.get().state == "confirmed"
    assert SubscriptionConsent.objects.count() == 2


def test_what_nobody_confirms_is_forgotten_after_a_week(client, sign_up, subscribe):
    kept = subscribe("kept@example.org")
    sign_up("left@example.org")
    client.post(path_in(letters()[0].body, "confirm"))
    left = Subscriber.objects.latest("pk")
    sign_up("left@example.org")
    client.post(path_in(letters()[0].body, "leave"))
    sign_up("left@example.org")
    sign_up("late@example.org")
    Subscriber.objects.filter(state="pending").update(
        asked_at=timezone.now() - timedelta(days=7, minutes=1)
    )
    sign_up("fresh@example.org")
    assert subscribing.forget_unconfirmed() == 2
    assert subscribing.forget_unconfirmed() == 0
    states = dict(Subscriber.objects.values_list("pk", "state"))
    assert states.pop(kept.pk) == "confirmed"
    assert states.pop(left.pk) == "left"
    assert list(states.values()) == ["pending"]


@pytest.mark.parametrize(
    ("sent", "outcome", "expected"),
    [
        ({}, Outcome.PASS, 1),
        ({}, Outcome.FAIL, 1),  # a phone without scripts
        ({}, Outcome.UNKNOWN, 1),
        ({"website": "http://spam.example"}, Outcome.PASS, 1),  # a password manager
        ({"seconds": "1"}, Outcome.PASS, 1),
        ({"seconds": "1"}, Outcome.FAIL, 0),
    ],
)
def test_programs_make_us_write_to_nobody(monkeypatch, sign_up, sent, outcome, expected):
    monkeypatch.setattr(ProofOfWork, "verify", lambda self, data, prefix: outcome)
    response = sign_up(**sent)
    assert response.status_code == 303
    assert len(letters()) == Subscriber.objects.count() == expected


def test_floods_stop_without_a_captcha_and_leave_call_backs_alone(monkeypatch, sign_up, rf):
    monkeypatch.setattr(ProofOfWork, "verify", lambda self, data, prefix: Outcome.FAIL)
    for number in range(9):
        assert sign_up(f"victim{number}@example.org").status_code == 303
    assert Subscriber.objects.count() == 5
    assert floods.count("leads", floods.signs_of(rf.post("/"))).flags == ()


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Enter the email address"),
        ("riley", "Enter an email address like"),
        ("a" * 250 + "@example.org", "Enter an email address like"),
        ("a@b.example\r\nBcc: all@example.org", "Enter an email address like"),
        ("<script>alert(1)</script>@example.org", "Enter an email address like"),
        ("\ud800@example.org", "Enter an email address like"),
    ],
)
def test_bad_addresses_by_both_ways(sign_up, sign_up_by_api, email, words):
    response = sign_up(email.encode("utf-8", "surrogatepass"))
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert "<script>alert" not in html
    response = sign_up_by_api(email)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/email"
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"email": 5}', 400),
        (b'{"mail": "a@example.org"}', 400),
        (b'{"source": "x"}', 400),
        (b"{}", 422),
        (b'{"email": "a@example.org"}', 422),
        (b'{"email": "a\\u0000@example.org"}', 422),
        (b"[" * 60_000, 400),
        (b" " * 65_000, 400),
    ],
)
def test_bad_bodies(client, offer, body, status):
    response = client.post("/api/v2/newsletter/", body, content_type="application/json")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert not Subscriber.objects.exists()


def test_other_methods_types_and_sites(client, offer):
    assert client.post("/api/v2/newsletter/", {"email": ADDRESS}).status_code == 415
    assert client.put("/api/v2/newsletter/").status_code == 405
    assert client.get("/api/v2/newsletter/?site=nowhere").status_code == 400
    assert client.get("/api/v2/newsletter/?fields=*").status_code == 400
    assert client.delete("/newsletter/").status_code == 405


def test_a_front_end_learns_what_it_must_draw(client, offer):
    told = client.get("/api/v2/newsletter/").json()
    assert told["wording"] == WORDING
    assert told["version"] == version_of(WORDING)
    assert told["requests"] == "/api/v2/newsletter/"
    assert client.get("/api/v2/site/").json()["newsletter"] == told


def test_a_form_from_elsewhere_is_not_taken(sign_up):
    assert sign_up(headers=ELSEWHERE).status_code == 403
    assert not Subscriber.objects.exists()


def test_without_an_offer_there_is_nothing(client, offer, sign_up, sign_up_by_api):
    assert "footer-newsletter" in client.get("/").content.decode()
    offer.newsletter_offered = False
    offer.save()
    assert "footer-newsletter" not in client.get("/").content.decode()
    assert client.get("/newsletter/").status_code == 404
    assert sign_up().status_code == 404
    assert sign_up_by_api().status_code == 404
    assert client.get("/api/v2/newsletter/").status_code == 404
    assert client.get("/api/v2/site/").json()["newsletter"] is None


def test_readers_pages_set_no_cookie_and_hold_no_token(client, offer):
    for path in ("/", "/newsletter/", "/newsletter/check-your-mail/", "/newsletter/welcome/"):
        response = client.get(path)
        assert response.status_code == 200
        assert not response.cookies
        assert "csrf" not in response.content.decode()


def test_a_block_takes_the_place_of_the_form_in_the_footer(client, offer, add_page):
    page = add_page(("newsletter", {"heading": "By mail"}), ("newsletter", {"heading": "Again"}))
    html = client.get(page.url).content.decode()
    assert "By mail" in html
    assert "footer-newsletter" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    blocks = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    assert blocks[0]["value"]["newsletter"]["version"] == version_of(WORDING)


def test_the_database_itself_keeps_the_states_true(subscribe):
    subscriber = subscribe()
    with pytest.raises(IntegrityError):
        Subscriber.objects.filter(pk=subscriber.pk).update(state="left")


def test_the_form_is_the_same_for_everybody(client, offer):
    first, second = (client.get("/newsletter/").content for _ in range(2))
    assert first == second
    assert Delivery.objects.count() == 0
