"""Full-text search within what is listed anyway.

The search backend finds and ranks among everything of a type; what may be seen, and what else is
asked, is then part of the same query where the backend is the database's own. Any other backend is
asked for its best matches, which are then looked through.
"""

from typing import Any, NamedTuple

from django.db.models import Case, QuerySet, When
from wagtail.search.backends import get_search_backend

from headless.reading.ordering import Ordering
from headless.reading.parameters import BadParameterError, Parameters

OPERATORS = ("and", "or")
MOST = 1_000  # matches that another backend is asked for


class Found(NamedTuple):
    """The primary keys of one page of results, in their order, and how many there are in all."""

    ids: list[Any]
    total: int


def operator_of(parameters: Parameters) -> str | None:
    """Return `search_operator`, None without one; raise BadParameterError for any other."""
    operator = parameters.text("search_operator")
    if operator not in {None, *OPERATORS}:
        raise BadParameterError("search_operator", "search_operator is 'and' or 'or'.")
    return operator


def search(
    queryset: QuerySet, parameters: Parameters, offset: int, limit: int, order: Ordering | None
) -> Found:
    """Return the rows of `queryset` that match `search`: the best first, or as ordered."""
    # Words alone are searched for; a quote that is not closed is an error to SQLite.
    text = (parameters.text("search") or "").replace('"', " ")
    if not text.strip():
        return Found([], 0)
    matching = _matching(queryset, text, operator_of(parameters), by_relevance=order is None)
    if order is not None:
        matching = order.apply(matching)
    ids = list(matching.values_list("pk", flat=True)[offset : offset + limit]) if limit else []
    return Found(ids, matching.order_by().count())


def _matching(
    queryset: QuerySet, text: str, operator: str | None, *, by_relevance: bool
) -> QuerySet:
    backend, everything = get_search_backend(), queryset.model._default_manager.order_by()
    results = backend.search(text, everything, operator=operator, order_by_relevance=by_relevance)
    if hasattr(results, "get_queryset"):  # the database's own search
        return results.get_queryset().filter(pk__in=queryset.order_by().values("pk"))
    ids = [one.pk for one in results[:MOST]]
    places = Case(*(When(pk=pk, then=place) for place, pk in enumerate(ids)), default=MOST)
    return queryset.filter(pk__in=ids).order_by(places)
