"""Who learns of a request, what they are told, and what they are not."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.utils import timezone

from headless.models import Delivery
from headless.outbox import webhooks
from headless.outbox.worker import Worker
from home.models import StandardPage
from leads import notices
from leads.erasure import erase
from leads.models import AccessRecord, CallbackRequest, Recipient, RoutingRule

SECRETS = ("Riley", "555-0142", "5550142", "My brother")


@pytest.fixture
def team(db):
    return Recipient.objects.create(name="Team", address="team@harbor.example")


@pytest.fixture
def crm(db):
    return Recipient.objects.create(
        name="CRM", channel="webhook", address="https://crm.harbor.example/hook"
    )


@pytest.fixture
def events(monkeypatch):
    """What would go out by webhook; the wire itself is tested in tests/headless."""
    sent = []

    def post(delivery, url, event, secrets):
        sent.append((url, event, list(secrets)))

    monkeypatch.setattr(webhooks, "post", post)
    return sent


@pytest.fixture
def asked(post, form_page):
    def ask(**fields):
        post(form_page, **{"comments": "My brother drinks", **fields})
        return CallbackRequest.objects.order_by("-pk").first()

    return ask


def owed():
    return sorted(
        Recipient.objects.get(pk=delivery.payload["recipient"]).name
        for delivery in Delivery.objects.all()
    )


def test_a_mail_names_the_request_and_nobody(asked, team):
    item = asked()
    assert Worker().run_due() == 1
    [message] = outbox.outbox
    assert message.to == ["team@harbor.example"]
    assert message.subject == f"New call-back request {item.reference}"
    assert f"/admin/leads/requests/inspect/{item.pk}/" in message.body
    assert "Call me" in message.body
    assert not any(secret in message.body + message.subject for secret in SECRETS)


def test_the_row_of_the_outbox_holds_numbers_alone(asked, team):
    item = asked()
    payload = Delivery.objects.get().payload
    assert payload == {"topic": "received", "request": item.pk, "recipient": team.pk}


def test_a_webhook_holds_no_person_unless_it_is_set_up_to(asked, crm, events):
    item = asked()
    Worker().run_due()
    [(url, event, secrets)] = events
    assert (url, event["type"]) == (crm.address, "callback_request.received")
    assert event["data"]["reference"] == item.reference
    assert "person" not in event["data"]
    assert secrets == crm.secrets
    assert not AccessRecord.objects.exists()


def test_sharing_a_person_is_noted(asked, crm, events):
    crm.shares_person = True
    crm.save()
    asked()
    Worker().run_due()
    person = events[0][1]["data"]["person"]
    assert (person["name"], person["phone_e164"]) == ("Riley", "+12025550142")
    record = AccessRecord.objects.get()
    assert (record.action, record.username, record.detail) == ("share", "", "With CRM")


def test_inactive_recipients_and_those_not_told_by_default(asked, team, crm):
    crm.by_default = False
    crm.save()
    Recipient.objects.create(name="Former", address="x@harbor.example", active=False)
    asked()
    assert owed() == ["Team"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, "CRM"),
        ({"state": "MA"}, "CRM"),
        ({"state": "NY"}, "Team"),
        ({"when": "staffed"}, "CRM"),
        ({"when": "unstaffed"}, "Team"),
        ({"form_page": "this"}, "CRM"),
        ({"form_page": "other"}, "Team"),
        ({"on_page": "section"}, "CRM"),
        ({"on_page": "elsewhere"}, "Team"),
    ],
)
def test_the_first_rule_that_holds_decides(
    post, form_page, home_page, team, crm, rule, expected, monkeypatch
):
    crm.by_default = False
    crm.save()
    section = home_page.add_child(instance=StandardPage(title="Section"))
    page = section.add_child(instance=StandardPage(title="Page"))
    elsewhere = home_page.add_child(instance=StandardPage(title="Elsewhere"))
    other_form = type(form_page)(title="Other", answerer=form_page.answerer)
    home_page.add_child(instance=other_form)
    pages = {
        "this": form_page, "other": other_form, "section": section, "elsewhere": elsewhere,
    }  # fmt: skip
    rule = {name: pages.get(value, value) for name, value in rule.items()}
    RoutingRule.objects.create(name="Rule", order=1, **rule).recipients.set([crm])
    monkeypatch.setattr(
        StandardPage, "callback_subject", lambda self: {"state": "MA"}, raising=False
    )
    post(form_page, source=page.pk)
    assert owed() == [expected]


def late(item):
    CallbackRequest.objects.filter(pk=item.pk).update(due_at=timezone.now() - timedelta(minutes=1))


def test_an_overdue_request_is_escalated_once(asked, team):
    boss = Recipient.objects.create(
        name="Boss", address="boss@harbor.example", by_default=False, on_escalation=True
    )
    late(asked())
    assert notices.escalate_overdue() == 1
    assert notices.escalate_overdue() == 0
    assert owed() == ["Boss", "Team"]
    Worker().run_due()
    message = next(m for m in outbox.outbox if m.to == [boss.address])
    assert "overdue" in message.subject
    assert not any(secret in message.body for secret in SECRETS)


@pytest.mark.parametrize(
    "change",
    [{"status": "attempted"}, {"status": "closed", "close_reason": "spam"}, {"suspected": True}],
)
def test_what_was_tried_or_is_suspected_is_not_escalated(asked, team, change):
    item = asked()
    late(item)
    CallbackRequest.objects.update(**change)
    assert notices.escalate_overdue() == 0


def test_erasure_reaches_those_who_were_told(asked, team, crm, events):
    item = asked()
    crm.delete()
    Worker().run_due()
    untold = Recipient.objects.create(name="Untold", address="new@harbor.example")
    erase(item)
    Worker().run_due()
    assert [m.subject for m in outbox.outbox][
        -1
    ] == f"Call-back request {item.reference} was erased"
    assert untold.address not in [m.to[0] for m in outbox.outbox]
    assert "please erase" in outbox.outbox[-1].body.lower()


def test_a_recipient_who_is_gone_is_given_up(asked, team):
    asked()
    team.delete()
    Worker().run_due()
    assert Delivery.objects.get().status == "dead"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"address": "not an address"}, "valid email"),
        ({"channel": "webhook", "address": "ftp://x.example/"}, "valid URL"),
        ({"shares_person": True}, "over HTTPS"),
        ({"channel": "webhook", "address": "http://crm.example/", "shares_person": True}, "HTTPS"),
        ({"secret": "short"}, "24 bytes"),
    ],
)
def test_recipients_are_checked(db, fields, words):
    from django.core.exceptions import ValidationError

    recipient = Recipient(**{"name": "R", "address": "team@harbor.example", **fields})
    with pytest.raises(ValidationError, match=words):
        recipient.full_clean()


def test_secrets_are_encrypted(crm):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM leads_recipient")
        assert crm.secret not in cursor.fetchone()[0]
