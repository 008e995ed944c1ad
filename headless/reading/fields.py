"""How a model's fields become JSON: from columns, for all rows of an answer at once.

A plugin declares `api_fields` as everywhere in Wagtail. Where a field needs more than its column,
its serializer is a `BulkField`: `to_representation` serves Wagtail's v3 and previews, from a page;
`reader` serves `/api/v2/`, from rows of values.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import orjson
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from rest_framework.fields import Field
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField

from headless.reading.answer import Answer, Later, Loader
from headless.reading.rich_text import rich_text
from headless.reading.statements import ByKeys
from headless.reading.streams import read_block

Row = Mapping[str, Any]


class Reader(NamedTuple):
    """How one field is read: the columns it needs, by name, and what it makes of them."""

    columns: Mapping[str, Any]
    read: Callable[[Row, Answer], Any]


class BulkField(Field):
    """A serializer that can also be read for many rows at once.

    `detail_only`: left out of lists, where it would cost more than the rest together.
    """

    detail_only = False

    def reader(self, model: type[models.Model], name: str) -> Reader:
        """Return how the field called `name` of `model` is read."""
        raise NotImplementedError

    def condition(self, model: type[models.Model], name: str) -> Q | None:
        """Return what must hold of a row for the field to be shown, and so to be filtered by."""
        return None


def column(name: str) -> Reader:
    """Read one column as it is."""
    return Reader({name: F(name)}, lambda row, answer: row[name])


def field_reader(model: type[models.Model], name: str) -> Reader | None:
    """Return how a field without a serializer is read, or None where a row does not hold it."""
    field = model_field(model, name)
    if isinstance(field, StreamField):
        return _stream(field)
    if isinstance(field, TaggableManager):
        return _tags(model, field)
    if field is None or not getattr(field, "column", None) or field.is_relation:
        return None
    if isinstance(field, RichTextField):
        return Reader({name: F(name)}, lambda row, answer: rich_text(answer, row[name]))
    for kind, write in _WRITTEN:
        if isinstance(field, kind):
            return Reader({name: F(name)}, _written(name, write))
    return column(name)


def model_field(model: type[models.Model], name: str) -> Any:
    """Return a model's field, or None where the name is a property's or a method's."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


Write = Callable[[Any, Answer], Any]


def _written(name: str, write: Write) -> Callable[[Row, Answer], Any]:
    def read(row: Row, answer: Answer) -> Any:
        value = row[name]
        return None if value is None else write(value, answer)

    return read


def _moment(value: Any, answer: Answer) -> Any:
    """Return a moment in the site's time zone, as REST framework writes it."""
    return value if value.tzinfo is None else value.astimezone(answer.zone)


def _text(value: Any, answer: Answer) -> str:
    return str(value)


_WRITTEN: tuple[tuple[type, Write], ...] = (
    (models.DateTimeField, _moment),
    (models.DecimalField, _text),
    (models.FileField, _text),
    (models.DurationField, _text),
)


def raw_stream(name: str) -> dict[str, Any]:
    """Return the column that holds a StreamField's JSON, not made into blocks."""
    return {f"{name}_json": Cast(name, models.TextField())}


def _stream(field: StreamField) -> Reader:
    """Read a body; blocks of a kind that is no longer known are left out."""
    key, blocks = f"{field.name}_json", read_block(field.stream_block)

    def read(row: Row, answer: Answer) -> Any:
        return blocks(orjson.loads(row[key]) if row[key] else [], answer)

    return Reader(raw_stream(field.name), read)


def _tags(model: type[models.Model], field: TaggableManager) -> Reader:
    through = field.through
    generic = hasattr(through, "object_id")  # taggit's own table, which serves any model
    key = "object_id" if generic else "content_object_id"

    def tags(ids: list[Any]) -> models.QuerySet:
        rows = through.objects.filter(**{f"{key}__in": ids})
        if generic:
            rows = rows.filter(content_type=ContentType.objects.get_for_model(model))
        return rows.order_by("tag__name").values(of=F(key), word=F("tag__name"))

    statement = ByKeys(tags)

    def load(answer: Answer, ids: set) -> Mapping[Any, list[str]]:
        found: dict[Any, list[str]] = {pk: [] for pk in ids}
        for row in statement.rows(ids):
            found[row["of"]].append(row["word"])
        return found

    loader = Loader(load)
    return Reader({"pk": F("pk")}, lambda row, answer: answer.want(loader, row["pk"]))


def from_instance(model: type[models.Model], name: str, serializer: Field | None) -> Reader:
    """Read a field whose serializer knows objects alone: correct, with queries for each row."""
    value_of = instance_reader(name, serializer)

    def load(answer: Answer, ids: set) -> Mapping[Any, Any]:
        return {
            pk: value_of(one, answer) for pk, one in model._default_manager.in_bulk(ids).items()
        }

    loader = Loader(load)
    return Reader({"pk": F("pk")}, lambda row, answer: answer.want(loader, row["pk"]))


def instance_reader(name: str, serializer: Field | None) -> Callable[[Any, Answer], Any]:
    """Return how a field is read from an object, as REST framework would."""
    if serializer is None:
        return lambda one, answer: _plain(getattr(one, name))
    bound = serializer.__deepcopy__({})
    bound.bind(name, None)

    def value_of(one: Any, answer: Answer) -> Any:
        bound._context = {"request": answer.request}
        value = bound.get_attribute(one)
        return None if value is None else bound.to_representation(value)

    return value_of


def _plain(value: Any) -> Any:
    return value() if callable(value) and not isinstance(value, Later) else value
