"""Answerers, numbers, references: what the database holds together."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from leads.models import Answerer, CallbackFormPage, CallbackRequest, LeadsSettings, PhoneLine
from leads.phones import check_phone, phone_hash, to_e164


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("(202) 555-0142", "+12025550142"),
        ("202.555.0142 ext. 7", "+12025550142"),
        ("+44 20 7946 0123", "+442079460123"),
        ("1-800-FLOWERS", "+18003569377"),
        ("555-0142", None),
        ("nothing", None),
    ],
)
def test_numbers_are_understood_as_typed(typed, e164):
    assert to_e164(typed) == e164


@pytest.mark.parametrize("typed", ["555-0142", "1-800-FLOWERS", "202 555 0142 x12", "٢٠٢٥٥٥٠١٤٢"])
def test_what_could_be_dialled_is_accepted(typed):
    check_phone(typed)


@pytest.mark.parametrize("typed", ["-", "call me please", "12", "☎", "......"])
def test_what_could_not_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="202-555-0123"):
        check_phone(typed)


def test_a_number_has_one_hash_however_it_is_written():
    assert phone_hash("(202) 555-0142") == phone_hash("+1 202.555.0142")
    assert phone_hash("555-0142") == phone_hash("555 0142")
    assert phone_hash("555-0142") != phone_hash("555-0143")


def test_a_line_keeps_what_the_link_dials(line):
    assert line.tel == "tel:+12025550142"
    assert str(line) == "Call now: (202) 555-0142"


def test_a_line_nobody_can_dial_is_refused(answerer):
    line = PhoneLine(label="x", number="555-0142", answerer=answerer)
    with pytest.raises(ValidationError):
        line.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_an_answerer_in_use_cannot_be_deleted(line, form_page):
    with pytest.raises(ProtectedError):
        line.answerer.delete()


def test_who_pays_is_disclosed(db):
    with pytest.raises(ValidationError, match="disclosure"):
        Answerer(name="Silent", is_paid=True).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answerer.objects.create(name="Silent", is_paid=True)


def test_a_contract_does_not_end_before_it_begins(db):
    answerer = Answerer(name="x", contract_from="2026-02-01", contract_to="2026-01-01")
    with pytest.raises(ValidationError, match="before it begins"):
        answerer.full_clean()


def test_a_form_must_ask_how_to_answer(home_page, answerer):
    page = CallbackFormPage(title="x", slug="x", answerer=answerer, phone="optional")
    with pytest.raises(ValidationError, match="email"):
        home_page.add_child(instance=page)


def test_references_are_short_unlike_and_tell_nothing(db):
    made = [
        CallbackRequest.objects.create(form_title="f", answerer_name="a", name="Riley")
        for _ in range(50)
    ]
    references = {item.reference for item in made}
    assert len(references) == 50
    assert all(len(text) == 8 and not set(text) & set("ILOU") for text in references)
    assert str(made[0]) == made[0].reference


@pytest.mark.parametrize("field", ["status", "captcha"])
def test_the_database_knows_the_choices(db, field):
    with pytest.raises(IntegrityError), transaction.atomic():
        CallbackRequest.objects.create(form_title="f", answerer_name="a", **{field: "odd"})


def test_deleting_the_form_keeps_its_requests(form_page):
    CallbackRequest.objects.create(
        form_page=form_page, form_title=form_page.title, answerer_name="a"
    )
    CallbackFormPage.objects.get(pk=form_page.pk).delete()
    kept = CallbackRequest.objects.get()
    assert kept.form_page is None
    assert kept.form_title == "Call me"


def test_the_header_shows_the_hotline_and_who_answers(client, site, home_page, line):
    assert "hotline__number" not in client.get("/").content.decode()
    settings = LeadsSettings.for_site(site)
    settings.hotline = line
    settings.save()
    html = client.get("/").content.decode()
    assert 'href="tel:+12025550142"' in html
    assert "Answered by" in html
    assert "Harbor Network, who pays us" in " ".join(html.split())
