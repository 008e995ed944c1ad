"""The Wagtail admin: who sees requests, what staff do with them, how editors make forms."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from leads.groups import GRANTS
from leads.models import (
    AccessRecord,
    Answerer,
    CallbackFormPage,
    CallbackRequest,
    PhoneLine,
    RequestComment,
)
from leads.phones import phone_hash

INBOX = "/admin/leads/requests/"


@pytest.fixture
def item(form_page):
    return CallbackRequest.objects.create(
        form_page=form_page,
        source_page=form_page,
        form_title=form_page.title,
        answerer_name="Harbor Network",
        phone="(202) 555-0142",
        phone_e164="+12025550142",
        phone_hash=phone_hash("(202) 555-0142"),
        name="Riley Quill",
        comments="My brother drinks",
        answers={"Insurance": "Medicaid"},
    )


def desk(item):
    return f"{INBOX}inspect/{item.pk}/"


def act(client, item, action, **data):
    return client.post(reverse(f"leads_{action}", args=(item.pk,)), data)


@pytest.fixture
def clients(request, make_user, site):
    def get(name):
        if name == "anonymous":
            return Client()
        client = Client()
        client.force_login(make_user(name))
        return client

    return get


# Whoever may not is sent away (302 to the login or the dashboard); nothing is told.
@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("anonymous", False),
        ("Editors", False),
        ("Moderators", False),
        ("Intake agents", True),
        ("Intake managers", True),
    ],
)
def test_who_reads_requests(clients, item, who, reads):
    client = clients(who)
    for address in (INBOX, desk(item)):
        response = client.get(address)
        assert (response.status_code == 200) is reads, address
        assert (item.reference in response.content.decode()) is reads
    for address in ("create/", f"edit/{item.pk}/", f"delete/{item.pk}/"):
        assert client.get(INBOX + address).status_code != 200
    assert client.get("/admin/forms/").status_code in {200, 302}
    assert "Call me" not in client.get("/admin/forms/").content.decode()


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("anonymous", set()),
        ("Editors", set()),
        ("Moderators", set()),
        ("Intake agents", {"set_status", "take", "comment"}),
        ("Intake managers", {"set_status", "take", "comment", "assign"}),
    ],
)
@pytest.mark.parametrize("action", ["set_status", "take", "comment", "assign"])
def test_who_may_do_what(clients, item, who, allowed, action, make_user):
    colleague = make_user("Intake agents", username="colleague")
    client = clients(who)
    act(client, item, action, status="attempted", text="Noted", assigned_to=colleague.pk)
    stored = CallbackRequest.objects.get()
    changed = (
        stored.status != "new"
        or stored.assigned_to_id is not None
        or RequestComment.objects.exists()
    )
    assert changed is (action in allowed)


@pytest.mark.parametrize("action", ["set_status", "take", "comment", "assign"])
def test_actions_are_posted_with_a_token(make_user, item, action):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Intake managers"))
    address = reverse(f"leads_{action}", args=(item.pk,))
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405


def test_the_list_shows_nothing_personal(agent_client, item):
    html = agent_client.get(INBOX).content.decode()
    assert item.reference in html
    for secret in ("Riley", "555-0142", "brother", "Medicaid"):
        assert secret not in html


def test_the_desk_shows_the_person_and_the_number_on_request(agent_client, item):
    html = agent_client.get(desk(item)).content.decode()
    assert "••42" in html
    assert "555-0142" not in html
    assert "5550142" not in html
    revealed = agent_client.post(desk(item))
    assert "no-store" in revealed["Cache-Control"]
    assert 'href="tel:+12025550142"' in revealed.content.decode()
    noted = AccessRecord.objects.order_by("pk").values_list("action", "username")
    assert list(noted) == [("read", "intake-agents"), ("reveal", "intake-agents")]
    for words in ("Riley Quill", "My brother drinks", "Insurance", "Medicaid"):
        assert words in html
    assert "Riley" not in html[: html.index("</title>")]


def test_a_damaged_value_leaves_the_rest_readable(agent_client, item):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE leads_callbackrequest SET name = 'broken', answers = 'broken'")
    assert agent_client.get(INBOX).status_code == 200
    html = agent_client.get(desk(item)).content.decode()
    assert html.count("Cannot be read") == 2
    assert "My brother drinks" in html


def test_an_agent_works_on_a_request(agent_client, item):
    act(agent_client, item, "take")
    stored = CallbackRequest.objects.get()
    assert (stored.status, stored.assigned_to.username) == ("assigned", "intake-agents")
    act(agent_client, item, "set_status", status="reached")
    response = agent_client.post(
        reverse("leads_comment", args=(item.pk,)), {"text": "Spoke to Riley"}, follow=True
    )
    html = response.content.decode()
    assert "Spoke to Riley" in html
    assert CallbackRequest.objects.get().status == "reached"
    assert all("Riley" not in str(message) for message in response.context["messages"])


def test_nobody_takes_what_a_colleague_has(agent_client, item, make_user):
    item.assigned_to = make_user("Intake agents", username="colleague")
    item.save()
    act(agent_client, item, "take")
    assert CallbackRequest.objects.get().assigned_to.username == "colleague"


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("set_status", {"status": "odd"}),
        ("set_status", {}),
        ("comment", {"text": ""}),
        ("comment", {"text": "x" * 5001}),
        ("comment", {"text": "a\x00b"}),
        ("assign", {"assigned_to": "999999"}),
        ("assign", {"assigned_to": "x"}),
    ],
)
def test_bad_input_changes_nothing(manager_client, item, action, data):
    assert act(manager_client, item, action, **data).status_code == 302
    stored = CallbackRequest.objects.get()
    assert (stored.status, stored.assigned_to, stored.notes.count()) == ("new", None, 0)


def test_requests_are_given_only_to_those_who_may_read_them(manager_client, item, make_user):
    editor = make_user("Editors")
    act(manager_client, item, "assign", assigned_to=editor.pk)
    assert CallbackRequest.objects.get().assigned_to is None


@pytest.mark.parametrize("term", ["202-555-0142", "+1 (202) 555 0142", "2025550142"])
def test_found_by_number(agent_client, item, term):
    other = CallbackRequest.objects.create(form_title="f", answerer_name="a", phone_hash="other")
    html = agent_client.get(INBOX, {"q": term}).content.decode()
    assert item.reference in html
    assert other.reference not in html


def test_found_by_reference(agent_client, item):
    assert item.reference in agent_client.get(INBOX, {"q": item.reference}).content.decode()
    assert item.reference not in agent_client.get(INBOX, {"q": "nothing"}).content.decode()


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"status__exact": "new"}, True),
        ({"status__exact": "closed"}, False),
        ({"captcha__exact": "unknown"}, True),
        ({"captcha__exact": "pass"}, False),
    ],
)
def test_filters(agent_client, item, parameters, found):
    html = agent_client.get(INBOX, parameters).content.decode()
    assert (item.reference in html) is found


@pytest.mark.parametrize(
    "query",
    [
        "status=odd", "status__exact=%00", "form_page__id__exact=abc", "p=abc", "p=-1", "o=99",
        "o=x.y", "q=%00", "created_at__gte=never", "assigned_to__password__startswith=a",
        "phone__contains=1", "comments=x", "q=" + "x" * 3000, "e=1", "export=csv",
        "form_page__id__exact=" + "9" * 40,
    ],
)  # fmt: skip
def test_a_malformed_query_is_no_error(agent_client, item, query):
    response = agent_client.get(f"{INBOX}?{query}")
    assert response.status_code in {200, 302}
    assert "555-0142" not in response.content.decode()


def test_a_longer_list_asks_no_more(agent_client, item, form_page, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(40) as queries:
            agent_client.get(INBOX)
        return len(queries)

    count()
    before = count()
    for _ in range(5):
        CallbackRequest.objects.create(
            form_page=form_page, source_page=form_page, form_title="f", answerer_name="a"
        )
    assert count() == before


# Groups


def permissions(name):
    group = Group.objects.get(name=name)
    return set(
        group.permissions.filter(content_type__app_label__in=("leads", "headless")).values_list(
            "codename", flat=True
        )
    )


@pytest.mark.parametrize("name", GRANTS)
def test_groups_exist_with_what_they_need(db, name):
    assert permissions(name) == set(GRANTS[name])
    assert Group.objects.get(name=name).permissions.filter(codename="access_admin").exists()


def test_an_administrators_changes_stay(db):
    for name in GRANTS:
        Group.objects.get(name=name).permissions.clear()
    Group.objects.get(name="Intake agents").delete()
    call_command("migrate", verbosity=0)
    assert permissions("Intake managers") == permissions("Editors") == set()
    assert not Group.objects.filter(name="Intake agents").exists()


# Editors


def form_page_form(answerer, **fields):
    return nested_form_data(
        {
            "title": "Call me",
            "slug": "call-me",
            "summary": "",
            "lead_image": "",
            "answerer": answerer.pk,
            "phone": "required",
            "email": "hidden",
            "name": "optional",
            "say_name": "hidden",
            "caller": "optional",
            "best_time": "optional",
            "comments": "optional",
            "call_within": "60",
            "keep_days": "365",
            "consents": inline_formset([]),
            "submit_label": "Ask for a call",
            "thank_you_heading": "Thank you",
            "thank_you_text": rich_text("<p>We call <b>soon</b>.</p>"),
            "body": streamfield([]),
            "form_fields": inline_formset(
                [
                    {
                        "label": "Insurance",
                        "help_text": "Any plan",
                        "required": "",
                        "field_type": "dropdown",
                        "choices": "Medicaid,None",
                        "default_value": "",
                        "ORDER": "1",
                    }
                ]
            ),
            **fields,
        }
    )


ADD = "/admin/pages/add/leads/callbackformpage/{}/"


def test_a_moderator_publishes_a_form(client, moderator_client, home_page, answerer):
    form = form_page_form(answerer, **{"action-publish": "1"})
    assert moderator_client.post(ADD.format(home_page.pk), form).status_code == 302
    page = CallbackFormPage.objects.get()
    assert page.live
    assert "Medicaid" in client.get("/call-me/").content.decode()
    assert "<b>soon</b>" in client.get("/call-me/thank-you/").content.decode()
    answer = client.get(f"/api/v2/pages/{page.pk}/").json()
    assert answer["answerer"]["name"] == "Harbor Network"
    assert "contract_from" not in answer["answerer"]
    assert answer["form"]["action"] == f"/call-back/{page.pk}/"
    assert answer["form"]["fields"][-1] == {
        "name": "extra_insurance",
        "label": "Insurance",
        "type": "select",
        "required": False,
        "help": "Any plan",
        "max_length": None,
        "autocomplete": "",
        "choices": [
            {"value": "Medicaid", "label": "Medicaid"},
            {"value": "None", "label": "None"},
        ],
    }


def test_an_editor_drafts_a_form(editor_client, home_page, answerer):
    assert editor_client.post(ADD.format(home_page.pk), form_page_form(answerer)).status_code == 302
    assert not CallbackFormPage.objects.get().live


def test_a_form_nobody_could_answer_is_refused(moderator_client, home_page, answerer):
    form = form_page_form(answerer, phone="optional", **{"action-publish": "1"})
    response = moderator_client.post(ADD.format(home_page.pk), form)
    assert "otherwise nobody" in response.content.decode()
    assert not CallbackFormPage.objects.exists()


def test_both_previews(moderator_client, form_page):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=(form_page.pk,))
    form = form_page_form(form_page.answerer)
    assert moderator_client.post(address, form).json()["is_valid"] is True
    assert "Ask for a call" in moderator_client.get(address).content.decode()
    thanks = moderator_client.get(address, {"mode": "thank-you"}).content.decode()
    assert "<b>soon</b>" in thanks


@pytest.mark.parametrize(
    ("who", "may"), [("Editors", False), ("Moderators", True), ("Intake managers", True)]
)
def test_who_changes_numbers(clients, answerer, who, may):
    client = clients(who)
    address = reverse("wagtailsnippets_leads_phoneline:add")
    form = {"label": "Day", "number": "202-555-0199", "kind": "general", "answerer": answerer.pk}
    client.post(address, form)
    assert PhoneLine.objects.exists() is may
    assert client.get(reverse("wagtailsnippetchoosers_leads_phoneline:choose")).status_code == 200


def test_numbers_and_answerers_are_listed_and_searched(moderator_client, line):
    for model, words in (("phoneline", "Call now"), ("answerer", "Harbor Network")):
        address = reverse(f"wagtailsnippets_leads_{model}:list")
        assert words in moderator_client.get(address).content.decode()
        found = moderator_client.get(address, {"q": words.split()[0]}).content.decode()
        assert words in found


def test_a_bad_number_is_refused_with_a_message(moderator_client, answerer):
    address = reverse("wagtailsnippets_leads_phoneline:add")
    form = {"label": "Day", "number": "555", "kind": "general", "answerer": answerer.pk}
    assert "202-555-0123" in moderator_client.post(address, form).content.decode()
    assert Answerer.objects.get().lines.count() == 0


def test_the_hotline_is_a_setting(admin_user_client, site, line):
    address = reverse("wagtailsettings:edit", args=("leads", "leadssettings", site.pk))
    data = {"hotline": line.pk, "callback_form": "", "newsletter_name": "News"}
    data["newsletter_wording"] = "You may write to me."
    response = admin_user_client.post(address, data)
    assert response.status_code == 302
    assert "tel:+12025550142" in Client().get("/").content.decode()
