"""Which rows are listed: filters on the fields a model tells, each value checked for its type."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from math import isfinite
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.timezone import is_aware, make_aware
from taggit.managers import TaggableManager
from wagtail.api.v2.utils import parse_boolean

from headless.cache.tags import depend
from headless.reading.fields import BulkField, model_field
from headless.reading.parameters import BadParameterError, Parameters
from headless.reading.plans import available, declared
from headless.reading.relations import tag, visible

COMPARISONS = ("gte", "lte", "in", "isnull")
MOST_IN = 100  # values of one `__in`
_COMPARABLE = (
    models.IntegerField,
    models.DecimalField,
    models.FloatField,
    models.DateField,
    models.TimeField,
    models.CharField,
    models.AutoField,
)
_PLAIN = (*_COMPARABLE, models.TextField, models.BooleanField, models.UUIDField)
_WRONG = (ValueError, TypeError, ValidationError, OverflowError, ArithmeticError)


@cache
def filterable(model: type[models.Model]) -> dict[str, Any]:
    """Return the fields that lists of `model` can be filtered by, by name.

    Those that the API tells and the database holds; `locale` has a parameter of its own.
    """
    found = {"id": model._meta.pk}
    for name in available(model):
        field = model_field(model, name)
        forward = field is not None and not getattr(field, "auto_created", False)
        if name not in {"id", "locale"} and forward and _can_filter(field):
            found[name] = field
    return found


def _can_filter(field: Any) -> bool:
    return isinstance(field, (*_PLAIN, TaggableManager)) or field.is_relation


def parameters_of(model: type[models.Model]) -> set[str]:
    """Return the names of all filters of a model, comparisons included."""
    names = set()
    for name, field in filterable(model).items():
        names.add(name)
        if isinstance(field, TaggableManager) or field.many_to_many:
            continue
        kinds = COMPARISONS if isinstance(field, _COMPARABLE) else ("in", "isnull")
        names |= {f"{name}__{kind}" for kind in kinds}
    return names


def apply(queryset: QuerySet, parameters: Parameters) -> QuerySet:
    """Return the rows that all filters let through; raise BadParameterError for a wrong value."""
    model, known = queryset.model, parameters_of(queryset.model)
    for parameter in parameters.names():
        if parameter in known:
            queryset = _narrow(model, queryset, parameter, parameters.text(parameter) or "")
    return queryset


def _narrow(model: type[models.Model], queryset: QuerySet, parameter: str, text: str) -> QuerySet:
    name, _, comparison = parameter.partition("__")
    field = filterable(model)[name]
    if isinstance(field, TaggableManager):
        for word in text.split(","):
            queryset = queryset.filter(**{f"{name}__name": word})
        return queryset
    queryset = queryset.filter(*conditions(model, name))
    if comparison == "isnull":
        empty = _value(parameter, parse_boolean, text)
        return queryset.filter(_is_empty(field, name, empty=empty))
    if comparison == "in":
        values = _several(parameter, field, text)
        return queryset.filter(_equals(field, name, values))
    if comparison:
        return queryset.filter(**{parameter: _one(parameter, field, text)})
    return queryset.filter(_equals(field, name, [_one(parameter, field, text)]))


def conditions(model: type[models.Model], name: str) -> list[Q]:
    """Return what must hold for the field to be told at all: a filter must tell no more."""
    serializer = declared(model).get(name)
    condition = serializer.condition(model, name) if isinstance(serializer, BulkField) else None
    return [condition] if condition is not None else []


def _equals(field: Any, name: str, values: list[Any]) -> Q:
    if not field.is_relation:
        return Q(**{name: values[0]}) if len(values) == 1 else Q(**{f"{name}__in": values})
    depend("visibility", *(tag(field.related_model, value) for value in values))
    targets = visible(field.related_model).filter(pk__in=values).order_by()
    return Q(**{f"{name}__in": targets.values("pk")})


def _is_empty(field: Any, name: str, *, empty: bool) -> Q:
    """Say whether there is a target that may be seen; a hidden one is as good as none."""
    if not field.is_relation:
        return Q(**{f"{name}__isnull": empty})
    depend("visibility")
    present = Q(**{f"{name}__in": visible(field.related_model).order_by().values("pk")})
    return ~present if empty else present


def _several(parameter: str, field: Any, text: str) -> list[Any]:
    words = text.split(",")
    if len(words) > MOST_IN:
        raise BadParameterError(parameter, f"{parameter} takes at most {MOST_IN} values.")
    return [_one(parameter, field, word) for word in words]


def _one(parameter: str, field: Any, text: str) -> Any:
    return _value(parameter, lambda word: parse(field, word), text)


def _value(parameter: str, parse: Callable[[str], Any], text: str) -> Any:
    try:
        return parse(text)
    except _WRONG as error:
        raise BadParameterError(parameter, f"{parameter} has a malformed value.") from error


def parse(field: Any, text: str) -> Any:
    """Return a value as the column holds it; raise one of _WRONG for what it cannot hold."""
    column = field.target_field if field.is_relation else field
    if isinstance(column, models.BooleanField):
        return parse_boolean(text)
    if isinstance(column, models.IntegerField):
        return _integer(text)
    value = column.to_python(text)
    if value is None or (isinstance(value, float) and not isfinite(value)):
        raise ValueError(text)
    if isinstance(value, str) and "\x00" in value:  # from a cursor; PostgreSQL has no such text
        raise ValueError(text)
    if isinstance(column, models.DateTimeField):
        return _moment(value)
    if isinstance(column, models.DecimalField) and not value.is_finite():
        raise ValueError(text)
    return value


def _moment(value: datetime) -> datetime:
    """Return a moment in UTC; raise OverflowError where that is before year 1 or after 9999."""
    return (value if is_aware(value) else make_aware(value)).astimezone(UTC)


def _integer(text: str) -> int:
    if not text.isascii() or not -(2**63) <= int(text) < 2**63 or len(text) > 20:
        raise ValueError(text)
    return int(text)
