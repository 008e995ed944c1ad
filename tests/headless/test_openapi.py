"""The document is valid, and true: real answers about the demo content fit it, and nothing more."""

import json
from functools import partial

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from wagtail import blocks
from wagtail.api import APIField
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from headless.openapi import operations
from headless.openapi.blocks import block_schema, stream_schema
from headless.openapi.document import document
from headless.openapi.fields import field_schema
from headless.openapi.operations import Operation, describe
from headless.openapi.page_types import described_types
from headless.openapi.schemas import Schemas, makes_schema
from headless.urls import api
from home.models import HomePage, StandardPage


@pytest.fixture(scope="module")
def described():
    return document(api.names, "/api/v2")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo content, once for this module; taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return Client()


def closed(schema):
    """Return the schema without room for members that it does not name."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    if "properties" in inner and inner.get("type") == "object":
        inner["additionalProperties"] = False
    return inner


@pytest.fixture
def fits(described):
    components = closed(described["components"])

    def check(answer, name):
        schema = {"$ref": f"#/components/schemas/{name}", "components": components}
        errors = Draft202012Validator(schema).iter_errors(answer)
        found = [f"{error.json_path}: {error.message[:300]}" for error in errors]
        assert not found, f"{name}: {found[:5]}"

    return check


def get(client, address, status=200, **parameters):
    response = client.get(f"/api/v2/{address}", parameters)
    assert response.status_code == status, response.content
    return json.loads(response.content)


def test_the_document_is_valid_openapi(described):
    assert described["openapi"].startswith("3.1")
    validate(described)


def test_it_is_served_and_the_same_each_time(client, described):
    response = client.get("/api/v2/schema/")
    assert response["Content-Type"] == "application/json"
    assert response.json() == described
    assert json.dumps(document(api.names, "/api/v2")) == json.dumps(described)
    assert client.get("/api/v2/schema/?nonsense=1").status_code == 400


def addresses(resolver, before=""):
    for one in resolver.url_patterns:
        path = before + str(one.pattern).removeprefix("^").replace("<int:pk>", "{id}")
        if isinstance(one, URLResolver):
            yield from addresses(one, path)
        else:
            yield path


def test_every_address_under_the_api_is_described(described):
    mounted = {
        f"/{path}" for path in addresses(get_resolver(None).namespace_dict["wagtailapi_v2"][1])
    }
    assert mounted == {*described["paths"], "/schema/", "/docs/"}


def test_operations_have_names_that_stay(described):
    names = [one["operationId"] for path in described["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))
    assert set(names) >= {
        "listPages",
        "getPage",
        "findPage",
        "resolvePath",
        "getSite",
        "sendForm",
        "searchFacilities",
        "followChanges",
        "getDraft",
        "getPreview",
    }


def test_what_needs_a_key_or_a_token_says_so(described):
    needs = {
        one["operationId"]: one["security"]
        for path in described["paths"].values()
        for one in path.values()
        if "security" in one
    }
    assert needs == {"getDraft": [{"key": []}], "getPreview": [{"preview": []}]}
    assert set(described["components"]["securitySchemes"]) == {"key", "preview"}
    assert described["security"] == [{}, {"key": []}]  # everything else: with a key or without
    for path in described["paths"].values():  # OpenAPI has readers ignore such a parameter
        for one in path.values():
            assert "Authorization" not in [parameter["name"] for parameter in one["parameters"]]


def test_every_page_type_and_block_is_a_named_schema(described):
    named = described["components"]["schemas"]
    for model in described_types():
        assert model._meta.label in named
        for field in model.api_fields:
            assert field.name in named[model._meta.label]["properties"], (model, field.name)
    body = StandardPage._meta.get_field("body").stream_block
    mapping = named["Body.item"]["discriminator"]["mapping"]
    assert set(mapping) == set(body.child_blocks)
    for name, reference in mapping.items():
        assert reference == f"#/components/schemas/Body.{name}"
        assert named[f"Body.{name}"]["properties"]["type"]["const"] == name


@pytest.mark.parametrize("endpoint", ["pages", "images", "documents", "redirects"])
@pytest.mark.parametrize("shape", ["/", "/{id}/"])
def test_every_parameter_is_described(described, endpoint, shape):
    views = api._endpoints[endpoint]
    asked = described["paths"][f"/{endpoint}{shape}"]["get"]["parameters"]
    names = {one["name"] for one in asked} - {"id", "filters"}
    taken = views.operations if shape == "/" else views.detail_operations
    assert names - taken <= {"slug"}  # a filter that stands by itself
    assert taken - names <= {"_", "format", "rich_text_format"}


def test_nothing_is_left_undescribed(described):
    def holes(value, path):
        if value == {} and not path.endswith(("properties", "schemas")):
            yield path
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from holes(inner, f"{path}/{key}")
        if isinstance(value, list):
            for inner in value:
                yield from holes(inner, path)

    assert list(holes(described["components"], "")) == []


def test_every_operation_tells_its_problems(described):
    for path in described["paths"].values():
        for operation in path.values():
            problem = operation["responses"]["400"]["content"]["application/problem+json"]
            name = problem["schema"]["$ref"].removeprefix("#/components/schemas/")
            writes = "requestBody" in operation and operation["operationId"] != "signUp"
            assert name == ("WordsProblem" if writes else "Problem")


def test_problems_of_what_people_write_bring_crisis_lines(described):
    schemas = described["components"]["schemas"]
    for name in ("WordsProblem", "CommentProblem"):
        lines = schemas[name]["properties"]["crisis_lines"]
        assert lines["items"] == schemas["Receipt"]["properties"]["crisis_lines"]["items"]
    for operation in ("sendForm", "sendComment"):
        answers = next(
            one["responses"]
            for path in described["paths"].values()
            for one in path.values()
            if one["operationId"] == operation
        )
        schema = answers["422"]["content"]["application/problem+json"]["schema"]
        assert schema["$ref"].endswith(("/WordsProblem", "/CommentProblem"))


def test_every_demo_page_fits_its_type(demo, fits):
    seen = set()
    for page in Page.objects.live().public().filter(depth__gt=1):
        answer = get(demo, f"pages/{page.pk}/")
        seen.add(answer["meta"]["type"])
        fits(answer, answer["meta"]["type"])
    assert {model._meta.label for model in described_types()} == seen


def test_lists_fit(demo, fits):
    pages = get(demo, "pages/", limit=100)
    fits(pages, "PagesList")
    types = {item["meta"]["type"] for item in pages["items"]}
    for name in types:
        fits(get(demo, "pages/", type=name, fields="*", limit=2), "PagesList")
    images = get(demo, "images/", limit=5)
    fits(images, "ImagesList")
    fits(get(demo, f"images/{images['items'][0]['id']}/"), "Image")
    fits(get(demo, "images/", limit=2, renditions="width-320|format-webp"), "ImagesList")


def test_documents_and_redirects_fit(demo, fits):
    from django.core.files.base import ContentFile

    get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF", "plan.pdf"))
    Redirect.add_redirect("/old-plan/", "https://example.org/")
    documents, redirects = get(demo, "documents/"), get(demo, "redirects/")
    fits(documents, "DocumentsList")
    fits(redirects, "RedirectsList")
    assert documents["items"]
    fits(get(demo, f"redirects/{redirects['items'][0]['id']}/"), "Redirect")


def test_resolve_and_site_fit(demo, fits):
    fits(get(demo, "site/"), "Site")
    fits(get(demo, "resolve/", path="/"), "Resolution")
    Redirect.add_redirect("/old-way/", "https://example.org/")
    fits(get(demo, "resolve/", path="/old-way/"), "Resolution")
    fits(get(demo, "resolve/", 404, path="/nowhere/"), "NotFoundAnswer")
    article = Page.objects.filter(content_type__model="articlepage", live=True).first().specific
    path = article.get_url_parts()[2]
    article.unpublish()
    fits(get(demo, "resolve/", 410, path=path), "GoneAnswer")


def test_changes_fit(demo, fits):
    answer = get(demo, "sync/", limit=3)
    assert answer["more"]
    assert len(answer["items"]) == 3
    fits(answer, "Changes")


def test_facilities_and_forms_fit(demo, fits):
    fits(get(demo, "facilities/", facets=1, near="02118", within=100), "FindingsValue")
    fits(get(demo, "facilities/"), "FindingsValue")
    form = Page.objects.filter(content_type__model="callbackformpage", live=True).first()
    fits(get(demo, f"forms/{form.pk}/"), "FormDescription")
    answer = demo.post(f"/api/v2/forms/{form.pk}/requests/", "{}", content_type="application/json")
    assert answer.status_code == 422
    fits(answer.json(), "WordsProblem")


@pytest.mark.parametrize(
    "address",
    ["resolve/?path=x", "site/?x=1", "facilities/?near=Nowhere+At+All", "forms/99999999/"],
)
def test_problems_fit(demo, fits, address):
    response = demo.get(f"/api/v2/{address}")
    assert response["Content-Type"] == "application/problem+json"
    fits(response.json(), "Problem")


class Unspoken(blocks.StructBlock):
    number = blocks.IntegerBlock(required=False)
    kinds = blocks.ListBlock(blocks.ChoiceBlock([("a", "A"), ("Group", [("b", "B")])]))
    on = blocks.DateBlock()


def test_blocks_of_other_projects():
    schemas = Schemas()
    made = partial(block_schema, schemas=schemas)
    made(Unspoken())
    struct = next(schema for name, schema in schemas.named().items() if "Unspoken" in name)
    assert struct["properties"] == {
        "number": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "kinds": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
        "on": {"type": "string", "format": "date"},
    }
    assert made(blocks.PageChooserBlock()) == {"$ref": "#/components/schemas/PageReference"}
    assert made(blocks.StaticBlock()) == {}
    assert stream_schema(blocks.StreamBlock([]), "None", schemas) == {
        "type": "array",
        "maxItems": 0,
    }


class Chapter(blocks.StreamBlock):
    text = blocks.CharBlock()


def test_streams_within_streams():
    schemas = Schemas()
    nameless = blocks.StreamBlock([("date", blocks.DateBlock())])
    parts = blocks.StreamBlock([("chapter", Chapter()), ("more", nameless)])
    stream_schema(parts, "Whole", schemas)
    named = schemas.named()
    chapter = named["Whole.chapter"]["properties"]["value"]["items"]["$ref"]
    assert chapter.endswith("Chapter.item")
    more = named["Whole.more"]["properties"]["value"]["items"]["oneOf"]
    assert more[0]["properties"]["type"] == {"type": "string", "const": "date"}


def test_a_struct_with_more_than_its_class_says_has_no_name():
    schemas = Schemas()
    made = block_schema(Unspoken([("note", blocks.CharBlock())]), schemas)
    assert list(made["properties"]) == ["number", "kinds", "on", "note"]
    assert schemas.named() == {}


def test_columns_without_a_serializer():
    schemas = Schemas()
    told = {name: field_schema(HomePage, APIField(name), schemas) for name in ("title", "live")}
    assert told == {"title": {"type": "string"}, "live": {"type": "boolean"}}
    assert field_schema(HomePage, APIField("first_published_at"), schemas) == {
        "anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]
    }
    assert "PageReference" in str(field_schema(HomePage, APIField("alias_of"), schemas))
    assert field_schema(HomePage, APIField("get_parent"), schemas) == {}


def test_a_name_stands_for_one_schema():
    schemas = Schemas()
    schemas.add("One", {"type": "string"})
    schemas.add("One", {"type": "string"})
    with pytest.raises(ValueError, match="One"):
        schemas.add("One", {"type": "integer"})


def test_an_endpoint_describes_itself_in_a_few_lines(monkeypatch):
    monkeypatch.setattr(operations, "_registered", {})
    describe("tides", lambda: [Operation("getTides", "/", "Tides", list[int])])
    made = document(["tides", "unknown"], "/api")
    validate(made)
    answer = made["paths"]["/tides/"]["get"]["responses"]["200"]
    assert answer["content"]["application/json"]["schema"] == {
        "type": "array",
        "items": {"type": "integer"},
    }
    with pytest.raises(ValueError, match="tides"):
        describe("tides", list)
    assert makes_schema(lambda schemas: {})(None) == {}
