"""What somebody was writing while its page went away: taken, or given back with whom to call."""

import pytest
from django.core.signing import Signer
from wagtail.models import PageViewRestriction

from leads.consents import faults
from leads.models import CallbackRequest, Recipient
from leads.newsletter.links import read_leave
from leads.taken_down import DELETED, NOT_PUBLIC


@pytest.fixture
def take_down(form_page):
    ways = {
        "unpublished": form_page.unpublish,
        "restricted": lambda: PageViewRestriction.objects.create(
            page=form_page, restriction_type="login"
        ),
        "deleted": form_page.delete,
    }
    return lambda how: ways[how]()


@pytest.mark.parametrize("how", ["unpublished", "restricted", "deleted"])
def test_a_request_is_taken_though_its_form_went_away(
    client, form_page, ticked, take_down, agent_client, how
):
    Recipient.objects.create(name="Desk", address="desk@example.org")
    data = {
        **ticked(form_page),
        "form-phone": "202-555-0123",
        "form-name": "Riley",
        "form-comments": "Soon",
        "form-extra_insurance": "Harbor Mutual",
        "source": form_page.pk,
        "prefix": "form",
    }
    address = f"/call-back/{form_page.pk}/"
    take_down(how)
    response = client.post(address, data)
    assert (response.status_code, response["Location"]) == (303, "/call-back/received/")
    item = CallbackRequest.objects.defer(None).get()
    assert (item.phone_e164, item.name, item.comments) == ("+12025550123", "Riley", "Soon")
    assert item.answers == {"Insurance" if how != "deleted" else "insurance": "Harbor Mutual"}
    assert item.answerer_name == "Harbor Network"
    assert (item.form_title == DELETED) is (how == "deleted")
    assert [event.text for event in item.events.all()] == ["Received", NOT_PUBLIC]
    [call] = item.consents.filter(purpose="call")
    assert call.given
    assert "Harbor Network may call me" in call.wording
    assert not list(faults())
    desk = agent_client.get(f"/admin/leads/requests/inspect/{item.pk}/")
    assert NOT_PUBLIC in desk.content.decode()
    assert client.post(address, data).status_code == 303
    assert CallbackRequest.objects.count() == 1


@pytest.mark.parametrize("how", ["unpublished", "restricted", "deleted"])
def test_the_api_takes_it_too(client, form_page, take_down, how):
    from leads.consents import consents_of

    body = {
        "fields": {"phone": "202-555-0123"},
        "consents": {
            str(one.purpose): {"given": one.required, "version": one.version}
            for one in consents_of(form_page)
        },
    }
    address = f"/api/v2/forms/{form_page.pk}/requests/"
    take_down(how)
    response = client.post(address, body, content_type="application/json")
    assert response.status_code == 201, response.content
    assert response.json()["receipt"] == CallbackRequest.objects.get().reference


def test_nobody_who_could_not_be_answered_is_told_thanks(client, form_page, ticked):
    form_page.unpublish()
    data = {**ticked(form_page), "form-comments": "Help", "prefix": "form"}
    response = client.post(f"/call-back/{form_page.pk}/", data)
    assert response.status_code == 422
    assert not CallbackRequest.objects.exists()


@pytest.mark.parametrize("how", ["unpublished", "restricted", "deleted"])
@pytest.mark.parametrize("case", ["nobody to call", "from elsewhere", "a wording nobody knows"])
def test_words_that_are_not_taken_are_given_back(client, form_page, ticked, take_down, how, case):
    words = "I want to die <b>now</b>\x00"
    data = {
        **ticked(form_page),
        "prefix": "form",
        "form-phone": "" if case == "nobody to call" else "202-555-0123",
        "form-comments": words,
        "form-extra_insurance": ["Harbor", "Mutual"],
    }
    unknown = case == "a wording nobody knows"
    if unknown:
        data["form-wordings"] = "call:\x000000000000000000"
    take_down(how)
    headers = {"Origin": "https://elsewhere.example"} if case == "from elsewhere" else {}
    response = client.post(f"/call-back/{form_page.pk}/", data, headers=headers)
    if unknown and how != "deleted":
        assert response.status_code == 303  # the page itself tells what it asked
        return
    status = {"nobody to call": 422, "from elsewhere": 403}.get(case, 404)
    html = response.content.decode()
    assert response.status_code == status
    assert "I want to die &lt;b&gt;now&lt;/b&gt;" in html
    assert "Harbor, Mutual" in html
    assert 'id="crisis-heading"' in html
    assert "no-store" in response["Cache-Control"]
    assert not CallbackRequest.objects.exists()


def test_an_id_that_never_was_a_form_takes_nothing_and_loses_no_words(
    client, home_page, form_page, ticked
):
    data = {"form-phone": "202-555-0123", "form-comments": "Soon", "prefix": "form"}
    ours = {**data, **ticked(form_page)}
    for pk in (form_page.pk + 9_000, home_page.pk):
        response = client.post(f"/call-back/{pk}/", ours)
        assert response.status_code == 404
        assert "Soon" in response.content.decode()
        response = client.post(f"/call-back/{pk}/", data)
        assert response.status_code == 404
        assert "Soon" not in response.content.decode()
        body = {"fields": {"phone": "202-555-0123", "comments": "i want to die"}, "consents": {}}
        answer = client.post(f"/api/v2/forms/{pk}/requests/", body, content_type="application/json")
        assert answer.status_code == 404
        assert len(answer.json()["crisis_lines"]) == 2
    assert not CallbackRequest.objects.exists()


def test_what_a_form_would_have_asked_to_be_mended_is_kept_for_the_agent(client, form_page):
    form_page.unpublish()
    data = {"form-phone": "202-555-0123", "form-comments": "x" * 3_000, "prefix": "form"}
    assert client.post(f"/call-back/{form_page.pk}/", data).status_code == 303
    item = CallbackRequest.objects.get()
    assert "unchecked" in item.flags
    assert not item.consents.filter(given=True).exists()


def test_a_form_nobody_ever_saw_takes_nothing(client, home_page, answerer, ticked):
    from leads.models import CallbackFormPage

    draft = home_page.add_child(
        instance=CallbackFormPage(title="Draft", slug="d", answerer=answerer, live=False)
    )
    data = {**ticked(draft), "form-phone": "202-555-0123", "prefix": "form"}
    assert client.post(f"/call-back/{draft.pk}/", data).status_code == 404
    unknown = {"form-phone": "202-555-0123", "form-wordings": "call:0000000000000000"}
    assert client.post("/call-back/999999/", unknown).status_code == 404
    assert not CallbackRequest.objects.exists()


# From elsewhere


def test_a_translating_proxy_is_taken_and_another_site_gets_its_words_back(client, form_page, post):
    headers = {"Origin": "null", "Sec-Fetch-Site": "cross-site"}
    assert post(form_page, headers=headers).status_code == 303
    response = post(form_page, name="Robin", headers={"Origin": "https://evil.example"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Robin" in html
    assert "sent from another site" in html
    assert "checked" not in html  # consents are given on our own page
    assert CallbackRequest.objects.count() == 1


# The trap


def test_the_trap_has_a_name_that_nothing_fills_in(client, form_page, post):
    html = client.get("/call-me/").content.decode()
    assert 'name="form-leave_empty"' in html
    assert "form-website" not in html
    assert "data-1p-ignore" in html
    assert post(form_page, leave_empty="https://spam.example").status_code == 303
    assert "trap" in CallbackRequest.objects.get().flags


# Links outlive the key


def test_links_in_letters_outlive_a_new_key(settings):
    from leads.signatures import lasting_signer, lasting_timestamp_signer

    salt = "leads.newsletter.leave"
    before = Signer(salt=salt).sign("7")  # as letters of before carry it
    now, timed = lasting_signer(salt).sign("7"), lasting_timestamp_signer("x").sign("7")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "the next one"
    assert read_leave(now) == 7
    assert lasting_timestamp_signer("x").unsign(timed, max_age=60) == "7"
    with pytest.raises(ValueError, match="unknown"):
        read_leave(before)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert read_leave(before) == 7
    assert read_leave(Signer(salt=salt).sign("7")) == 7
