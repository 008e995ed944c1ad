"""One value that no key opens: the row says so, and everything else works."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from leads.admin.desk import UNREADABLE
from leads.models import AccessRecord, CallbackRequest, ConsentWording, Recipient, Subscriber


def damage(instance, column):
    table = instance._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = 'no token' WHERE id = %s", [instance.pk])


@pytest.fixture
def requests(db):
    made = [
        CallbackRequest.objects.create(
            form_title="f", answerer_name="a", name=name, phone=f"202-555-014{number}"
        )
        for number, name in enumerate(("Riley", "Robin"))
    ]
    damage(made[0], "phone")
    return made


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_says_so_in_the_cell(manager_client, requests, kind):
    response = manager_client.post("/admin/leads/requests/", {"format": kind})
    assert response.status_code == 200
    if kind == "csv":
        rows = {row["name"]: row for row in csv.DictReader(StringIO(response.content.decode()))}
        assert rows["Riley"]["phone"] == UNREADABLE
        assert rows["Robin"]["phone"] == "202-555-0141"


def test_the_access_report_opens(admin_user_client, requests):
    AccessRecord.write(None, AccessRecord.Action.READ, *requests)
    response = admin_user_client.get(reverse("leads_access_log"))
    assert response.status_code == 200
    assert requests[0].reference in response.content.decode()


def test_a_secret_can_be_entered_anew(admin_user_client, db):
    one = Recipient.objects.create(name="CRM", channel="webhook", address="https://example.org/")
    damage(one, "secret")
    address = reverse("wagtailsnippets_leads_recipient:edit", args=(one.pk,))
    assert admin_user_client.get(address).status_code == 200
    secret = "whsec_" + "A" * 32
    data = {"name": "CRM", "channel": "webhook", "address": "https://example.org/", "active": "on"}
    assert admin_user_client.post(address, {**data, "secret": secret}).status_code == 302
    assert Recipient.objects.get().secret == secret


def test_who_renames_a_recipient_destroys_no_secret_that_cannot_be_read_now(
    admin_user_client, settings
):
    """The key may come back."""
    one = Recipient.objects.create(name="CRM", channel="webhook", address="https://example.org/")
    secret, keys = one.secret, settings.LEADS_ENCRYPTION_KEYS
    settings.LEADS_ENCRYPTION_KEYS = ["b3RoZXItdGVzdC1vbmx5LWtleS0zMi1ieXRlcy1sb24="]
    address = reverse("wagtailsnippets_leads_recipient:edit", args=(one.pk,))
    data = {"name": "Sales", "channel": "webhook", "address": one.address, "secret": ""}
    assert admin_user_client.post(address, {**data, "previous_secret": ""}).status_code == 302
    settings.LEADS_ENCRYPTION_KEYS = keys
    kept = Recipient.objects.get()
    assert (kept.name, kept.secret) == ("Sales", secret)


@pytest.mark.parametrize(("clear", "kept"), [({}, True), ({"clear_secret": "on"}, False)])
def test_an_empty_field_keeps_a_readable_secret(admin_user_client, db, clear, kept):
    secret = "whsec_" + "B" * 32
    data = {"name": "CRM", "channel": "webhook", "address": "https://example.org/"}
    one = Recipient.objects.create(**data, secret=secret)
    address = reverse("wagtailsnippets_leads_recipient:edit", args=(one.pk,))
    assert "clear_secret" in admin_user_client.get(address).content.decode()
    data |= {"active": "on", "secret": "", "previous_secret": "", **clear}
    assert admin_user_client.post(address, data).status_code == 302
    assert Recipient.objects.get().secret == (secret if kept else "")


def test_the_subscribers_export_says_so(manager_client, site):
    ConsentWording.keep("Mail me.")
    for number in (1, 2):
        one = Subscriber.objects.create(
            site=site,
            email=f"reader{number}@example.org",
            email_hash=str(number),
            state="confirmed",
            confirmed_at=timezone.now(),
            wording=ConsentWording.objects.get(),
        )
    damage(one, "email")
    response = manager_client.post("/admin/newsletter_subscribers/export/")
    lines = b"".join(response.streaming_content).decode()
    assert "reader1@example.org" in lines
    assert UNREADABLE in lines
