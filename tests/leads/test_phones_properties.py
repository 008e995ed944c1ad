"""Numbers nobody thought of: whatever is typed is read, and a number is one however it is typed."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from leads.phones import check_phone, dial, is_dialable, phone_hash, read_number, to_e164
from treatment.phones import parse_phone

E164 = re.compile(r"\+[1-9]\d{2,14}", re.ASCII)
DIALED = re.compile(r"(?:\+?\d+(?:;ext=\d+)?)?", re.ASCII)
# What people type is mostly digits and what stands between them.
typed = st.text(max_size=60) | st.text("0123456789+()-., xX#;/\u0661\uff11\u2011et", max_size=40)

nine = st.sampled_from("23456789")
two, four = (st.text("0123456789", min_size=size, max_size=size) for size in (2, 4))
three = st.builds("{}{}".format, nine, two.filter(lambda digits: digits != "11"))
american = st.tuples(three, three, four)
forms = ("{}-{}-{}", "({}) {}-{}", "{}.{}.{}", "{} {} {}", "+1 {} {} {}", "1-{}-{}-{}")
written = st.sampled_from([*forms, "{}\u2011{}\u2013{}"])
words = st.sampled_from(
    ["", "call", "my sister's", "please", "¿llamar?", "電話", "home:", "(work)"]
)


@given(typed)
@example("+" * 300 + "1" * 300)
@example("\ud800 202-555-0123")
def test_whatever_is_typed_is_read(text):
    number = read_number(text)
    assert number.e164 is None or E164.fullmatch(number.e164)
    assert re.fullmatch(r"\d*", number.digits + number.extension, re.ASCII)
    assert DIALED.fullmatch(dial(text, number.e164))
    assert len(phone_hash(text)) == len(phone_hash(""))
    parsed = parse_phone(text)
    assert parsed.e164 is None or E164.fullmatch(parsed.e164)


@given(typed)
def test_what_can_be_dialed_is_taken_and_the_rest_told_so(text):
    if is_dialable(text):
        check_phone(text)
        return
    assert to_e164(text) is None
    with pytest.raises(ValidationError) as caught:
        check_phone(text)
    assert caught.value.code == "phone"


@given(typed)
def test_the_international_form_stands_for_itself(text):
    if e164 := to_e164(text):
        assert to_e164(e164) == dial(e164, e164) == e164
        assert phone_hash(e164) == phone_hash(text)


@given(american, written, words, words)
def test_a_number_is_one_however_it_is_written(number, form, before, behind):
    text = f"{before} {form.format(*number)} {behind}"
    assert dial(text, to_e164(text)) == "+1" + "".join(number)
    assert phone_hash(text) == phone_hash("".join(number))


@given(american, written, st.sampled_from([" x", " ext. ", " extension ", ",", ";ext="]), four)
def test_an_extension_is_dialed_and_changes_nobody(number, form, sign, extension):
    text = f"{form.format(*number)}{sign}{extension}"
    assert dial(text, to_e164(text)) == f"+1{''.join(number)};ext={extension}"
    assert phone_hash(text) == phone_hash("".join(number))
