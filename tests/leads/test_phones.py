"""Numbers as callers type them: what is dialed, who is known again, what a spreadsheet holds."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from leads.admin.desk import Desk
from leads.admin.export import safe_cell
from leads.encryption import keyed_hash
from leads.models import CallbackRequest
from leads.phones import dial, phone_hash, to_e164

PLAIN = "202-555-0123"


@pytest.mark.parametrize(
    "typed",
    [
        *("202-555-0123 after 5", "after 5pm 202-555-0123", "202-555-0123 between 9 and 5"),
        *("202 555 0123 5pm", "202-555-0123 9-5", "202-555-0123 (my sister's)"),
        *("1-202-555-0123 work", "work: 202.555.0123", "+1 (202) 555-0123", "12025550123"),
        *(
            "202-555-0123 or 202-555-0145",
            "202-555-0123/202-555-0145",
            "h 2025550123, c 2025550145",
        ),
        *("２０２－５５５－０１２３", "202‑555‑0123", "202–555–0123", "٢٠٢٥٥٥٠١٢٣"),
        *("202-555-0123\u200b", "\u202a+1 202‑555‑0123\u202c", "apt 4, 202-555-0123"),
        *("555-0123 or 202-555-0123", "call 1 202 555 0123 please, ask for Al"),
    ],
)
def test_words_around_a_number_neither_change_what_is_dialed_nor_hide_the_caller(typed):
    assert dial(typed, to_e164(typed)) == "+12025550123"
    assert phone_hash(typed) == phone_hash(PLAIN)


@pytest.mark.parametrize(
    "typed",
    [
        *("(202) 555-0123 x45", "202-555-0123 ext. 45", "202-555-0123 extension 45"),
        *("202-555-0123 #45", "202-555-0123,45", "202-555-0123;ext=45", "2025550123x45 after 5"),
        *("tel. 202 555 0123 int. 45", "202-555-0123 extensión 45", "２０２５５５０１２３　ｘ４５"),
    ],
)
def test_an_extension_is_dialed_and_the_caller_known_without_it(typed):
    assert dial(typed, to_e164(typed)) == "+12025550123;ext=45"
    assert phone_hash(typed) == phone_hash(PLAIN)


@pytest.mark.parametrize(
    ("typed", "dialed"),
    [
        ("555-0142 after 5", "5550142"),
        ("555-0142 x9", "5550142;ext=9"),
        ("555-HELP", "5554357"),
        ("1-800-FLOWERS", "+18003569377"),
        ("1-800-flowers please", "+18003569377"),
        ("1-800-RECOVERY", "+18007326837"),
        ("202-555-HELP", "+12025554357"),
        ("+44 20 7946 0958", "+442079460958"),
        ("0044 20 7946 0958", "+442079460958"),
        ("011 44 20 7946 0958", "+442079460958"),
        ("202-555-01423", "20255501423"),
        ("call me", ""),
        ("", ""),
    ],
)
def test_what_is_dialed(typed, dialed):
    assert dial(typed, to_e164(typed)) == dialed


def test_a_local_number_is_known_again_with_words_beside_it():
    assert phone_hash("555-0142 after 5") == phone_hash("555-0142")
    assert phone_hash("555-0142") != phone_hash("555-0143")


@pytest.fixture
def admin(make_user):
    return make_user(superuser=True)


def test_the_desk_masks_all_but_the_end_of_the_number_and_links_it(admin, form_page):
    item = CallbackRequest.objects.create(
        form_title="f", answerer_name="a", phone="(202) 555-0142 x45 (my sister's)"
    )
    [masked] = Desk(item, admin).values()
    assert masked.text == "••• ••• ••42"
    [shown] = Desk(item, admin, revealed=True).values()
    assert shown.link == "tel:+12025550142;ext=45"
    item.phone = "call me"
    [wordless] = Desk(item, admin, revealed=True).values()
    assert wordless.link == ""


def test_old_hashes_are_made_anew_and_an_unreadable_number_stops_nothing(db):
    def asked(phone, hashed):
        return CallbackRequest.objects.create(
            form_title="f", answerer_name="a", phone=phone, phone_hash=hashed
        )

    old = asked("202-555-0123 after 5", keyed_hash("20255501235"))
    kept = asked(PLAIN, phone_hash(PLAIN))
    erased = asked(None, "")
    damaged = asked("202-555-0123 work", "as it was")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE leads_callbackrequest SET phone = 'no token' WHERE id = %s", [damaged.pk]
        )
    migration = import_module("leads.migrations.0006_phone_hashes")
    migration.hash_numbers(apps, SimpleNamespace(connection=connection))
    hashes = dict(CallbackRequest.objects.values_list("pk", "phone_hash"))
    assert hashes[old.pk] == hashes[kept.pk] == phone_hash(PLAIN)
    assert (hashes[erased.pk], hashes[damaged.pk]) == ("", "as it was")
    assert CallbackRequest.objects.get(pk=old.pk).phone_e164 == "+12025550123"


@pytest.mark.parametrize("number", ["+12025550142", "+442079460123", "+123456", "+123456789012345"])
def test_a_number_in_a_spreadsheet_is_what_a_dialer_reads(number):
    assert safe_cell(number) == number


@pytest.mark.parametrize(
    "formula",
    [
        *(
            "+12345",
            "+1234567890123456",
            "+1202555014x",
            "+12025550142\n=1",
            "+1202555+1",
            "-2025550142",
        )
    ],
)
def test_what_only_begins_like_a_number_stays_escaped(formula):
    assert safe_cell(formula) == f"'{formula}"
