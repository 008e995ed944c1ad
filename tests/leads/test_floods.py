"""A flood is kept, ranked below and told of in a few mails; an honest caller is first."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as outbox
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from headless.models import Delivery
from headless.outbox.worker import Worker
from leads import digests, floods, notices, spool, views
from leads.flags import Flag
from leads.floods import BOUNDS, FLOOD, Sign
from leads.intake import Arrival
from leads.models import CallbackRequest, Digest, Recipient, Sighting, Tally

FLOODER, CALLER = "198.51.100.7", "203.0.113.5"
SECRETS = ("Riley", "555-0142", "5550142", "river", "@")
LONG = "I would like to hear what a place costs and whether my insurance pays for any of it."


@pytest.fixture
def team(db):
    return Recipient.objects.create(name="Team", address="team@harbor.example")


@pytest.fixture
def send(ticked, form_page):
    """Return a function that posts from an address; every post is another one."""
    type(form_page).objects.update(email="optional")
    form_page.refresh_from_db()
    client = Client()
    filled = ticked(form_page)

    def post(address, number, **fields):
        said = {"phone": f"(202) 555-{number:04}", "comments": f"Please {number}", **fields}
        data = {f"form-{name}": value for name, value in said.items()}
        data |= {**filled, "prefix": "form", "source": form_page.pk}
        response = client.post(f"/call-back/{form_page.pk}/", data, REMOTE_ADDR=address)
        assert response.status_code == 303
        return CallbackRequest.objects.order_by("pk").last()

    return post


def sent_when_settled():
    """Send what is owed now and what will be when every span is over."""
    Worker().run_due()
    Delivery.objects.filter(status="waiting").update(due_at=timezone.now())
    Worker().run_due()
    return outbox.outbox


def listed(client, query=""):
    return list(client.get(f"/admin/leads/requests/{query}").context["page_obj"].object_list)


# The whole way


def test_a_flood_gives_few_mails_is_kept_and_lets_an_honest_caller_be_first(
    send, team, agent_client
):
    count = 60
    for number in range(count):
        send(FLOODER, number)
        if number == count // 2:
            caller = send(CALLER, 9_000)
    assert CallbackRequest.objects.count() == count + 1
    assert not caller.flags or caller.flags == [Flag.UNVERIFIED]
    assert listed(agent_client) == [caller]
    assert CallbackRequest.objects.filter(suspected=True, in_burst=True).count() == count
    assert len(listed(agent_client, "?suspected__exact=1")) == 50  # of a page
    assert "60 more look as if" in agent_client.get("/admin/leads/requests/").content.decode()

    mails = sent_when_settled()
    alone = [each for each in mails if each.subject.startswith("New call-back request")]
    assert caller.reference in {each.subject.rpartition(" ")[2] for each in alone}
    assert len(alone) == BOUNDS[Sign.ADDRESS].many + 1
    assert len(mails) <= len(alone) + 2  # two, where the flood went over the end of a span
    told = sum(Digest.objects.values_list("requests", flat=True))
    assert told == count - BOUNDS[Sign.ADDRESS].many


def test_what_was_first_begun_on_stays_in_the_list(send, agent_client):
    first = send(FLOODER, 0)
    CallbackRequest.objects.filter(pk=first.pk).update(status="attempted")
    for number in range(1, 40):
        send(FLOODER, number)
    assert listed(agent_client) == [first]
    assert CallbackRequest.objects.filter(events__text__contains="flood").count() == 24


def test_a_flood_in_danger_is_never_folded_and_comes_after_who_is_alone(send, team, agent_client):
    for number in range(40):
        send(FLOODER, number, comments=f"I want to kill myself {number}")
    caller = send(CALLER, 9_000, comments="I want to kill myself")
    ordinary = send("203.0.113.77", 9_001)
    found = listed(agent_client)
    assert found[0] == caller
    assert len(found) == 42
    assert found[-1] == ordinary
    assert not CallbackRequest.objects.filter(suspected=True).exists()
    alone = [each for each in sent_when_settled() if "New call-back" in each.subject]
    assert len(alone) == BOUNDS[Sign.ADDRESS].many * FLOOD + 2
    assert "of them suggest that it is urgent" in outbox.outbox[-1].body


# What a flood has in common


def of_address(number):
    return f"198.51.{number % 200}.{number % 100 + 1}"


@pytest.mark.parametrize(
    ("address", "fields", "sign"),
    [
        (lambda number: FLOODER, lambda number: {}, Sign.ADDRESS),
        (lambda number: f"2001:db8:1:2::{number:x}", lambda number: {}, Sign.ADDRESS),
        (of_address, lambda number: {"phone": "202-555-0142"}, Sign.PHONE),
        (of_address, lambda number: {"phone": f"{'+1 ' * (number % 2)}(202) 555 0142"}, Sign.PHONE),
        (
            of_address,
            lambda number: {"email": f"{'R' if number % 2 else 'r'}iver@example.org"},
            Sign.EMAIL,
        ),
        (of_address, lambda number: {"comments": f"{LONG} {number}"}, Sign.WORDS),
    ],
    ids=["address", "/64", "phone", "phone, spelled", "email", "words"],
)
def test_whatever_they_have_in_common(send, address, fields, sign):
    flood = BOUNDS[sign].many * FLOOD
    for number in range(flood):
        last = send(address(number), number, **fields(number))
    assert not last.suspected
    assert Flag.MANY in last.flags
    assert send(address(flood), flood, **fields(flood)).suspected
    assert not CallbackRequest.objects.filter(suspected=False).exists()
    assert not send(CALLER, 9_000).suspected


@pytest.mark.parametrize("address", ["198.51.100.{}", "2001:db8:1:{}::9"], ids=["/24", "/48"])
def test_a_flood_from_a_network_is_one(rf, db, address):
    def count(address):
        return floods.count("leads", floods.signs_of(rf.post("/", REMOTE_ADDR=address))).flags

    flags = [count(address.format(number)) for number in range(101)]
    assert flags[19] == ()
    assert flags[20] == flags[99] == (Flag.MANY,)
    assert flags[100] == (Flag.MANY, Flag.FLOOD)
    assert count("203.0.113.5") == count("2001:db8:2::9") == ()


def test_short_words_are_nobody_s_sign(send):
    for number in range(20):
        last = send(of_address(number), number, comments="Please call me, I need help")
    assert not set(last.flags) & {Flag.MANY, Flag.FLOOD}


def test_a_trickle_from_a_shelter_is_no_flood(db):
    begin = datetime(2026, 3, 1, tzinfo=UTC)
    signs = {Sign.ADDRESS: FLOODER}
    flags = [
        floods.count("leads", signs, begin + timedelta(minutes=3 * number)).flags
        for number in range(200)
    ]
    assert set(flags) == {()}


def test_a_flood_ends(db):
    signs = {Sign.ADDRESS: FLOODER}
    begin = datetime(2026, 3, 1, tzinfo=UTC)
    for _ in range(500):
        crowd = floods.count("leads", signs, begin)
    assert crowd.flags == (Flag.MANY, Flag.FLOOD)
    assert floods.count("leads", signs, begin + timedelta(minutes=20)).flags == crowd.flags
    assert floods.count("leads", signs, begin + timedelta(hours=2)).flags == ()


def test_each_kind_of_form_has_its_own_count(db):
    for _ in range(40):
        floods.count("comments", {Sign.ADDRESS: FLOODER})
    assert floods.count("leads", {Sign.ADDRESS: FLOODER}).flags == ()


def test_what_is_kept_names_nobody_and_goes_after_a_day(send):
    send(FLOODER, 1, email="river@example.org", comments=LONG)
    kept = [*Tally.objects.values_list("key", flat=True), *Sighting.objects.values_list("key")]
    assert len(kept) == 11  # five signs and all, and five sightings
    assert not any(part in str(kept) for part in ("198", "river", "555"))
    long_ago = timezone.now() - timedelta(days=2)
    Tally.objects.update(at=long_ago.timestamp())
    Sighting.objects.update(at=long_ago)
    assert floods.forget() == 6
    assert not Sighting.objects.exists()


# Counting holds


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_posts_at_the_same_moment_each_count(db):
    together, counter = threading.Barrier(8), uuid.uuid4().hex

    def post(number):
        try:
            together.wait()
            signs = {Sign.ADDRESS: FLOODER, Sign.PHONE: "1"}
            return [floods.count(counter, signs) for _ in range(5)]
        finally:
            connections.close_all()

    def clean_up():  # the threads' own connections are outside the test's transaction
        Tally.objects.filter(key__in=[level.key for level in crowds[0].levels]).delete()
        connections.close_all()

    with ThreadPoolExecutor(8) as posts:
        crowds = [crowd for found in posts.map(post, range(8)) for crowd in found]
        posts.submit(clean_up).result()
    flags = [crowd.flags for crowd in crowds]
    many = BOUNDS[Sign.PHONE].many
    assert flags.count(()) == many
    assert flags.count((Flag.MANY,)) == many * FLOOD - many
    assert flags.count((Flag.MANY, Flag.FLOOD)) == 40 - many * FLOOD


def test_without_a_cache_a_flood_is_one(send, settings):
    away = {"BACKEND": "config.caches.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    for number in range(27):
        last = send(FLOODER, number)
    assert last.suspected


def test_who_cannot_be_counted_is_taken(send, monkeypatch):
    monkeypatch.setattr(floods, "_RAISE", "SELECT FROM nothing {rows}")
    assert send(CALLER, 1).flags == [Flag.UNVERIFIED]


def test_a_flood_through_the_spool_is_one(send, monkeypatch, settings, tmp_path):
    settings.LEADS_SPOOL_DIR = tmp_path

    def away(*args):
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(views, "store_request", away)
        for number in range(40):
            send(FLOODER, number)
        send(CALLER, 9_000)
    assert {spool.drain(), CallbackRequest.objects.count()} == {41}
    assert CallbackRequest.objects.filter(suspected=True).count() == 40
    assert CallbackRequest.objects.get(suspected=False)


def test_what_was_spooled_before_this_version_is_read():
    assert Arrival().signs == {}


# Digests


def test_a_digest_holds_numbers_and_links_and_nobody(send, team, agent_client):
    for number in range(40):
        send(FLOODER, number, name="Riley", email="river@example.org")
    [*_, message] = sent_when_settled()
    assert message.to == ["team@harbor.example"]
    assert "came in a burst" in message.subject
    assert not any(secret in message.subject + message.body for secret in SECRETS)
    links = [line for line in message.body.splitlines() if line.startswith("http")]
    queries = [link.partition("/admin/leads/requests/")[2] for link in links]
    first = CallbackRequest.objects.earliest("pk")
    CallbackRequest.objects.filter(pk=first.pk).update(created_at=first.created_at - timedelta(1))
    assert len(listed(agent_client, queries[0])) == 0
    assert len(listed(agent_client, queries[1])) == 39


def test_systems_are_told_of_each(send, team):
    Recipient.objects.create(
        name="CRM", channel="webhook", address="https://crm.harbor.example/hook"
    )
    for number in range(12):
        send(FLOODER, number)
    owed = Delivery.objects.filter(channel=notices.CHANNEL)
    assert owed.filter(payload__has_key="digest").count() in (1, 2)
    crm = Recipient.objects.get(name="CRM").pk
    assert owed.filter(payload__recipient=crm).count() == 12


def test_a_flood_with_nothing_in_common_fills_no_mailbox(send, team):
    for number in range(40):
        send(f"198.{number}.100.7", number)
    mails = sent_when_settled()
    assert BOUNDS[Sign.ALL].many <= len(mails) <= BOUNDS[Sign.ALL].many + 2
    assert not CallbackRequest.objects.filter(suspected=True).exists()


def test_many_overdue_at_once_are_one_mail(send, team):
    Recipient.objects.update(by_default=False, on_escalation=True)
    for number in range(12):
        send(FLOODER, number)
    caller = send(CALLER, 9_000)
    CallbackRequest.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert notices.escalate_overdue() == 13
    mails = sent_when_settled()
    alone = [each.subject for each in mails if "is overdue" in each.subject]
    assert f"Call-back request {caller.reference} is overdue" in alone
    assert len(alone) == BOUNDS[Sign.ADDRESS].many + 1
    assert len(mails) <= len(alone) + 2


def test_a_digest_whose_recipient_is_gone_is_given_up(send, team):
    for number in range(7):
        send(FLOODER, number)
    team.delete()
    sent_when_settled()
    assert Delivery.objects.get(payload__has_key="digest").status == "dead"


def test_counts_of_digests_go_after_a_month(team):
    Digest.objects.create(recipient=team, topic="received", since=timezone.now())
    old = timezone.now() - timedelta(days=40)
    Digest.objects.create(recipient=team, topic="received", since=old)
    assert digests.forget() == 1
