"""What tests of call-backs begin with."""

from datetime import time

import pytest
from django.test import Client

from home.models import StandardPage
from leads.consents import consents_of, versions_text
from leads.models import Answerer, CallbackFormPage, PhoneLine, StaffedHours


@pytest.fixture
def answerer(db):
    return Answerer.objects.create(
        name="Harbor Network",
        kind="sponsor",
        is_paid=True,
        disclosure="Harbor Network pays us for answering.",
    )


@pytest.fixture
def staffed(answerer):
    """Return a function: staffed("01234", 9, 17) adds a shift to the answerer."""

    def add(days, opens, closes):
        answerer.staffed_hours.add(StaffedHours(days=days, opens=time(opens), closes=time(closes)))
        answerer.save()
        return answerer

    return add


@pytest.fixture
def line(answerer):
    return PhoneLine.objects.create(
        label="Call now", number="(202) 555-0142", kind="hotline", answerer=answerer
    )


@pytest.fixture
def form_page(home_page, answerer):
    page = home_page.add_child(
        instance=CallbackFormPage(title="Call me", slug="call-me", answerer=answerer)
    )
    page.form_fields.create(label="Insurance", field_type="singleline", required=False)
    page.save_revision().publish()
    return page


@pytest.fixture
def ticked():
    """Return a function: what a browser posts where the boxes that must be ticked are."""

    def answer(form_page, prefix="form", *also):
        consents = consents_of(form_page)
        boxes = (c for c in consents if c.required or c.purpose in also)
        return {
            f"{prefix}-wordings": versions_text(consents),
            **{f"{prefix}-{consent.name}": "on" for consent in boxes},
        }

    return answer


@pytest.fixture
def post(client, ticked):
    """Return a function: post(form_page, phone="", prefix=…) sends the form, filled in."""

    def send(form_page, *, prefix="form", source=None, headers=None, **fields):
        filled = {"phone": "(202) 555-0142", "name": "Riley", "best_time": "evening"}
        filled |= {"comments": "Soon", **fields}
        data = {f"{prefix}-{name}": value for name, value in filled.items()}
        data = {**ticked(form_page, prefix), **data}
        data |= {"prefix": prefix, "source": source or form_page.pk}
        return client.post(f"/call-back/{form_page.pk}/", data, headers=headers or {})

    return send


@pytest.fixture
def add_page(home_page):
    def add(*blocks, **fields):
        page = StandardPage(**{"title": "Costs", "slug": "costs", **fields})
        page.body = list(blocks)
        home_page.add_child(instance=page)
        page.save_revision().publish()
        return StandardPage.objects.get(pk=page.pk)

    return add


@pytest.fixture
def page_with_two_forms(home_page, form_page):
    page = StandardPage(title="Costs", slug="costs")
    page.body = [
        ("callback_form", {"heading": "First copy", "form_page": form_page}),
        ("paragraph", "<p>Between.</p>"),
        ("callback_form", {"heading": "Second copy", "form_page": form_page}),
    ]
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def agent_client(make_user, site):
    return logged_in(make_user("Intake agents"))


@pytest.fixture
def manager_client(make_user, site):
    return logged_in(make_user("Intake managers"))


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client
