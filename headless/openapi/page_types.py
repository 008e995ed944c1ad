"""Schemas of page types: whole, as one page is told, and in part, as it stands in lists."""

from typing import Any

from typing_extensions import TypedDict
from wagtail.api import APIField
from wagtail.models import Page, get_page_models

from headless.openapi.fields import field_schema
from headless.openapi.schemas import Schema, Schemas, record

IN_LISTS = ("id", "meta", "title")  # what `fields` need not ask for
META_IN_LISTS = ("type", "detail_url", "html_url", "slug", "first_published_at")


class RelatedMeta(TypedDict):
    """What and where a related page is."""

    type: str
    detail_url: str
    html_url: str | None


class RelatedPage(TypedDict):
    """A page above this one, or the one that it repeats."""

    id: int
    meta: RelatedMeta
    title: str


class PageMeta(TypedDict):
    """What every page has beside its content."""

    type: str
    detail_url: str
    html_url: str | None
    slug: str
    show_in_menus: bool
    seo_title: str
    search_description: str
    first_published_at: str | None
    alias_of: RelatedPage | None
    parent: RelatedPage | None
    locale: str


def described_types() -> list[type[Page]]:
    """Return every page type that can be told, in the order of their names."""
    return sorted((m for m in get_page_models() if m is not Page), key=lambda m: m._meta.label)


def any_page(schemas: Schemas) -> Schema:
    """Return the schema of one page with everything it tells."""
    return schemas.once("Page", lambda: _one_of(schemas, _whole))


def any_item(schemas: Schemas) -> Schema:
    """Return the schema of a page in a list: `fields` says how much of it is there."""
    return schemas.once("PageItem", lambda: _one_of(schemas, _item))


def _one_of(schemas: Schemas, make: Any) -> Schema:
    about = "`meta.type` tells them apart."
    return {"description": about, "oneOf": [make(model, schemas) for model in described_types()]}


def _whole(model: type[Page], schemas: Schemas) -> Schema:
    def make() -> Schema:
        properties = _properties(model, schemas)
        meta = properties["meta"]
        meta["required"] = [name for name in meta["properties"] if name != "locale"]
        return record(properties, about=_about(model))

    return schemas.once(model._meta.label, make)


def _item(model: type[Page], schemas: Schemas) -> Schema:
    def make() -> Schema:
        properties = _properties(model, schemas)
        properties["meta"]["required"] = list(META_IN_LISTS)
        about = "In a list; a query's `fields` asks for more, or with `_` for less."
        return record(properties, required=IN_LISTS, about=about)

    return schemas.once(f"{model._meta.label}.item", make)


def _properties(model: type[Page], schemas: Schemas) -> dict[str, Schema]:
    own = {field.name: field for field in _api_fields(model)}
    described = {name: field_schema(model, field, schemas) for name, field in own.items()}
    base: dict[str, Schema] = {"id": {"type": "integer"}, "meta": _meta(model, schemas)}
    return {**base, "title": {"type": "string"}, **described}


def _api_fields(model: type[Page]) -> list[Any]:
    named = (APIField(one) if isinstance(one, str) else one for one in model.api_fields)
    return list(named)


def _meta(model: type[Page], schemas: Schemas) -> Schema:
    schemas.of(PageMeta)
    parts = schemas.named()["PageMeta"]["properties"]
    kind = {"type": "string", "const": model._meta.label}
    moment = {"first_published_at": {"type": ["string", "null"], "format": "date-time"}}
    return record({**parts, "type": kind, **moment})


def _about(model: type[Page]) -> str:
    return str(getattr(model, "page_description", "") or model._meta.verbose_name)


def type_names() -> list[str]:
    """Return the labels of the page types."""
    return [model._meta.label for model in described_types()]
