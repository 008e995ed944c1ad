"""In which order rows are listed, and where a list goes on: keyset pagination.

A cursor names the last row's values, so that the next page is found by the index, at any depth.
"""

import base64
from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from django.db import connection, models
from django.db.models import Model, Q, QuerySet

from headless.reading.fields import model_field
from headless.reading.filters import conditions, filterable, parse
from headless.reading.parameters import BadParameterError, Parameters, printable

MOST_TERMS = 4


class Term(NamedTuple):
    """One column to order by."""

    name: str
    descending: bool
    nullable: bool

    def __str__(self) -> str:
        return f"{'-' * self.descending}{self.name}"

    @property
    def nulls_first(self) -> bool:
        """Whether rows without a value come first, as the database has it by itself."""
        return connection.features.order_by_nulls_first != self.descending


class Ordering(NamedTuple):
    """The columns to order by, the last of them unique; or none: at random."""

    terms: tuple[Term, ...]

    def apply(self, queryset: QuerySet) -> QuerySet:
        """Return the rows in this order."""
        return queryset.order_by(*(str(term) for term in self.terms)) if self.terms else (
            queryset.order_by("?")
        )  # fmt: skip

    @property
    def columns(self) -> tuple[str, ...]:
        """What a cursor is made of."""
        return tuple(term.name for term in self.terms)


def ordering_of(model: type[Model], parameters: Parameters, default: str) -> Ordering:
    """Return the order asked for, or the default one; the primary key settles ties."""
    text = parameters.text("order")
    if text == "random":
        for name in ("offset", "cursor"):
            if parameters.text(name) is not None:
                raise BadParameterError(name, f"{name} has no meaning in a random order.")
        return Ordering(())
    words = text.split(",") if text else [default]
    if len(words) > MOST_TERMS:
        raise BadParameterError("order", f"order takes at most {MOST_TERMS} fields.")
    terms = [_term(model, word, allowed=not text) for word in words]
    if not any(_unique(model, term.name) for term in terms):
        terms.append(Term("pk", terms[-1].descending, nullable=False))
    return Ordering(tuple(dict.fromkeys(terms)))


def _term(model: type[Model], word: str, *, allowed: bool) -> Term:
    name = word.removeprefix("-")
    if name == "id":  # whose column is a relation in every page type
        return Term("pk", word.startswith("-"), nullable=False)
    field = filterable(model).get(name) or (model_field(model, name) if allowed else None)
    if field is None or field.is_relation or conditions(model, name):
        raise BadParameterError("order", f"order: cannot order by {printable(name)}.")
    return Term(name, word.startswith("-"), bool(field.null))


def _unique(model: type[Model], name: str) -> bool:
    return name == "pk" or bool(getattr(model._meta.get_field(name), "unique", False))


def encode(ordering: Ordering, row: Mapping[str, Any]) -> str:
    """Return the cursor that goes on after this row."""
    values = [str(term) for term in ordering.terms], [row[name] for name in ordering.columns]
    text = orjson.dumps(values, default=str)
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def after(queryset: QuerySet, ordering: Ordering, cursor: str) -> QuerySet:
    """Return the rows that come after the cursor; raise BadParameterError for one not ours."""
    try:
        names, values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if names != [str(term) for term in ordering.terms]:
            raise BadParameterError("cursor", "cursor belongs to a list in another order.")
        pairs = [
            (term, _typed(queryset.model, term, value))
            for term, value in zip(ordering.terms, values, strict=True)
        ]
    except BadParameterError:
        raise
    except Exception as error:
        raise BadParameterError("cursor", "cursor is none that this API gave.") from error
    return queryset.filter(_beyond(pairs))


def _typed(model: type[Model], term: Term, value: Any) -> Any:
    if value is None:
        if not term.nullable:
            raise ValueError(term.name)
        return None
    field = model._meta.pk if term.name == "pk" else model._meta.get_field(term.name)
    if isinstance(field, models.BooleanField):
        return bool(value)
    return parse(field, str(value))


def _beyond(pairs: list[tuple[Term, Any]]) -> Q:
    """Return the condition of the rows behind: the first column's bound apart, for the index."""
    (term, value), rest = pairs[0], pairs[1:]
    strict = _past(term, value)
    if not rest:
        return strict
    same = Q(**{f"{term.name}__isnull": True}) if value is None else Q(**{term.name: value})
    either = strict | (same & _beyond(rest))
    bounded = value is not None and (not term.nullable or term.nulls_first)
    return Q(**{f"{term.name}__{_way(term)}e": value}) & either if bounded else either


def _way(term: Term) -> str:
    return "lt" if term.descending else "gt"


def _past(term: Term, value: Any) -> Q:
    """Return the condition of rows strictly behind a value, wherever rows without one stand."""
    if value is None:
        known = Q(**{f"{term.name}__isnull": False})
        return known if term.nulls_first else Q(pk__in=[])
    past = Q(**{f"{term.name}__{_way(term)}": value})
    if term.nullable and not term.nulls_first:
        past |= Q(**{f"{term.name}__isnull": True})
    return past
