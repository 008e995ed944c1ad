"""A form asks for consent to what it can do: nobody agrees to be called who left no number."""

import re

import pytest
from django.test import Client

from leads.consents import consents_of, versions_text
from leads.models import CallbackFormPage, CallbackRequest

PHONE, EMAIL = "202-555-0142", "sam@example.org"


@pytest.fixture
def make_form(home_page, answerer):
    """Return a function: make_form("optional", "required") asks for phone and email like that."""

    def make(phone, email):
        page = CallbackFormPage(
            title="Contact", slug="contact", answerer=answerer, phone=phone, email=email
        )
        home_page.add_child(instance=page)
        page.save_revision().publish()
        return page

    return make


def post(page, phone="", email="", ticked=()):
    """Send the form in both ways; return for each which consents it demands."""
    html = Client().post(
        f"/call-back/{page.pk}/",
        {
            "form-phone": phone,
            "form-email": email,
            "form-best_time": "any",
            "form-wordings": versions_text(consents_of(page)),
            "prefix": "form",
            **{f"form-consent_{purpose}": "on" for purpose in ticked},
        },
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    known = {each["purpose"]: each for each in described(page)["consents"]}
    api = Client().post(
        f"/api/v2/forms/{page.pk}/requests/",
        {
            "fields": {"phone": phone, "email": email, "best_time": "any"},
            "consents": {
                purpose: {"given": purpose in ticked, "version": each["version"]}
                for purpose, each in known.items()
            },
        },
        content_type="application/json",
    )
    if html.status_code != 422:
        # The second has the first's words: it was taken already.
        assert (html.status_code, api.status_code) == (303, 200), (html.content, api.content)
        return set(), set()
    form = html.context["callback"]["form"]
    pointers = {error["pointer"] for error in api.json()["errors"]}
    return (
        {name.removeprefix("consent_") for name in form.errors},
        {pointer.removeprefix("/consents/") for pointer in pointers},
    )


def described(page):
    return Client().get(f"/api/v2/forms/{page.pk}/").json()


WAYS = [
    # phone, email, what was given, what was ticked, what is demanded
    ("optional", "required", {"email": EMAIL}, (), {"email"}),
    ("optional", "required", {"email": EMAIL}, ("email",), set()),
    ("optional", "required", {"email": EMAIL, "phone": PHONE}, ("email",), {"call"}),
    ("optional", "required", {"email": EMAIL, "phone": PHONE}, ("email", "call"), set()),
    ("hidden", "required", {"email": EMAIL}, ("email",), set()),
    ("required", "optional", {"phone": PHONE, "email": EMAIL}, ("call",), set()),
    ("required", "optional", {"phone": PHONE}, (), {"call"}),
    ("required", "hidden", {"phone": PHONE}, ("call",), set()),
]


@pytest.mark.parametrize(("phone", "email", "given", "ticked", "demanded"), WAYS)
def test_the_usual_consents(make_form, phone, email, given, ticked, demanded):
    page = make_form(phone, email)
    assert post(page, **given, ticked=ticked) == (demanded, demanded)
    assert bool(CallbackRequest.objects.count()) == (not demanded)


def test_an_editors_own_consents_are_asked_by_the_same_rule(make_form):
    page = make_form("optional", "required")
    page.consents.create(purpose="call", wording="{answerer} may call.", required=True)
    page.consents.create(purpose="text", wording="{answerer} may text.", required=True)
    page.save_revision().publish()
    assert post(page, email=EMAIL) == (set(), set())
    assert post(page, email=EMAIL, phone=PHONE) == ({"call", "text"}, {"call", "text"})


def test_a_way_that_is_not_asked_for_has_no_box(make_form):
    page = make_form("hidden", "required")
    page.consents.create(purpose="call", wording="{answerer} may call.", required=True)
    page.consents.create(purpose="email", wording="{answerer} may write.", required=True)
    page.save_revision().publish()
    assert [each["purpose"] for each in described(page)["consents"]] == ["email"]
    assert "may call" not in Client().get(page.url).content.decode()


def test_the_page_and_the_api_say_when_a_box_must_be_ticked(make_form):
    page = make_form("optional", "required")
    told = {
        each["purpose"]: (each["way"], each["required"]) for each in described(page)["consents"]
    }
    assert told == {
        "call": ("phone", True),
        "voicemail": ("phone", False),
        "text": ("phone", False),
        "email": ("email", True),
    }
    html = Client().get(page.url).content.decode()
    assert html.count("Needed if you give a phone number.") == 1
    assert "Needed if you give an email address." not in html
    boxes = re.findall(r'<input type="checkbox"[^>]*>', html)
    assert [('_email"' in box, "required" in box) for box in boxes if "consent" in box] == [
        (False, False),
        (False, False),
        (False, False),
        (True, True),
    ]
