"""The report on numbers and answerers, and the system check of the same."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leads.models import Answerer, CallbackFormPage, PhoneLine
from leads.plain_numbers import numbers_in, plain_numbers

YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def expired(answerer):
    answerer.contract_to = YESTERDAY
    answerer.save()
    return answerer


@pytest.fixture
def rows(moderator_client):
    """Return a function that gives the report as (where, what) pairs."""

    def read():
        found = moderator_client.get(reverse("leads_numbers")).context["object_list"]
        return [(finding.where, finding.what) for finding in found]

    return read


def queries_of(function):
    with CaptureQueriesContext(connection) as queries:
        function()
    return len(queries)


# Numbers typed as text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 202-555-0142 today", ["202-555-0142"]),
        ("Call (202) 555-0142 or 202.555.0142", ["(202) 555-0142"]),
        ("Call 988 or 911 or 1-800-662-4357", []),
        ("In 2023, 12,744 places; ISBN 978-3-16-148410-0", []),
        ("<a href='tel:+12025550142'>202-555-0142</a>", ["202-555-0142"]),
        ("<a href='https://example.org/2025550142'>more</a>", []),
        ("202-555-0142</p><p>2023 was better", ["202-555-0142"]),
        ("(202)&nbsp;555-0142", ["(202)\xa0555-0142"]),
    ],
)
def test_numbers_typed_as_text_are_found(add_page, form_page, text, found):
    page = add_page(("paragraph", f"<p>{text}</p>"))
    assert [number for number, _ in numbers_in(page)] == found
    form_page.thank_you_text = f"<p>{text}</p>"  # a rich text column
    assert [number for number, _ in numbers_in(form_page)] == found


def test_numbers_are_found_in_titles_and_not_in_references(add_page, line):
    page = add_page(("phone", {"line": line}), summary="Or 202-555-0199", title="202-555-0198")
    assert {number for number, _ in numbers_in(page)} == {"202-555-0198", "202-555-0199"}


def test_numbers_are_found_at_any_depth_and_not_in_addresses(add_page):
    card = {"text": "202-555-0191", "address": "https://example.org/202-555-0192"}
    question = {"question": "Who?", "answer": "<ul><li>202-555-0193</li><li>202-555-0194</li></ul>"}
    page = add_page(
        ("cards", {"heading": "", "items": [card]}),
        ("questions", {"heading": "", "items": [question]}),
        (
            "table",
            {
                "caption": "202-555-0195",
                "columns": [{"type": "text", "heading": "202-555-0196"}],
                "rows": [{"values": ["202-555-0197"]}],
            },
        ),
    )
    assert {number[-1] for number, _ in numbers_in(page)} == set("134567")


def test_drafts_are_not_searched(add_page):
    page = add_page(("paragraph", "<p>202-555-0142</p>"))
    assert [found.page.pk for found in plain_numbers()] == [page.pk]
    page.unpublish()
    assert list(plain_numbers()) == []


def test_more_pages_ask_no_more(add_page, line, form_page):
    body = [
        ("phone", {"line": line}),
        ("callback_form", {"heading": "", "form_page": form_page}),
        ("paragraph", "<p>202-555-0199</p>"),
    ]
    add_page(*body)
    before = queries_of(lambda: list(plain_numbers()))
    for number in range(4):
        add_page(*body, slug=f"costs-{number}")
    assert queries_of(lambda: list(plain_numbers())) == before


# The report


def test_the_report_names_what_to_mend_and_where(rows, add_page, line, form_page, expired):
    add_page(("paragraph", "<p>Call 202-555-0142 or 202-555-0199</p>"))
    Answerer.objects.create(name="Endless", is_paid=True, disclosure="Pays us.")
    assert rows() == [
        (
            "Harbor Network",
            f"The contract ended on {YESTERDAY}, and readers still see: "
            "Call now: (202) 555-0142; Call me.",
        ),
        ("Call me", "Nobody answers this form any more: its answerer's contract is over."),
        ("Endless", "Pays us, and the contract lacks a date."),
        ("Harbor Network", "Pays us, and the contract lacks a date."),
        ("Costs", "202-555-0142 is typed as text. Refer to the line “Call now” instead."),
        ("Costs", "202-555-0199 is typed as text."),
    ]


def test_what_nobody_sees_is_no_finding(rows, form_page, expired):
    expired.contract_from = YESTERDAY
    expired.save()
    form_page.unpublish()
    assert rows() == []


def test_a_contract_holds_on_its_last_day(moderator_client, line, answerer):
    answerer.contract_from, answerer.contract_to = date(2026, 1, 1), timezone.localdate()
    answerer.save()
    html = moderator_client.get(reverse("leads_numbers")).content.decode()
    assert "Nothing to mend: no number" in html


def test_each_finding_leads_to_its_place(moderator_client, add_page, line, expired):
    page = add_page(("paragraph", "<p>Call 202-555-0142</p>"))
    html = moderator_client.get(reverse("leads_numbers")).content.decode()
    for name, pk in (
        ("wagtailadmin_pages:edit", page.pk),
        ("wagtailsnippets_leads_answerer:edit", expired.pk),
    ):
        assert reverse(name, args=(pk,)) in html


def test_a_longer_report_asks_no_more(moderator_client, home_page, line, form_page, expired):
    def read():
        assert moderator_client.get(reverse("leads_numbers")).status_code == 200

    read()
    before = queries_of(read)
    for number in range(4):
        other = Answerer.objects.create(name=f"Other {number}", contract_to=YESTERDAY)
        PhoneLine.objects.create(label="L", number=f"202-555-011{number}", answerer=other)
        home_page.add_child(
            instance=CallbackFormPage(title=f"Form {number}", answerer=other, slug=f"f{number}")
        )
    assert queries_of(read) == before


@pytest.mark.parametrize("query", ["p=2", "p=x", "ordering=odd", "export=csv", "q=x"])
def test_a_malformed_query_is_no_error(moderator_client, line, query):
    assert moderator_client.get(f"{reverse('leads_numbers')}?{query}").status_code == 200


def test_who_sees_the_report(agent_client, editor_client, site):
    for name in ("leads_numbers", "leads_numbers_results"):
        assert editor_client.get(reverse(name)).status_code == 200
        assert agent_client.get(reverse(name)).status_code == 302
    menu = reverse("wagtailadmin_home")
    assert reverse("leads_numbers") in editor_client.get(menu).content.decode()
    assert reverse("leads_numbers") not in agent_client.get(menu).content.decode()


# The system check


def warnings(capsys):
    call_command("check", databases=["default"])
    return capsys.readouterr().err.count("leads.W001")


def test_the_check_warns_of_contracts_that_are_over(line, answerer, capsys):
    assert warnings(capsys) == 0
    answerer.contract_to = YESTERDAY
    answerer.save()
    assert warnings(capsys) == 1


def test_the_check_does_not_mind_an_expired_answerer_out_of_use(expired, capsys):
    assert warnings(capsys) == 0


def test_the_check_asks_no_database_it_was_not_given(line, expired, django_assert_num_queries):
    with django_assert_num_queries(0):
        call_command("check")
