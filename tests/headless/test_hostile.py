"""Values that are well-formed for their parameter and yet fit no column, and cursors made up."""

import base64
import json
import re

import pytest
from wagtail.models import Site

from blog.models import ArticleIndexPage, ArticlePage

ARTICLES = "/api/v2/pages/?type=blog.ArticlePage"


@pytest.fixture
def article(home_page):
    index = home_page.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    return index.add_child(instance=ArticlePage(title="Sleep", slug="sleep"))


@pytest.mark.parametrize(
    "query",
    [
        "first_published_at__gte=9999-12-31T23:59:59-12:00",
        "first_published_at__lte=0001-01-01T00:00:00%2B14:00",
        "first_published_at=9999-12-31",
        "first_published_at=0001-01-01",
        "first_published_at__in=9999-12-31T23:59:59-12:00,2020-01-01",
        "updated_on__gte=9999-12-31",
        "updated_on__gte=0001-01-01",
        "id=9223372036854775807",
        "id=-9223372036854775808",
        "id__in=99999999999,1",
        "reviewer=9223372036854775807",
        "lead_image=9223372036854775807",
        "slug=%F0%9F%98%80",
        "title=%ED%A0%80",
        "child_of=99999999999999999",
        "translation_of=99999999999999999",
        "ancestor_of=99999999999999999",
        "locale=" + "x" * 500,
        "type=" + ",".join(["blog.ArticlePage"] * 100),
        "order=" + ",".join(["title"] * 4),
        "fields=" + ",".join(["title"] * 300),
    ],
)
def test_extremes_are_answered(client, article, query):
    client.raise_request_exception = False
    response = client.get(f"/api/v2/pages/?{query}" if "type=" in query else f"{ARTICLES}&{query}")
    assert response.status_code in {200, 400, 404}, response.content


def cursor(names, values):
    return base64.urlsafe_b64encode(json.dumps([names, values]).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("order", "values"),
    [
        ("title", ["a\x00b", 1]),
        ("title", ["\ud800", 1]),
        ("title", ["x" * 3000, 1]),
        ("title", [{"a": 1}, 1]),
        ("title", [["a"], [1]]),
        ("title", ["a", 2**70]),
        ("title", ["a", -1]),
        ("title", ["a", 1.5]),
        ("title", ["a", None]),
        ("title", ["a", True]),
        ("title", ["a"]),
        ("title", ["a", 1, 2]),
        ("first_published_at", ["9999-12-31T23:59:59-12:00", 1]),
        ("first_published_at", ["0001-01-01T00:00:00+14:00", 1]),
        ("first_published_at", [None, 1]),
        ("updated_on", ["not a date", 1]),
    ],
)
def test_cursors_made_up_are_answered(client, article, order, values):
    client.raise_request_exception = False
    made = cursor([order, "pk"], values)
    response = client.get(f"{ARTICLES}&order={order}&cursor={made}")
    assert response.status_code in {200, 400}, response.content
    if response.status_code == 400:
        assert response.json()["parameter"] == "cursor"


@pytest.mark.parametrize(
    "made", ["[" * 1500, "é", "AAAA", "=", "W10", "bnVsbA", "*", "%", "a" * 1999]
)
def test_cursors_that_are_none(client, article, made):
    client.raise_request_exception = False
    response = client.get(ARTICLES, {"cursor": made})
    assert response.status_code in {200, 400}


@pytest.mark.parametrize(
    "address",
    [
        "pages/", "pages/1/", "pages/find/?id=1", "images/", "documents/", "redirects/", "site/",
        "resolve/?path=/", "pages/?type=blog.ArticlePage&order=title", "pages/?search=a",
        "pages/?child_of=root", "pages/find/?html_path=/a/", "redirects/find/?html_path=/a/",
        "sync/", "schema/", "docs/", "facilities/",
    ],
)  # fmt: skip
def test_without_a_site(client, article, address):
    Site.objects.update(is_default_site=False, hostname="elsewhere.example")
    client.raise_request_exception = False
    response = client.get(f"/api/v2/{address}")
    assert response.status_code < 500, response.content


ODD = ("a%00b", "%ED%A0%80", "9" * 400, "-1e309", "%27%22%3E%3Cscript%3E")


def test_every_parameter_that_is_described_takes_odd_values(client, article):
    """A control character, half a surrogate, numbers without end, markup."""
    client.raise_request_exception = False
    paths = client.get("/api/v2/schema/").json()["paths"]
    asked, broken = 0, []
    for path, operations in paths.items():
        described = operations.get("get", {}).get("parameters", [])
        address = re.sub(r"\{[^}]*\}", str(article.pk), path)
        for name in (one["name"] for one in described if one["in"] == "query"):
            for value in ODD:
                response = client.get(f"{address}?{name}={value}")
                asked += 1
                if response.status_code >= 500:
                    broken.append(f"{address}?{name}={value[:20]}: {response.status_code}")
    assert not broken, "\n".join(broken)
    assert asked > 300


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "\ufffe", "9" * 400, "\u202e"])
def test_every_body_that_is_described_takes_odd_values(client, article, value):
    """No field of a posted body breaks it, whatever text it holds."""
    client.raise_request_exception = False
    document = client.get("/api/v2/schema/").json()
    posts = {path: each["post"] for path, each in document["paths"].items() if "post" in each}
    assert len(posts) >= 3
    for path, operation in posts.items():
        address = re.sub(r"\{[^}]*\}", str(article.pk), path)
        names = names_in(operation.get("requestBody", {}), document)
        for body in (dict.fromkeys(names, value), {value: value}, [value], value):
            response = client.post(address, json.dumps(body), content_type="application/json")
            assert response.status_code < 500, (address, body)


def names_in(part, document):
    """Return the property names of all schemas within a part of the document."""
    if isinstance(part, list):
        return {name for each in part for name in names_in(each, document)}
    if not isinstance(part, dict):
        return set()
    if reference := part.get("$ref"):
        target = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        return names_in(target, document)
    found = set(part.get("properties", ()))
    return found.union(*(names_in(each, document) for each in part.values()))
