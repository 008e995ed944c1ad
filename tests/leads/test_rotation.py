"""Changing the key: everything is made anew, a run may break off, damage is named and left."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from leads.encryption import UnreadableValueError
from leads.models import CallbackRequest, Recipient, RequestComment
from leads.rotation import rotate

OLD = "ZGV2ZWxvcG1lbnQtb25seS1rZXktMzItYnl0ZXMhISE="  # the test settings' own
NEW = "b3RoZXItdGVzdC1vbmx5LWtleS0zMi1ieXRlcy1sb24="


@pytest.fixture
def stored(post, form_page):
    for number in range(3):
        post(form_page, comments=f"Call {number}")
    RequestComment.objects.create(request=CallbackRequest.objects.first(), text="Noted")
    Recipient.objects.create(name="Team", address="team@harbor.example")
    return CallbackRequest.objects.order_by("pk")


def test_after_a_rotation_the_new_key_is_enough(stored, settings):
    settings.LEADS_ENCRYPTION_KEYS = [NEW, OLD]
    call_command("rotate_encryption_keys")
    settings.LEADS_ENCRYPTION_KEYS = [NEW]
    assert [item.comments for item in stored] == ["Call 0", "Call 1", "Call 2"]
    assert RequestComment.objects.get().text == "Noted"
    assert Recipient.objects.get().secret.startswith("whsec_")


def test_a_broken_off_run_leaves_everything_readable(stored, settings, monkeypatch):
    settings.LEADS_ENCRYPTION_KEYS = [NEW, OLD]
    monkeypatch.setattr("leads.rotation.BATCH", 1)
    steps = rotate()
    next(steps)
    steps.close()
    assert [item.name for item in stored] == ["Riley"] * 3
    call_command("rotate_encryption_keys")
    settings.LEADS_ENCRYPTION_KEYS = [NEW]
    assert [item.name for item in stored] == ["Riley"] * 3


def test_a_damaged_value_is_named_and_left(stored, settings, capsys):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE leads_callbackrequest SET name = 'broken' WHERE comments IS NOT NULL"
        )
    settings.LEADS_ENCRYPTION_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="3 values"):
        call_command("rotate_encryption_keys")
    assert "leads.CallbackRequest" in capsys.readouterr().err
    settings.LEADS_ENCRYPTION_KEYS = [NEW]
    assert stored[0].comments == "Call 0"


def test_with_the_wrong_key_nothing_is_read_and_requests_are_still_taken(
    stored, settings, agent_client, post, form_page
):
    settings.LEADS_ENCRYPTION_KEYS = [NEW]
    item = stored[0]
    with pytest.raises(UnreadableValueError):
        _ = item.name
    html = agent_client.get(f"/admin/leads/requests/inspect/{item.pk}/").content.decode()
    assert "Cannot be read" in html
    assert agent_client.get("/admin/leads/requests/").status_code == 200
    assert post(form_page, comments="With the new key").status_code == 303
    assert CallbackRequest.objects.order_by("-pk").first().comments == "With the new key"
