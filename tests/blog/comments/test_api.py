"""The conversation as data: the same intake, threads by cursor, exact in the answer cache."""

import pytest

from blog.models import Comment
from leads.captcha import Outcome


def read(client, article, query=""):
    return client.get(f"/api/v2/comments/?page={article.pk}{query}")


def test_a_comment_sent_is_taken_as_the_form_takes_it(client, article, send, decide):
    response = send(article, email="river@example.org", notify=True, seconds=20)
    assert response.status_code == 201
    receipt = response.json()
    assert receipt["state"] == "pending"
    assert receipt["crisis_lines"] == []
    assert client.get(receipt["own_path"]).status_code == 200
    assert response["Cache-Control"].count("no-store")
    comment = Comment.objects.get()
    assert (comment.email, comment.notify, comment.holds) == (
        *("river@example.org", "asked"),
        ["new"],
    )
    assert read(client, article).json()["items"] == []
    decide("approved", comment)
    answer = read(client, article)
    assert [item["text"] for item in answer.json()["items"]] == [comment.text]
    assert b"example.org" not in answer.content
    assert b"127.0.0" not in answer.content


def test_words_of_danger_bring_the_lines(article, send):
    lines = send(article, text="I want to end my life").json()["crisis_lines"]
    assert [line["dial"] for line in lines] == ["911", "988"]


def test_a_refusal_brings_the_lines(client, article, send, captcha, comment_settings):
    words, lines = "I want to end my life", send(article, text="suicide").json()["crisis_lines"]
    assert [line["dial"] for line in lines] == ["911", "988"]
    refused = [send(article, text=words, name=""), send(article, text=words, email="x")]
    captcha["outcome"] = Outcome.FAIL
    refused.append(send(article, text=words))
    assert refused[-1].json()["again"]
    comment_settings.enabled = False
    comment_settings.save()
    refused.append(send(article, text=words))
    assert {response.status_code for response in refused} == {422}
    refused += [send(article, text=words, page=99_999), send(article, text=words, more=1)]
    assert [response.json()["crisis_lines"] for response in refused] == [lines] * 6
    assert send(article).json()["crisis_lines"] == []


def test_threads_are_told_as_they_are_shown(client, article, add, decide):
    one = add("One")
    two = add("Two", one)
    three = add("Three", two)
    four = add("Four", three)
    decide("rejected", two)
    (item,) = read(client, article).json()["items"]
    (gone,) = item["replies"]
    assert (gone["id"], gone["text"], gone["name"]) == (two.pk, None, "")
    assert [(reply["id"], reply["answers_to"]) for reply in gone["replies"]] == [
        *((three.pk, None), (four.pk, three.pk))
    ]


def test_a_cursor_leads_through_all_threads_once(client, article, add):
    wanted = [add(f"Number {number}").pk for number in range(7)]
    found, address = [], f"/api/v2/comments/?page={article.pk}&limit=3&cursor="
    while address:
        answer = client.get(address)
        found += [item["id"] for item in answer.json()["items"]]
        assert answer.json()["meta"]["total_count"] == 7
        links = dict(reversed(part.split("; ")) for part in answer["Link"].split(", "))
        address = links.get('rel="next"', "").strip("<>")
    assert found == wanted


def test_the_form_and_whether_it_is_open_are_told(client, article, comment_settings):
    meta = read(client, article).json()["meta"]
    assert meta["open"]
    asked = [(field["name"], field["required"]) for field in meta["form"]["fields"]]
    assert asked == [("name", True), ("email", False), ("text", True), ("notify", False)]
    assert meta["form"]["captcha"]["kind"] == "altcha"
    comment_settings.enabled = False
    comment_settings.save()
    assert read(client, article).json()["meta"]["form"] is None


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ("", 400, "page"),
        ("?page=x", 400, "page"),
        ("?page=0", 404, None),
        ("?page=99999999999", 404, None),
        ("?page=1&limit=0", 400, "limit"),
        ("?page=1&limit=101", 400, "limit"),
        ("?page=1&email=a", 400, "email"),
        ("?page=1&page=2", 400, "page"),
    ],
)
def test_bad_questions_are_named(client, article, query, status, parameter):
    answer = client.get(f"/api/v2/comments/{query}")
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json().get("parameter") == parameter


def test_a_cursor_that_is_none_is_named(client, article):
    assert read(client, article, "&cursor=abc").json()["parameter"] == "cursor"


def test_errors_point_into_the_body(article, send, captcha):
    errors = send(article, name="", email="x", parent=77).json()["errors"]
    assert {error["pointer"] for error in errors} == {"/name", "/email", "/parent"}
    captcha["outcome"] = Outcome.FAIL
    refused = send(article, captcha="wrong").json()
    assert [error["pointer"] for error in refused["errors"]] == ["/captcha"]
    assert "again" not in refused
    again = send(article).json()["again"]
    assert send(article, again=again).status_code == 201


@pytest.mark.parametrize(
    "body", [" ", "{", "[]", '{"page": "1"}', '{"page": 1, "text": 5}', '{"x": 1}', "[" * 50_000]
)
def test_bodies_of_another_shape_are_malformed(client, article, body):
    answer = client.post("/api/v2/comments/", body, content_type="application/json")
    assert answer.status_code == 400
    assert not Comment.objects.exists()


def test_other_methods_and_types_are_refused(client, article):
    assert client.post("/api/v2/comments/", {"page": article.pk}).status_code == 415
    refused = client.put("/api/v2/comments/")
    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_private_articles_have_no_conversation(client, article, add, hide, send):
    add()
    hide(article, "restricted")
    assert read(client, article).status_code == 404
    assert send(article).status_code == 404


def test_a_retry_with_its_key_gets_its_own_path_and_nobody_else(article, send, captcha):
    mine = send(article, headers={"Idempotency-Key": "abc"}).json()
    retried = send(article, headers={"Idempotency-Key": "abc"})
    assert (retried.status_code, retried.json()) == (201, mine)
    for headers in ({}, {"Idempotency-Key": "xyz"}):
        double = send(article, headers=headers)
        assert double.status_code == 200
        assert double.json()["state"] == "known"
        assert double.json()["own_path"] is double.json()["id"] is None
        assert mine["own_path"] not in double.content.decode()
    assert Comment.objects.count() == 1
