"""The captcha's browser side: it proves a person, asks no third party, and moves nothing."""

import sqlite3
from contextlib import closing

import pytest


@pytest.fixture
def outcomes(data):
    """Return a function that gives the stored outcomes, newest last."""

    def read():
        with closing(sqlite3.connect(data / "db.sqlite3")) as database:
            rows = database.execute("SELECT captcha FROM leads_callbackrequest ORDER BY id")
            return [outcome for (outcome,) in rows]

    return read


def send(page):
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def test_writing_and_sending_is_proof_of_a_person(open_page, form_path, outcomes):
    page = open_page(320)
    page.goto(form_path)
    page.get_by_label("Phone").first.fill("(406) 555-0123")
    page.locator("[name=form-consent_call]").check()
    send(page)
    assert page.url.endswith("thank-you/#main")
    assert outcomes()[-1] == "pass"


def test_nothing_moves_under_the_finger(open_page, form_path):
    page = open_page(320)
    page.goto(form_path)
    button = page.locator("main form button[type=submit]").first
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    button.focus()
    page.wait_for_timeout(300)
    assert button.bounding_box() == before


def test_each_copy_on_a_page_has_a_proof_of_its_own(open_page, form_path):
    page = open_page()
    page.goto(form_path)
    copy = page.evaluate(
        "async () => { const form = document.querySelector('main .callback');"
        " const other = form.cloneNode(true);"
        " other.querySelectorAll('[name=form-altcha]').forEach(i => i.name = 'form-2-altcha');"
        " form.after(other);"
        " const source = document.querySelector('script[src*=captcha]').src;"
        " await import(source + '?again'); return other.querySelectorAll('form').length; }"
    )
    assert copy == 1
    page.locator("main form").nth(1).locator("[type=tel]").focus()
    proof = page.locator("[name=form-2-altcha]")
    page.wait_for_function("() => document.querySelector('[name=form-2-altcha]').value.length > 0")
    assert proof.input_value()
    assert page.locator("[name=form-altcha]").first.input_value() == ""
