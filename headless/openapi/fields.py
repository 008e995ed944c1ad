"""Schemas of a model's `api_fields`: from the serializer's annotation, or the model's field."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from rest_framework import serializers
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from headless.openapi.blocks import HTML, TEXT, stream_schema
from headless.openapi.schemas import Schema, Schemas, array, nullable, returned
from headless.representations import ImageReference, PageReference

_DATE = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}
_ADDRESS = TEXT  # may be empty, so no `format: uri`
# The first that fits; URLField and the like are CharFields.
_COLUMNS: tuple[tuple[type, Schema], ...] = (
    (models.BooleanField, {"type": "boolean"}),
    (models.IntegerField, {"type": "integer"}),
    (models.AutoField, {"type": "integer"}),
    (models.FloatField, {"type": "number"}),
    (models.DecimalField, TEXT),
    (models.DateTimeField, _MOMENT),
    (models.DateField, _DATE),
    (models.TimeField, TEXT),
    (models.JSONField, {}),
    (RichTextField, HTML),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
    (models.UUIDField, {"type": "string", "format": "uuid"}),
)
_SERIALIZERS: tuple[tuple[type, Schema], ...] = (
    (serializers.BooleanField, {"type": "boolean"}),
    (serializers.IntegerField, {"type": "integer"}),
    (serializers.FloatField, {"type": "number"}),
    (serializers.DateTimeField, _MOMENT),
    (serializers.DateField, _DATE),
    (serializers.CharField, TEXT),
)


def field_schema(model: type[models.Model], api_field: Any, schemas: Schemas) -> Schema:
    """Return the schema of one entry of `api_fields`."""
    column = _column(model, api_field.name)
    if api_field.serializer is None:
        return _column_schema(model, column, schemas) if column is not None else {}
    schema = _serialized(api_field.serializer, schemas)
    may_be_null = getattr(column, "concrete", False) and column.null
    return nullable(schema) if may_be_null or api_field.serializer.allow_null else schema


def _column(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _serialized(serializer: Any, schemas: Schemas) -> Schema:
    annotation = returned(type(serializer).to_representation)
    if annotation is not Any:
        return schemas.of(annotation)
    return next((dict(s) for kind, s in _SERIALIZERS if isinstance(serializer, kind)), {})


def _column_schema(model: type[models.Model], column: Any, schemas: Schemas) -> Schema:
    if isinstance(column, StreamField):
        name = getattr(column, "schema_name", f"{model._meta.label}.{column.name}")
        return stream_schema(column.stream_block, name, schemas)
    if isinstance(column, TaggableManager):
        return array(TEXT)
    if column.is_relation:
        return _relation(column, schemas)
    if column.choices:
        schema: Schema = {"type": "string", "enum": _choices(column)}
    else:
        schema = next((dict(s) for kind, s in _COLUMNS if isinstance(column, kind)), {})
    return nullable(schema) if column.null else schema


def _choices(column: Any) -> list[str]:
    values = [str(value) for value, _ in column.flatchoices]
    return values if not column.blank or "" in values else ["", *values]


def _relation(column: Any, schemas: Schemas) -> Schema:
    related = column.related_model
    schema: Schema = {}
    if issubclass(related, Page):
        schema = schemas.of(PageReference)
    elif issubclass(related, get_image_model()):
        schema = schemas.of(ImageReference)
    if isinstance(column, ParentalManyToManyField | models.ManyToManyField):
        return array(schema)
    return nullable(schema)
