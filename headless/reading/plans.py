"""Plans: what a choice of fields needs of the database, made once for each model and choice."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.db import models
from django.db.models import QuerySet
from rest_framework.fields import Field
from wagtail.api import APIField

from headless.reading.answer import Answer
from headless.reading.fields import (
    BulkField,
    Reader,
    Row,
    field_reader,
    from_instance,
    model_field,
)
from headless.reading.parameters import BadParameterError, Config, printable
from headless.reading.surfaces import Surface, surface_of

Shape = Literal["detail", "list", "nested"]
MAX_PLANS = 2_000  # of a process; what front ends ask for is far less


class Plan(NamedTuple):
    """How rows of one model are read, for one choice of fields."""

    columns: tuple[str, ...]
    expressions: Mapping[str, Any]
    with_id: bool
    meta: tuple[tuple[str, Reader], ...]
    body: tuple[tuple[str, Reader], ...]

    def values(self, queryset: QuerySet) -> QuerySet:
        """Return the queryset of the values that the plan needs, in its order."""
        return queryset.values(*self.columns, **self.expressions)

    def item(self, row: Row, answer: Answer) -> dict[str, Any]:
        """Return a row as the API's object: `id`, `meta`, then the rest."""
        item: dict[str, Any] = {"id": row["pk"]} if self.with_id else {}
        if self.meta:
            item["meta"] = {name: reader.read(row, answer) for name, reader in self.meta}
        for name, reader in self.body:
            item[name] = reader.read(row, answer)
        return item


@lru_cache(maxsize=MAX_PLANS)
def plan_for(model: type[models.Model], config: Config = (), shape: Shape = "list") -> Plan:
    """Return the plan for a model and a parsed `fields`.

    Raises BadParameterError for fields that the model does not tell.
    """
    surface = surface_of(model)
    names, below = _chosen(model, surface, config, shape)
    found = [(name, _reader(model, surface, name, below.get(name, ()))) for name in names]
    readers = [(name, reader) for name, reader in found if reader and name != "id"]
    needed = {key: how for _, reader in readers for key, how in reader.columns.items()}
    plain = {key for key, how in needed.items() if getattr(how, "name", None) == key}
    meta = meta_names(model)
    return Plan(
        tuple(plain | {"pk"}),
        {key: how for key, how in needed.items() if key not in plain | {"pk"}},
        "id" in names,
        tuple(pair for pair in readers if pair[0] in meta),
        tuple(pair for pair in readers if pair[0] not in meta),
    )


def declared(model: type[models.Model], attribute: str = "api_fields") -> dict[str, Field | None]:
    """Return the fields that a model declares for the API, with their serializers."""
    fields = getattr(model, attribute, ())
    pairs = (field if isinstance(field, APIField) else APIField(field) for field in fields)
    return {field.name: field.serializer for field in pairs}


def available(model: type[models.Model]) -> list[str]:
    """Return the names of all fields that a model tells, `id` and the meta fields included."""
    surface = surface_of(model)
    return list(dict.fromkeys([*surface.body, *declared(model), *meta_names(model)]))


def meta_names(model: type[models.Model]) -> list[str]:
    """Return the names of the fields that stand in `meta`."""
    return [*surface_of(model).meta, *declared(model, "api_meta_fields")]


def chosen_names(model: type[models.Model], config: Config) -> list[str]:
    """Return the names that a detail tells for a parsed `fields`."""
    return _chosen(model, surface_of(model), config, "detail")[0]


def _detail_only(model: type[models.Model], surface: Surface) -> set[str]:
    heavy = {
        name
        for name, serializer in declared(model).items()
        if isinstance(serializer, BulkField) and serializer.detail_only
    }
    return heavy | surface.detail_only


def _defaults(model: type[models.Model], surface: Surface, shape: Shape) -> Iterable[str]:
    if shape == "detail":
        return [name for name in available(model) if name not in surface.on_demand()]
    return surface.listed() if shape == "list" else surface.nested


def _chosen(
    model: type[models.Model], surface: Surface, config: Config, shape: Shape
) -> tuple[list[str], dict[str, Config]]:
    """Return the names chosen, in the order of the surface, and what is asked of their targets."""
    every = available(model)
    if shape != "detail":
        every = [name for name in every if name not in _detail_only(model, surface)]
    chosen, below = set(_defaults(model, surface, shape)), {}
    if config and config[0][0] in {"*", "_"}:
        chosen = set(every) if config[0][0] == "*" else set()
        config = config[1:]
    for name, negated, nested in config:
        if name not in every:
            raise BadParameterError("fields", f"fields: there is no field {printable(name)}.")
        if negated:
            chosen.discard(name)
        else:
            chosen.add(name)
            below[name] = nested
    return [name for name in every if name in chosen], below


def _reader(model: type[models.Model], surface: Surface, name: str, below: Config) -> Reader | None:
    from headless.reading.relations import relation_reader

    serializer = declared(model).get(name) or declared(model, "api_meta_fields").get(name)
    if name in surface.own:
        return surface.own[name](model)
    relation = getattr(model_field(model, name), "is_relation", False)
    if below and not relation:
        raise BadParameterError("fields", f"fields: {name} does not support nested fields.")
    if isinstance(serializer, BulkField) and not below:
        return serializer.reader(model, name)
    if serializer is not None and not below:
        return from_instance(model, name, serializer)
    simple = field_reader(model, name)
    if simple or not relation:
        return simple or from_instance(model, name, serializer)
    return relation_reader(model, name, below)
