"""Personal data at rest."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F

from leads.checks import check_keys
from leads.encryption import (
    EncryptedJSONField,
    EncryptedTextField,
    UnreadableValueError,
    keyed_hash,
)
from leads.models import CallbackRequest, RequestComment
from leads.phones import phone_hash


def make_request(**fields):
    return CallbackRequest.objects.create(
        **{
            "form_title": "Call me",
            "answerer_name": "Harbor Network",
            "phone": "202-555-0142",
            "name": "Riley Quill",
            "comments": "My brother drinks",
            "answers": {"Insurance": "Medicaid"},
            **fields,
        }
    )


def raw_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM leads_callbackrequest")
        return str(cursor.fetchall())


def test_what_was_stored_is_read_again(db):
    stored = CallbackRequest.objects.get(pk=make_request().pk)
    assert stored.phone == "202-555-0142"
    assert stored.name == "Riley Quill"
    assert stored.answers == {"Insurance": "Medicaid"}
    assert stored.email is None


def test_no_personal_word_lies_in_the_database(db):
    make_request(phone_hash=phone_hash("202-555-0142"))
    rows = raw_rows()
    assert "Call me" in rows
    for secret in ("555-0142", "2025550142", "Riley", "brother", "Medicaid"):
        assert secret not in rows


def test_equal_values_are_stored_differently(db):
    make_request()
    make_request()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM leads_callbackrequest")
        assert len({row[0] for row in cursor.fetchall()}) == 2


def test_keys_rotate(db, settings):
    old, new = settings.LEADS_ENCRYPTION_KEYS[0], Fernet.generate_key().decode()
    before = make_request()
    settings.LEADS_ENCRYPTION_KEYS = [new, old]
    assert CallbackRequest.objects.get(pk=before.pk).name == "Riley Quill"
    after = make_request(name="Sam")
    settings.LEADS_ENCRYPTION_KEYS = [new]
    assert CallbackRequest.objects.get(pk=after.pk).name == "Sam"
    with pytest.raises(UnreadableValueError):
        CallbackRequest.objects.get(pk=before.pk).name  # noqa: B018


@pytest.mark.parametrize("keys", [[], None, ["short"]])
def test_without_a_usable_key_nothing_is_stored(db, settings, keys):
    settings.LEADS_ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured), transaction.atomic():
        make_request()
    assert not CallbackRequest.objects.exists()


def test_without_a_hash_key_no_number_is_hashed(settings):
    settings.LEADS_HASH_KEY = ""
    with pytest.raises(ImproperlyConfigured):
        keyed_hash("x")


def test_a_damaged_value_is_never_handed_out_as_it_lies(db):
    item = make_request()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE leads_callbackrequest SET name = 'gAAAAA-broken'")
    listed = CallbackRequest.objects.get(pk=item.pk)
    assert listed.phone == "202-555-0142"
    with pytest.raises(UnreadableValueError):
        listed.name  # noqa: B018


@pytest.mark.parametrize("lookup", ["name", "name__icontains", "name__gt", "answers__Insurance"])
def test_encrypted_columns_cannot_be_searched(db, lookup):
    with pytest.raises(FieldError):
        CallbackRequest.objects.filter(**{lookup: "Riley"}).exists()


def test_encrypted_columns_can_be_asked_whether_they_are_null(db):
    make_request()
    assert CallbackRequest.objects.filter(email__isnull=True).count() == 1


def test_a_column_cannot_be_copied_past_the_cipher(db):
    make_request()
    with pytest.raises(FieldError):
        CallbackRequest.objects.update(name=F("form_title"))


def test_personal_columns_stay_in_the_database_until_read(db, django_assert_num_queries):
    make_request()
    with django_assert_num_queries(1) as queries:
        assert str(CallbackRequest.objects.get())
    assert "comments" not in queries[0]["sql"]


def test_comments_by_staff_are_encrypted(db):
    RequestComment.objects.create(request=make_request(), text="Spoke to Riley")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM leads_requestcomment")
        assert "Riley" not in str(cursor.fetchall())
    assert RequestComment.objects.get().text == "Spoke to Riley"


def test_migrations_name_the_fields_plainly():
    text, _ = MigrationWriter.serialize(EncryptedTextField(null=True))
    assert text == "leads.encryption.EncryptedTextField(null=True)"
    text, _ = MigrationWriter.serialize(EncryptedJSONField())
    assert text == "leads.encryption.EncryptedJSONField()"


@pytest.mark.parametrize(
    ("name", "value", "ids"),
    [
        ("LEADS_ENCRYPTION_KEYS", [], ["leads.E001"]),
        ("LEADS_ENCRYPTION_KEYS", ["nonsense"], ["leads.E002"]),
        ("LEADS_ENCRYPTION_KEYS", "one-text", ["leads.E002"]),
        ("LEADS_HASH_KEY", "", ["leads.E003"]),
        ("LEADS_HASH_KEY", "a key", []),
        ("LEADS_SPOOL_DIR", "", ["leads.E004"]),
    ],
)
def test_checks_name_what_is_missing(settings, name, value, ids):
    setattr(settings, name, value)
    assert [error.id for error in check_keys()] == ids
