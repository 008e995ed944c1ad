"""A draft as the API would tell it: the same plan, from the page object instead of its row."""

from typing import Any

import orjson
from django.db.models import Model
from taggit.managers import TaggableManager
from wagtail.fields import StreamField
from wagtail.models import Page

from headless.reading.answer import Answer
from headless.reading.fields import field_reader, instance_reader, model_field
from headless.reading.parameters import Config
from headless.reading.plans import chosen_names, declared, meta_names
from headless.reading.surfaces import surface_of


def draft_item(page: Page, config: Config, answer: Answer) -> dict[str, Any]:
    """Return the page as a detail, read from the object, saved or not."""
    model = type(page)
    values = {name: _value(page, name, answer) for name in chosen_names(model, config)}
    meta = meta_names(model)
    return {
        **({"id": values["id"]} if "id" in values else {}),
        "meta": {name: value for name, value in values.items() if name in meta},
        **{name: value for name, value in values.items() if name not in {*meta, "id"}},
    }


def _value(page: Page, name: str, answer: Answer) -> Any:
    model, serializer = type(page), declared(type(page)).get(name)
    if name == "id":
        return page.pk
    surface = surface_of(model)
    if name in surface.own:
        reader = surface.own[name](model)
    elif serializer is not None:
        return instance_reader(name, serializer)(page, answer)
    else:
        reader = field_reader(model, name)
    if isinstance(model_field(model, name), TaggableManager):
        return sorted(tag.name for tag in getattr(page, name).all())
    if reader is None:
        return instance_reader(name, None)(page, answer)
    return reader.read(_row(page, reader.columns), answer)


def _row(page: Model, columns: Any) -> dict[str, Any]:
    return {key: _column(page, key) for key in columns}


def _column(page: Any, key: str) -> Any:
    if key == "language":
        return page.locale.language_code
    if key.endswith("_json"):
        field = model_field(type(page), key.removesuffix("_json"))
        assert isinstance(field, StreamField)  # noqa: S101 - what else makes such a key
        return orjson.dumps(getattr(page, field.name).get_prep_value(), default=str)
    return getattr(page, key)
