"""One person, one request: repeats, unusual numbers, what ranks a request, what was agreed to."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from headless.models import Delivery
from home.crisis import find_dangers
from home.models import StandardPage
from leads.consents import consents_of
from leads.intake import Arrival, KeyReusedError, Origin, store_request
from leads.models import AlteredRecordError, CallbackRequest, ConsentRecord, Recipient
from leads.models.consent import version_of


def stored():
    return CallbackRequest.objects.get()


# Once


def test_the_same_words_again_are_the_same_request(post, form_page):
    Recipient.objects.create(name="Team", address="team@harbor.example")
    for _ in range(3):
        assert post(form_page).status_code == 303
    assert CallbackRequest.objects.count() == 1
    assert Delivery.objects.count() == 1
    assert ConsentRecord.objects.count() == 3


def test_other_words_are_another_request(post, form_page):
    post(form_page)
    post(form_page, comments="Please call my sister too")
    assert CallbackRequest.objects.count() == 2


def test_the_same_words_after_a_while_are_another_request(post, form_page):
    post(form_page)
    CallbackRequest.objects.update(created_at="2026-01-01T00:00Z")
    post(form_page)
    assert CallbackRequest.objects.count() == 2


@pytest.fixture
def valid_form(form_page, ticked):
    from leads.forms import form_class

    def make(**fields):
        data = {"form-phone": "202-555-0142", "form-best_time": "any", **ticked(form_page)}
        form = form_class(form_page)(data | fields, prefix="form")
        assert form.is_valid(), form.errors
        return form

    return make


def test_a_key_belongs_to_one_request(form_page, valid_form):
    origin = Origin(form_page, form_page)
    first = store_request(valid_form(), origin, Arrival(client_key="k"))
    assert store_request(valid_form(), origin, Arrival(client_key="k")) == first
    with pytest.raises(KeyReusedError):
        store_request(valid_form(**{"form-name": "R"}), origin, Arrival(client_key="k"))
    CallbackRequest.objects.update(created_at="2026-01-01T00:00Z")
    later = store_request(valid_form(**{"form-name": "R"}), origin, Arrival(client_key="k"))
    assert later != first
    assert "k" not in CallbackRequest.objects.values_list("client_key", flat=True)


def test_an_arrival_is_stored_once_whatever_it_says(form_page, valid_form):
    arrival = Arrival()
    origin = Origin(form_page, form_page)
    first = store_request(valid_form(), origin, arrival)
    CallbackRequest.objects.update(fingerprint="other")
    assert store_request(valid_form(), origin, arrival) == first


# Unusual numbers


@pytest.mark.parametrize("number", ["hello there", "12", "call the office", "☎"])
def test_an_unusual_number_is_asked_about_once_and_then_taken(post, form_page, number):
    response = post(form_page, phone=number)
    html = response.content.decode()
    assert response.status_code == 422
    assert "send the form again" in html
    hidden = re.search(r'name="form-unusual_phone" value="([^"]*)"', html)[1]
    assert post(form_page, phone=number, unusual_phone=hidden).status_code == 303
    item = stored()
    assert (item.phone, item.phone_e164) == (number, None)
    assert "unusual_phone" in item.flags
    assert not item.suspected


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("(202) 555-0142", "+12025550142"),
        ("202.555.0142 ext. 12", "+12025550142"),
        ("1-800-555-HELP", "+18005554357"),
        (" +1 202 555 0142 ", "+12025550142"),
        ("２０２５５５０１４２", "+12025550142"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_any_human_form_is_kept_as_typed_and_as_e164(post, form_page, typed, e164):
    assert post(form_page, phone=typed).status_code == 303
    assert (stored().phone, stored().phone_e164) == (typed.strip(), e164)


# What ranks, and refuses nobody


def test_a_filled_trap_is_taken_and_folded_away(post, form_page, agent_client):
    assert post(form_page, website="https://spam.example").status_code == 303
    item = stored()
    assert item.suspected
    assert "trap" in item.flags
    html = agent_client.get("/admin/leads/requests/").content.decode()
    assert item.reference not in html
    assert "1 more look as if" in html
    folded = agent_client.get("/admin/leads/requests/", {"suspected__exact": "1"})
    assert item.reference in folded.content.decode()
    found = agent_client.get("/admin/leads/requests/", {"q": item.reference})
    assert item.reference in found.content.decode()


def test_haste_is_noted(post, form_page):
    post(form_page, seconds="1")
    assert "fast" in stored().flags


@pytest.mark.parametrize("seconds", ["", "x", "-1", "٣", "9" * 400])
def test_nonsense_about_time_is_no_haste(post, form_page, seconds):
    assert post(form_page, seconds=seconds).status_code == 303
    assert "fast" not in stored().flags


def test_many_from_one_address_are_taken_and_noted(post, form_page):
    for number in range(7):
        posted = post(form_page, comments=str(number), phone=f"202-555-010{number}")
        assert posted.status_code == 303
    last = CallbackRequest.objects.order_by("-pk").first()
    assert "many" in last.flags
    assert not last.suspected  # a shelter's network has one address
    assert CallbackRequest.objects.filter(flags__icontains="many").count() == 2


@pytest.mark.parametrize(
    ("words", "urgent"),
    [
        ("I want to die", True),
        ("My brother says he wants to die", True),
        ("They would be better off dead", True),
        ("She may take her own life", True),
        ("I want to diet", False),
        ("You saved my life", False),
        ("thinking about suicide", True),
        ("she overdosed last night", True),
        ("he has seizures when he stops", True),
        ("I would like to know about costs", False),
        ("apartment 9110, today", False),
    ],
)
def test_urgent_words(words, urgent):
    assert bool(find_dangers(words)) is urgent


def test_urgent_requests_come_first(post, form_page, agent_client):
    post(form_page, comments="costs")
    post(form_page, comments="I overdosed yesterday")
    calm, urgent = CallbackRequest.objects.order_by("pk")
    html = agent_client.get("/admin/leads/requests/").content.decode()
    assert html.index(urgent.reference) < html.index(calm.reference)


# Where it came from


def test_the_page_fills_in_what_it_is_about(post, form_page, home_page, monkeypatch):
    def about(page):
        return {"facility": page.title, "state": "MA"}

    monkeypatch.setattr(StandardPage, "callback_subject", about, raising=False)
    page = home_page.add_child(instance=StandardPage(title="Quiet Harbor", slug="quiet"))
    page.save_revision().publish()
    post(form_page, source=page.pk)
    assert (stored().facility, stored().state, stored().program) == ("Quiet Harbor", "MA", "")


def test_it_is_due_and_erased_when_the_form_says(post, form_page):
    form_page.call_within, form_page.keep_days = 30, 10
    form_page.save()
    post(form_page)
    item = stored()
    assert (item.due_at - item.created_at).total_seconds() == 30 * 60
    assert (item.erase_on - item.created_at.date()).days == 10


# Consents


def test_boxes_are_unticked_and_name_the_answerer(client, form_page):
    html = client.get("/call-me/").content.decode()
    assert "Harbor Network may call me" in html
    assert "Harbor Network pays us for answering." in html
    assert len(re.findall(r'type="checkbox" name="form-consent_', html)) == 3
    assert not re.search(r'name="form-consent_\w+"[^>]*checked', html)


def test_without_consent_to_a_call_the_form_comes_back(client, form_page, ticked):
    data = ticked(form_page) | {"prefix": "form", "form-phone": "202-555-0142"}
    del data["form-consent_call"]
    data["form-best_time"] = "any"
    response = client.post(f"/call-back/{form_page.pk}/", data)
    assert response.status_code == 422
    assert "Tick this box" in response.content.decode()
    assert "988" in response.content.decode()
    assert not CallbackRequest.objects.exists()


def test_each_box_is_recorded_word_for_word(post, form_page):
    post(form_page, consent_text="on")
    records = {record.purpose: record for record in ConsentRecord.objects.all()}
    assert {purpose: record.given for purpose, record in records.items()} == {
        "call": True, "voicemail": False, "text": True,
    }  # fmt: skip
    call = records["call"]
    assert call.wording.startswith("Harbor Network may call me")
    assert call.version == consents_of(form_page)[0].version
    assert (call.form_id, call.page_id, call.answerer_name) == (
        form_page.pk, form_page.pk, "Harbor Network",
    )  # fmt: skip
    assert call.page_url.endswith("/call-me/")
    assert call.at == stored().created_at


def test_a_wording_shown_before_it_changed_is_the_one_recorded(client, form_page, ticked, answerer):
    client.get("/call-me/")  # a cache keeps this page
    old = ticked(form_page)
    answerer.disclosure = "Harbor Network pays us ten dollars a call."
    answerer.save()
    data = old | {"prefix": "form", "form-phone": "202-555-0142", "form-best_time": "any"}
    assert client.post(f"/call-back/{form_page.pk}/", data).status_code == 303
    assert "ten dollars" not in ConsentRecord.objects.get(purpose="call").wording


@pytest.mark.parametrize("wordings", ["", "call:0000", "nonsense", "call:" + "0" * 16, ":" * 50])
def test_wordings_that_were_never_shown_are_asked_about_again(post, form_page, wordings):
    response = post(form_page, wordings=wordings)
    html = response.content.decode()
    assert response.status_code == 422
    assert "read it once more" in html
    assert not re.search(r'name="form-consent_\w+"[^>]*checked', html)
    shown = re.search(r'name="form-wordings" value="([^"]+)"', html)[1]
    assert post(form_page, wordings=shown).status_code == 303


def test_an_editors_own_consents_replace_the_usual_ones(client, post, form_page):
    form_page.consents.create(purpose="call", wording="{answerer} calls me. Fine.", required=True)
    form_page.save_revision().publish()
    assert "Harbor Network calls me. Fine." in client.get("/call-me/").content.decode()
    post(form_page)
    assert ConsentRecord.objects.get().of == 1


def test_a_form_without_phone_asks_to_answer_by_mail(client, form_page):
    form_page.phone, form_page.email = "hidden", "required"
    form_page.save_revision().publish()
    html = client.get("/call-me/").content.decode()
    assert "may answer me by email" in html
    assert "may call me" not in html


# Records that are written once


def test_records_cannot_be_changed_through_the_models(post, form_page):
    post(form_page)
    record = ConsentRecord.objects.first()
    for change in (
        record.save,
        record.delete,
        ConsentRecord.objects.all().delete,
        lambda: ConsentRecord.objects.update(given=True),
    ):
        with pytest.raises(AlteredRecordError):
            change()


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ("UPDATE {t} SET given = NOT given WHERE ordinal = 2", ["record {2} {of} was altered."]),
        ("UPDATE {t} SET wording = 'All' WHERE ordinal = 1", ["record {1} {of} was altered."]),
        ("UPDATE {t} SET ordinal = 9 WHERE ordinal = 3", ["record {3} {of} was altered."]),
        ("DELETE FROM {t} WHERE ordinal = 3", ["{request} has 2 consent records of 3."]),
        ("DELETE FROM {t}", ["{request} has 0 consent records of 1."]),
    ],
)
def test_the_command_finds_what_was_altered(post, form_page, change, faults, capsys):
    post(form_page)
    call_command("verify_records")
    assert "3 consent and 0 access records are as written" in capsys.readouterr().out
    request, records = stored(), list(ConsentRecord.objects.order_by("ordinal"))
    with connection.cursor() as cursor:
        cursor.execute(change.format(t="leads_consentrecord"))
    with pytest.raises(CommandError, match=f"{len(faults)} faults found"):
        call_command("verify_records")
    names = {"of": f"of request {request.pk}", "request": f"Request {request.pk}"}
    told = [fault.format(0, *(record.pk for record in records), **names) for fault in faults]
    said = capsys.readouterr().err.splitlines()
    assert [line.removeprefix("Consent ") for line in said] == told


def test_the_command_finds_a_wording_under_another_version(post, form_page, capsys):
    post(form_page)
    record = ConsentRecord.objects.first()
    record.version = version_of("Another wording")
    sealed = ConsentRecord.objects.filter(pk=record.pk)
    super(type(sealed), sealed).update(version=record.version, seal=record.make_seal())
    with pytest.raises(CommandError, match="1 faults found"):
        call_command("verify_records")
    assert capsys.readouterr().err.strip().endswith("version and text differ.")


def test_deleting_the_form_page_keeps_requests_and_consents(post, form_page):
    post(form_page)
    form_page.delete()
    item = stored()
    assert (item.form_page, item.form_title) == (None, "Call me")
    assert item.phone == "(202) 555-0142"
    assert item.consents.count() == 3
    call_command("verify_records")


def test_taking_a_request_asks_little_of_the_database(
    client, form_page, ticked, staffed, django_assert_max_num_queries
):
    staffed("0123456", 8, 22)
    Recipient.objects.create(name="Team", address="team@harbor.example")
    data = {**ticked(form_page), "prefix": "form", "source": form_page.pk}
    data |= {"form-phone": "202-555-0142", "form-best_time": "any"}
    client.get("/call-me/")
    with django_assert_max_num_queries(23):  # six of them savepoints of the test itself
        assert client.post(f"/call-back/{form_page.pk}/", data).status_code == 303


def test_danger_is_first_however_odd_it_looks(client, post, form_page, agent_client):
    post(form_page, comments="costs")
    response = post(form_page, comments="quiero suicidarme", website="https://spam.example")
    assert response["Location"].endswith("/thank-you/#cannot-wait")
    assert 'href="tel:+18007997233"' in client.get(response["Location"]).content.decode()
    calm, urgent = CallbackRequest.objects.order_by("pk")
    html = agent_client.get("/admin/leads/requests/").content.decode()
    assert html.index(urgent.reference) < html.index(calm.reference)


@pytest.mark.parametrize("phone", ["required", "hidden"])
def test_the_first_consent_repeats_who_pays(form_page, phone):
    """Whoever is called, or mailed, agrees to it knowing that the answerer pays for it."""
    form_page.phone, form_page.email = phone, "required"
    first = consents_of(form_page)[0]
    assert first.purpose == ("email" if phone == "hidden" else "call")
    assert form_page.answerer.disclosure in first.wording
