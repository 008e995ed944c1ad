"""The forms API: everything HTML can do, in JSON, with errors that name their place."""

import json

import pytest

from leads import spool
from leads.models import CallbackRequest, ConsentRecord


@pytest.fixture
def schema(client, form_page):
    return client.get(f"/api/v2/forms/{form_page.pk}/").json()


@pytest.fixture
def body(schema):
    """A good request, made from what the schema says."""
    return {
        "fields": {"phone": "(202) 555-0142", "name": "Riley", "best_time": "evening"},
        "consents": {
            item["purpose"]: {"given": item["required"], "version": item["version"]}
            for item in schema["consents"]
        },
        "seconds": 20,
    }


@pytest.fixture
def send(client, form_page):
    def send(body, key=None, **headers):
        if key:
            headers["Idempotency-Key"] = key
        return client.post(
            f"/api/v2/forms/{form_page.pk}/requests/",
            body if isinstance(body, str | bytes) else json.dumps(body),
            content_type="application/json",
            headers=headers,
        )

    return send


def pointers(response):
    assert response["Content-Type"] == "application/problem+json"
    answer = response.json()
    assert answer["status"] == response.status_code
    return [error["pointer"] for error in answer["errors"]]


def test_the_schema_says_everything(schema, form_page):
    assert [field["name"] for field in schema["fields"]] == [
        "phone", "name", "caller", "best_time", "time_zone", "comments", "extra_insurance",
    ]  # fmt: skip
    phone = schema["fields"][0]
    assert (phone["type"], phone["required"], phone["max_length"]) == ("tel", True, 40)
    call = schema["consents"][0]
    assert (call["purpose"], call["required"], len(call["version"])) == ("call", True, 16)
    assert "Harbor Network" in call["wording"]
    assert schema["answerer"]["is_paid"] is True
    assert schema["captcha"] == {"kind": "altcha", "challenge": "/altcha/challenge/"}
    assert schema["requests"] == f"/api/v2/forms/{form_page.pk}/requests/"


def test_with_keys_it_names_the_captcha_of_the_keys(client, form_page, settings):
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    answer = client.get(f"/api/v2/forms/{form_page.pk}/").json()
    assert answer["captcha"] == {"kind": "recaptcha-v2", "site_key": "public"}


def test_a_request_is_stored_and_receipted(send, body):
    response = send(body | {"fields": body["fields"] | {"extra_insurance": "Medicaid"}})
    assert response.status_code == 201
    item = CallbackRequest.objects.get()
    assert response.json() == {"receipt": item.reference, "state": "stored", "crisis_lines": []}
    assert "no-store" in response["Cache-Control"] or "no-cache" in response["Cache-Control"]
    assert (item.name, item.best_time, item.answers) == (
        "Riley",
        "evening",
        {"Insurance": "Medicaid"},
    )
    given = dict(ConsentRecord.objects.values_list("purpose", "given"))
    assert given == {"call": True, "voicemail": False, "text": False}
    assert not response.cookies


def test_the_source_page_is_kept(send, body, page_with_two_forms):
    send(body | {"source": page_with_two_forms.pk})
    assert CallbackRequest.objects.get().source_page_id == page_with_two_forms.pk


def test_a_retry_with_its_key_gets_the_same_receipt(send, body):
    first, second = send(body, key="abc"), send(body, key="abc")
    assert first.json() == second.json()
    assert CallbackRequest.objects.count() == 1
    other = send(body | {"fields": {**body["fields"], "name": "Sam"}}, key="abc")
    assert other.status_code == 422
    assert other.json()["type"].endswith("key-reused")
    assert CallbackRequest.objects.count() == 1


def test_who_repeats_a_request_without_its_key_gets_no_receipt(send, body):
    mine = send(body, key="abc").json()["receipt"]
    for key in ("other", None):
        double = send(body, key=key)
        assert double.status_code == 200
        assert double.json() == {"receipt": None, "state": "known", "crisis_lines": []}
        assert mine not in double.content.decode()
    assert CallbackRequest.objects.count() == 1


def test_a_key_is_its_sender_s_alone(send, body, client):
    first = send(body, key="abc")
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert send(body, key="abc").json() == {"receipt": None, "state": "known", "crisis_lines": []}
    other = send(body | {"fields": {**body["fields"], "name": "Sam"}}, key="abc")
    assert other.status_code == 201
    assert other.json()["receipt"] != first.json()["receipt"]
    assert CallbackRequest.objects.count() == 2


def test_a_key_that_is_too_long(send, body):
    assert send(body, key="k" * 256).status_code == 400


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"fields": {}}, ["/fields/phone"]),
        ({"fields": {"phone": "202-555-0142", "best_time": "never"}}, ["/fields/best_time"]),
        ({"fields": {"phone": "x" * 41}}, ["/fields/phone"]),
        ({"fields": {"phone": "12"}}, ["/fields/phone"]),
        ({"consents": {}}, ["/consents/call", ""]),
    ],
)
def test_errors_name_their_place(send, body, change, expected):
    response = send(body | change)
    assert response.status_code == 422
    found = pointers(response)
    assert set(expected) <= set(found)
    assert not CallbackRequest.objects.exists()


def test_a_consent_that_must_be_given(send, body):
    body["consents"]["call"]["given"] = False
    assert pointers(send(body)) == ["/consents/call"]


def test_a_refusal_brings_the_crisis_lines(send, body, client, form_page):
    body["fields"]["comments"] = "i want 2 die"
    good = send(body, key="a").json()["crisis_lines"]
    assert [line["dial"] for line in good] == ["911", "988"]
    other = {"fields": {**body["fields"], "name": "Sam"}}
    refused = [
        (422, send(body | {"consents": {}})),
        (422, send(body | other, key="a")),
        (400, send(body, key="k" * 256)),
        (400, send(body | {"unknown": 1})),
        (400, send(json.dumps(body) + "x")),
        (400, send({"fields": {**body["fields"], "more": "x" * 70_000}})),
    ]
    form_page.unpublish()
    refused.append((422, send(body | {"fields": {"comments": "i want 2 die"}})))
    for status, response in refused:
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["crisis_lines"] == good
    assert send(body | {"fields": {}}).json()["crisis_lines"] == []


def test_an_unusual_number_is_taken_when_the_client_insists(send, body):
    body["fields"]["phone"] = "the office"
    assert send(body).status_code == 422
    assert send(body | {"accept_unusual_phone": True}).status_code == 201
    assert "unusual_phone" in CallbackRequest.objects.get().flags


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        ("{", ""), ("[]", ""), ("null", ""), ("[" * 100_000, ""), ('"\ud800"', ""),
        ('{"fields": []}', "/fields"), ('{"fields": {"phone": {}}}', "/fields"),
        ('{"consents": {"call": true}}', "/consents"), ('{"source": "x"}', "/source"),
        ('{"source": 99999999999}', "/source"), ('{"source": true}', "/source"),
        ('{"seconds": -1}', "/seconds"), ('{"captcha": 1}', "/captcha"),
        ('{"admin": true}', "/admin"), (b"\xff\xfe", ""), ("x" * 70_000, ""),
    ],
)  # fmt: skip
def test_another_shape_is_400_and_named(send, content, pointer):
    content = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    response = send(content)
    assert response.status_code == 400
    assert pointers(response) == [pointer]


def test_surrogates_and_controls_within_values_are_dropped(send, body):
    body["fields"]["name"] = "Ri\ud800ley\x00"
    assert send(json.dumps(body)).status_code == 201
    assert CallbackRequest.objects.get().name == "Riley"


def test_json_alone(client, form_page):
    response = client.post(f"/api/v2/forms/{form_page.pk}/requests/", {"phone": "1"})
    assert response.status_code == 415


@pytest.mark.parametrize("pk", [999999, 2**31, 10**30])
def test_no_such_form(client, db, pk):
    assert client.get(f"/api/v2/forms/{pk}/").status_code == 404
    address = f"/api/v2/forms/{pk}/requests/"
    assert client.post(address, "{}", content_type="application/json").status_code == 404


def test_a_form_that_is_not_public(client, form_page, send, body):
    form_page.unpublish()
    assert client.get(f"/api/v2/forms/{form_page.pk}/").status_code == 404
    assert send(body).status_code == 201  # it was, when somebody began to write


def test_other_methods_and_parameters(client, form_page):
    assert client.put(f"/api/v2/forms/{form_page.pk}/").status_code == 405
    assert client.get(f"/api/v2/forms/{form_page.pk}/requests/").status_code == 405
    assert client.get(f"/api/v2/forms/{form_page.pk}/?limit=%00").status_code == 400


def test_front_ends_on_the_list_may_ask(client, form_page, send, body, settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://app.harbor.example"]
    origin = {"Origin": "https://app.harbor.example"}
    ask = {**origin, "Access-Control-Request-Method": "POST",
           "Access-Control-Request-Headers": "content-type,idempotency-key"}  # fmt: skip
    preflight = client.options(f"/api/v2/forms/{form_page.pk}/requests/", headers=ask)
    assert preflight["Access-Control-Allow-Origin"] == origin["Origin"]
    assert "idempotency-key" in preflight["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in preflight
    assert send(body, **origin)["Access-Control-Allow-Origin"] == origin["Origin"]
    other = client.get(f"/api/v2/forms/{form_page.pk}/", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in other


def test_without_the_database_it_is_queued(send, body, settings, tmp_path):
    from django.db import OperationalError, connection

    settings.LEADS_SPOOL_DIR = tmp_path / "spool"

    def refuse(*args):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        response = send(body)
    assert response.status_code == 202
    receipt = response.json()["receipt"]
    assert spool.drain() == 1
    assert CallbackRequest.objects.get().reference == receipt
    settings.LEADS_SPOOL_DIR.rmdir()
    settings.LEADS_SPOOL_DIR.write_text("a file")
    with connection.execute_wrapper(refuse):
        response = send(body)
    assert response.status_code == 503
    assert response.json()["type"].endswith("not-received")


def test_html_and_api_take_the_same_request(send, body, post, form_page):
    body["fields"] |= {"comments": "Soon"}
    send(body)
    post(form_page)
    assert CallbackRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "dials"),
    [
        ("i might unalive myself", ["911", "988"]),
        ("mi marido me pega", ["911", "988", "+18007997233"]),
        ("What does it cost?", []),
    ],
)
@pytest.mark.parametrize("away", [False, True])
def test_words_of_danger_bring_the_lines(
    send, body, monkeypatch, settings, tmp_path, words, dials, away
):
    settings.LEADS_SPOOL_DIR = tmp_path / "spool"
    if away:
        monkeypatch.setattr("leads.endpoint.store_request", broken)
    body["fields"]["comments"] = words
    response = send(body)
    assert response.status_code == (202 if away else 201)
    assert [line["dial"] for line in response.json()["crisis_lines"]] == dials


def broken(*args):
    raise RuntimeError
