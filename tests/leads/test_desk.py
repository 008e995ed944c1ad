"""The intake desk as a day's work: the queue, the flow, who saw what, taking data out, erasing."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from headless.models import Delivery
from leads.admin.export import safe_cell
from leads.erasure import erase
from leads.models import FLOW, AccessRecord, CallbackRequest, RequestEvent

INBOX = "/admin/leads/requests/"


@pytest.fixture
def asked(post, form_page):
    def ask(**fields):
        post(form_page, **fields)
        return CallbackRequest.objects.order_by("-pk").first()

    return ask


def act(client, item, action, **data):
    response = client.post(reverse(f"leads_{action}", args=(item.pk,)), data, follow=True)
    return response.content.decode()


def set_status(item, status):
    reason = "spam" if status == "closed" else ""
    CallbackRequest.objects.filter(pk=item.pk).update(status=status, close_reason=reason)


@pytest.mark.parametrize("begin", FLOW)
@pytest.mark.parametrize("end", FLOW)
def test_the_flow_is_kept(agent_client, asked, begin, end):
    item = asked()
    set_status(item, begin)
    act(agent_client, item, "set_status", status=end, close_reason="helped")
    item.refresh_from_db()
    assert item.status == (end if end in FLOW[begin] else begin)


def test_closing_needs_a_reason(agent_client, asked):
    item = asked()
    assert "Say why" in act(agent_client, item, "set_status", status="closed")
    act(agent_client, item, "set_status", status="closed", close_reason="not_reached")
    item.refresh_from_db()
    assert (item.status, item.close_reason) == ("closed", "not_reached")
    assert item.closed_at is not None


def test_the_first_attempt_is_the_one_that_counts(agent_client, asked):
    item = asked()
    act(agent_client, item, "set_status", status="attempted")
    item.refresh_from_db()
    first = item.first_attempt_at
    assert first is not None
    act(agent_client, item, "set_status", status="reached")
    item.refresh_from_db()
    assert item.first_attempt_at == first


def test_the_timeline_tells_everything_in_order(agent_client, manager_client, asked):
    item = asked()
    act(agent_client, item, "take")
    act(agent_client, item, "comment", text="Nobody picked up")
    html = act(agent_client, item, "set_status", status="attempted")
    timeline = html[html.index("timeline-heading") :]
    order = [timeline.index(w) for w in ("Received", "Assigned to", "Nobody picked", "Attempted")]
    assert order == sorted(order)
    assert all("Nobody" not in event.text for event in RequestEvent.objects.all())


def test_the_same_number_links_requests(agent_client, asked):
    first, second = asked(), asked(phone="+1 202 555 0142", comments="Again")
    html = agent_client.get(f"{INBOX}inspect/{second.pk}/").content.decode()
    assert f"{INBOX}inspect/{first.pk}/" in html
    other = asked(phone="202-555-0199")
    html = agent_client.get(f"{INBOX}inspect/{other.pk}/").content.decode()
    assert f"{INBOX}inspect/{first.pk}/" not in html


def test_the_oldest_promise_stands_first_and_the_done_last(agent_client, asked):
    items = [asked(comments=str(number)) for number in range(3)]
    now = timezone.now()
    for item, minutes in zip(items, (30, 10, 20), strict=True):
        CallbackRequest.objects.filter(pk=item.pk).update(due_at=now + timedelta(minutes=minutes))
    set_status(items[1], "closed")
    html = agent_client.get(INBOX).content.decode()
    order = [html.index(items[number].reference) for number in (2, 0, 1)]
    assert order == sorted(order)


def test_an_overdue_promise_is_loud(agent_client, asked):
    item = asked()
    assert "overdue" not in agent_client.get(INBOX).content.decode()
    CallbackRequest.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert "overdue" in agent_client.get(INBOX).content.decode()
    assert "overdue" in agent_client.get(f"{INBOX}inspect/{item.pk}/").content.decode()


def bulk(client, step, *items):
    chosen = [item.pk for item in items]
    return client.post(reverse("leads_bulk"), {"step": step, "chosen": chosen}, follow=True)


def test_several_at_once(agent_client, asked):
    one, two, done = asked(comments="1"), asked(comments="2"), asked(comments="3")
    set_status(done, "closed")
    html = bulk(agent_client, "attempted", one, two, done).content.decode()
    assert "2 of 3 requests done" in html
    assert "cannot become Attempted" in html
    bulk(agent_client, "closed:spam", one, two)
    assert CallbackRequest.objects.filter(status="closed", close_reason="spam").count() == 3


@pytest.mark.parametrize(
    "data", [{}, {"step": "odd", "chosen": ["1"]}, {"step": "take", "chosen": ["x"]},
             {"step": "take", "chosen": ["999999"]}, {"step": "closed:odd", "chosen": []}],
)  # fmt: skip
def test_nonsense_in_bulk_changes_nothing(agent_client, asked, data):
    asked()
    response = agent_client.post(reverse("leads_bulk"), data, follow=True)
    assert response.status_code == 200
    assert CallbackRequest.objects.get().status == "new"


@pytest.mark.parametrize(
    ("group", "may"),
    [
        (None, True),
        ("Intake agents", True),
        ("Intake managers", True),
        ("Editors", False),
        ("Moderators", False),
        ("Medical reviewers", False),
        ("Comment moderators", False),
    ],
)
def test_who_does_several_at_once(make_user, asked, group, may):
    item, client = asked(), Client()
    client.force_login(make_user(group, superuser=group is None))
    for step, status in (
        ("take", "assigned"),
        ("attempted", "attempted"),
        ("closed:spam", "closed"),
    ):
        html = bulk(client, step, item).content.decode()
        item.refresh_from_db()
        assert item.status == (status if may else "new")
        assert ("1 of 1 requests done" in html) == may
        assert ("do not have permission" in html) != may


# Who saw what


def test_each_look_is_noted_and_shown_to_managers(agent_client, manager_client, asked):
    item = asked()
    agent_client.get(f"{INBOX}inspect/{item.pk}/")
    agent_client.post(f"{INBOX}inspect/{item.pk}/")
    html = manager_client.get(reverse("leads_access_log")).content.decode()
    assert "Revealed" in html
    assert item.reference in html
    assert "Riley" not in html
    assert agent_client.get(reverse("leads_access_log")).status_code == 302


def test_without_the_right_to_reveal_the_number_stays_masked(agent_client, asked, make_user):
    from django.contrib.auth.models import Group

    item = asked()
    group = Group.objects.get(name="Intake agents")
    group.permissions.remove(group.permissions.get(codename="reveal_callbackrequest"))
    html = agent_client.get(f"{INBOX}inspect/{item.pk}/").content.decode()
    assert "Show number" not in html
    response = agent_client.post(f"{INBOX}inspect/{item.pk}/", follow=True)
    assert "555-0142" not in response.content.decode()
    assert not AccessRecord.objects.filter(action="reveal").exists()


# Out


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|calc", "%0A", "\x00=1", "\x1b=1"],
)
def test_no_cell_is_a_formula(value):
    assert safe_cell(value).startswith("'")


def test_cells_hold_no_control_characters():
    assert safe_cell("a\x00b\x0b\ud800\ufffe\x85c") == "abc"
    assert len(safe_cell("x" * 50_000)) < 32_768


def export(client, kind, **parameters):
    query = "?" + "&".join(f"{name}={value}" for name, value in parameters.items())
    return client.post(INBOX + query, {"format": kind})


def test_a_csv_export(manager_client, asked):
    item = asked(name="=HYPERLINK(1)", comments="one\ntwo, three")
    response = export(manager_client, "csv")
    assert response["Content-Type"].startswith("text/csv")
    assert "no-store" in response["Cache-Control"]
    [row] = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    assert row["reference"] == item.reference
    assert row["name"] == "'=HYPERLINK(1)"
    assert row["phone_e164"] == "+12025550142"
    assert row["comments"] == "one\ntwo, three"
    record = AccessRecord.objects.get(action="export")
    assert (record.request, record.detail) == (item, "CSV")


def test_an_xlsx_export(manager_client, asked):
    asked(name="=1+1")
    response = export(manager_client, "xlsx")
    sheet = load_workbook(BytesIO(response.content)).active
    heading, row = sheet.iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["name"] == "'=1+1"
    assert all(cell.data_type != "f" for line in sheet for cell in line)


def test_the_export_follows_the_filters(manager_client, asked):
    asked(comments="1")
    done = asked(comments="2")
    set_status(done, "closed")
    content = export(manager_client, "csv", status__exact="closed").content.decode()
    assert content.count("\r\n") == 2
    assert AccessRecord.objects.get(action="export").request == done


def test_who_may_not_export(agent_client, manager_client, asked):
    asked()
    assert "Riley" not in export(agent_client, "csv").content.decode()
    assert export(manager_client, "exe").status_code == 302
    assert not AccessRecord.objects.filter(action="export").exists()


# Erasing


def test_erasing_leaves_a_number_in_statistics(manager_client, asked):
    item = asked()
    act(manager_client, item, "comment", text="Riley called")
    html = act(manager_client, item, "erase")
    assert "Riley" not in html
    stored = CallbackRequest.objects.defer(None).get()
    assert all(getattr(stored, name) is None for name in stored.encrypted_columns())
    assert (stored.phone_hash, stored.fingerprint, stored.notes.count()) == ("", "", 0)
    assert stored.consents.count() == 3
    assert AccessRecord.objects.filter(action="erase", username="intake-managers").exists()
    call_command("verify_records")
    assert not erase(item)


def test_agents_do_not_erase(agent_client, asked):
    item = asked()
    act(agent_client, item, "erase")
    assert CallbackRequest.objects.get().erased_at is None


def test_what_was_kept_long_enough_is_erased(asked, capsys):
    old, kept = asked(comments="1"), asked(comments="2")
    CallbackRequest.objects.filter(pk=old.pk).update(erase_on=timezone.localdate())
    call_command("erase_expired", dry_run=True)
    assert old.reference in capsys.readouterr().out
    assert not CallbackRequest.objects.exclude(erased_at=None).exists()
    call_command("erase_expired")
    call_command("erase_expired")
    assert "0 erased" in capsys.readouterr().out
    assert CallbackRequest.objects.get(erased_at=None) == kept


# At a glance


def test_the_dashboard_tells_what_waits(agent_client, editor_client, asked):
    asked()
    Delivery.objects.create(channel="c", target="t", unique_key="k", status="dead")
    html = agent_client.get("/admin/").content.decode()
    assert "1 waiting for a first call" in html
    assert "1 notice given up" in html
    assert "waiting for a first call" not in editor_client.get("/admin/").content.decode()


def test_charts(agent_client, editor_client, asked):
    item = asked()
    asked(comments="2")
    later = item.created_at + timedelta(minutes=30)
    CallbackRequest.objects.filter(pk=item.pk).update(first_attempt_at=later)
    html = agent_client.get(reverse("leads_charts")).content.decode()
    assert "2 requests in the last 90 days" in html
    assert "0:30:00" in html
    assert "Call me" in html
    assert editor_client.get(reverse("leads_charts")).status_code == 302


# One form at the desk


def test_assigned_is_always_to_somebody(agent_client, asked):
    item = asked()
    act(agent_client, item, "set_status", status="assigned")
    item.refresh_from_db()
    assert (item.status, item.assigned_to.username) == ("assigned", "intake-agents")


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("set_status", {"status": "attempted"}),
        ("set_status", {"status": "closed"}),  # without a reason: refused
        ("set_status", {"status": "no such"}),
        ("take", {}),
        ("comment", {}),
    ],
)
def test_no_button_loses_the_comment_typed_beside_it(agent_client, asked, action, data):
    item = asked()
    html = act(agent_client, item, action, text="Rang twice.", **data)
    assert [note.text for note in item.notes.all()] == ["Rang twice."]
    assert f"Your comment on {item} is kept." in html
    assert html.count('name="text"') == html.count('id="id_text"') == 1


def test_a_note_sent_again_is_kept_once_and_another_persons_is_another(
    agent_client, manager_client, asked
):
    """By a browser's Back, or two clicks; later the same words are a note again."""
    item = asked()
    act(agent_client, item, "comment", text="Nobody picked up.")
    html = act(agent_client, item, "set_status", text="Nobody picked up.", status="attempted")
    assert "just now: it is kept once" in html
    act(manager_client, item, "comment", text="Nobody picked up.")
    assert item.notes.count() == 2
    item.notes.update(created_at=timezone.now() - timedelta(minutes=11))
    act(agent_client, item, "comment", text="Nobody picked up.")
    assert item.notes.count() == 3
    assert 'autocomplete="off"' in agent_client.get(f"{INBOX}inspect/{item.pk}/").content.decode()


@pytest.mark.parametrize(
    ("action", "data", "status"),
    [
        ("set_status", {"status": "attempted"}, "attempted"),
        ("set_status", {"status": "assigned"}, "assigned"),
        ("set_status", {"status": "closed"}, "assigned"),  # without a reason: refused
        ("comment", {"text": "Rang twice."}, "assigned"),
    ],
)
def test_no_button_loses_whom_the_request_was_to_be_given(
    manager_client, make_user, asked, action, data, status
):
    item, agent = asked(), make_user("Intake agents", username="sam")
    chosen = {"assigned_to": agent.pk, "initial-assigned_to": ""}
    html = act(manager_client, item, action, **chosen, **data)
    item.refresh_from_db()
    assert (item.assigned_to, item.status) == (agent, status)
    assert f"{item} is assigned to sam." in html


def test_a_choice_that_nobody_made_undoes_no_colleagues(manager_client, make_user, asked):
    item, agent = asked(), make_user("Intake agents", username="sam")
    html = manager_client.get(f"{INBOX}inspect/{item.pk}/").content.decode()
    assert 'name="initial-assigned_to"' in html
    CallbackRequest.objects.update(assigned_to=agent, status="assigned")
    untouched = {"assigned_to": "", "initial-assigned_to": ""}
    act(manager_client, item, "set_status", status="attempted", **untouched)
    item.refresh_from_db()
    assert (item.assigned_to, item.status) == (agent, "attempted")


def test_assign_to_me_is_what_its_button_says(manager_client, make_user, asked):
    item, agent = asked(), make_user("Intake agents", username="sam")
    act(manager_client, item, "take", **{"assigned_to": agent.pk, "initial-assigned_to": ""})
    item.refresh_from_db()
    assert item.assigned_to.username == "intake-managers"


def test_an_agent_gives_requests_to_nobody_else(agent_client, make_user, asked):
    item, other = asked(), make_user("Intake agents", username="sam")
    act(agent_client, item, "set_status", status="attempted", assigned_to=other.pk)
    item.refresh_from_db()
    assert item.assigned_to is None
