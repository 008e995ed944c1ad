"""Mail to readers: what the outbox holds of it, and what a mail program gets."""

from email import message_from_string, policy

import pytest
from anymail.exceptions import AnymailAPIError
from django.core import mail as outbox

from headless.models import Delivery
from headless.outbox.worker import Worker
from leads import reader_mail
from leads.encryption import UnreadableValueError
from leads.reader_mail import Letter
from tests.mail_server import Mailbox, smtp_server

KIND = "test.letter"
ADDRESS = "riley@example.org"
LEAVE = "https://harbor.example/leave/token/"


def a_letter(pk):
    return Letter(ADDRESS, "Hello", f"Number {pk}", "<p>Hello</p>", LEAVE)


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch):
    monkeypatch.setattr(reader_mail, "_kinds", {KIND: a_letter})


def test_the_row_names_a_kind_and_a_record_and_nobody(db):
    reader_mail.owe(KIND, 7)
    delivery = Delivery.objects.get()
    assert delivery.payload == {"kind": KIND, "pk": 7}
    assert delivery.target == "readers:test.letter"
    told = f"{delivery} {delivery.unique_key}"
    assert "riley" not in told
    assert "Hello" not in told


def test_a_letter_is_owed_once_and_again_for_another_occasion(db):
    for _ in range(2):
        reader_mail.owe(KIND, 7)
    reader_mail.owe(KIND, 7, occasion="2026-11-25")
    reader_mail.owe_all(KIND, [7, 8])
    keys = Delivery.objects.values_list("payload__pk", flat=True)
    assert sorted(keys) == [7, 7, 8]


def test_a_mail_program_gets_both_texts_and_the_way_out(db, settings):
    box = Mailbox()
    reader_mail.owe(KIND, 7)
    with smtp_server(settings, box):
        assert Worker().run_due() == 1
    [text] = box.kept
    got = message_from_string(text, policy=policy.default)
    assert got["To"] == ADDRESS
    assert got["List-Unsubscribe"] == f"<{LEAVE}>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in got.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    assert "Number 7" in text


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", (None, None)),
        ("http://localhost/leave/", ("<http://localhost/leave/>", None)),
        (LEAVE, (f"<{LEAVE}>", "List-Unsubscribe=One-Click")),
    ],
)
def test_one_click_is_promised_for_https_alone(address, expected):
    headers = reader_mail.message(Letter(ADDRESS, "S", "T", unsubscribe=address)).extra_headers
    assert (headers.get("List-Unsubscribe"), headers.get("List-Unsubscribe-Post")) == expected


def test_a_subject_can_add_no_header():
    built = reader_mail.message(Letter(ADDRESS, "Hello\r\nBcc: all@example.org", "T"))
    assert built.message()["Subject"] == "Hello Bcc: all@example.org"
    assert built.message()["Bcc"] is None


def test_nothing_to_send_any_more_is_done(db):
    reader_mail.register(KIND, lambda pk: None)
    reader_mail.owe(KIND, 7)
    Worker().run_due()
    assert Delivery.objects.get().status == Delivery.Status.DELIVERED
    assert outbox.outbox == []


def unreadable(pk):
    raise UnreadableValueError("A stored value cannot be decrypted.")


def broken(pk):
    raise ValueError(ADDRESS)


@pytest.mark.parametrize(
    ("kind", "load", "error"),
    [
        ("test.other", None, "No plugin writes letters of the kind test.other."),
        (KIND, unreadable, "A stored value cannot be decrypted."),
        (KIND, broken, "Unexpected ValueError"),
    ],
)
def test_a_fault_waits_for_the_next_attempt_and_names_nobody(db, kind, load, error):
    if load:
        reader_mail.register(kind, load)
    reader_mail.owe(kind, 7)
    Worker().run_due()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.last_error) == (Delivery.Status.WAITING, error)


def test_a_letters_repr_tells_nothing():
    assert ADDRESS not in repr(a_letter(7))


def test_a_service_of_django_anymail_gets_the_same_mail(db, settings):
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    reader_mail.owe(KIND, 7)
    Worker().run_due()
    [message] = outbox.outbox
    parameters = message.anymail_test_params
    assert [address.addr_spec for address in parameters["to"]] == [ADDRESS]
    assert parameters["extra_headers"]["List-Unsubscribe"] == f"<{LEAVE}>"
    assert Delivery.objects.get().status == Delivery.Status.DELIVERED


def test_a_service_that_refuses_is_tried_again_and_named_by_its_fault_alone(
    db, settings, monkeypatch
):
    def refuse(*args):
        raise AnymailAPIError(f"422 for {ADDRESS}")

    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    monkeypatch.setattr("anymail.backends.test.EmailBackend.post_to_esp", refuse)
    reader_mail.owe(KIND, 7)
    Worker().run_due()
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.last_error) == ("waiting", "Unexpected AnymailAPIError")
