"""Lists: which rows, in which order, how many in all, and where the list goes on."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import F, Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from headless.reading import filters, ordering
from headless.reading.answer import Answer
from headless.reading.counts import count
from headless.reading.endpoints import Endpoint
from headless.reading.parameters import MAX_LIMIT, MAX_OFFSET, BadParameterError, Parameters
from headless.reading.plans import Plan, plan_for
from headless.reading.searching import search

LIMIT = 20


class Listing(NamedTuple):
    """A page of a list: the rows, the total, and the queries of its neighbours, for `Link`."""

    rows: list[dict[str, Any]]
    plan: Plan
    total: int
    links: dict[str, dict[str, str]]


def list_rows(
    endpoint: Endpoint, request: HttpRequest, parameters: Parameters, answer: Answer
) -> Listing:
    """Return the page of a list that was asked for.

    Raises BadParameterError, naming the parameter, for what this list does not understand.
    """
    model = endpoint.model(parameters)
    parameters.check_known(endpoint.operations | filters.parameters_of(model))
    plan = plan_for(model, parameters.fields(), "list")
    site = endpoint.site(request, parameters, answer.world)
    queryset = endpoint.public(model, answer.world, site)
    queryset = endpoint.narrowed(queryset, parameters, answer.world, site)
    queryset = filters.apply(queryset, parameters)
    order = ordering.ordering_of(model, parameters, endpoint.default_order)
    if parameters.text("search") is not None:
        return _searched(queryset, parameters, plan, order)
    total = count(queryset, answer.world, by_tree=_by_tree(model, parameters))
    return _sliced(queryset, parameters, plan, order, total)


def _by_tree(model: type[Model], parameters: Parameters) -> bool:
    """Say whether the page tree alone decides what is listed."""
    if not issubclass(model, Page):
        return False
    own = {field.name for field in Page._meta.concrete_fields if not field.is_relation}
    known = filters.parameters_of(model)
    asked = {name.partition("__")[0] for name in parameters.names() if name in known}
    return asked <= own and parameters.text("locale") is None


def _searched(
    queryset: QuerySet, parameters: Parameters, plan: Plan, order: ordering.Ordering
) -> Listing:
    if parameters.text("cursor") is not None:
        raise BadParameterError("cursor", "cursor does not go with search; use offset.")
    limit = parameters.number("limit", LIMIT, MAX_LIMIT)
    offset = parameters.number("offset", 0, MAX_OFFSET)
    ordered = order if parameters.text("order") is not None else None
    found = search(queryset, parameters, offset, limit, ordered)
    everything = queryset.model._default_manager.filter(pk__in=found.ids).order_by()
    by_pk = {row["pk"]: row for row in plan.rows(everything)}
    rows = [by_pk[pk] for pk in found.ids if pk in by_pk]
    return Listing(rows, plan, found.total, _by_offset(offset, limit, found.total))


def _sliced(
    queryset: QuerySet, parameters: Parameters, plan: Plan, order: ordering.Ordering, total: int
) -> Listing:
    limit = parameters.number("limit", LIMIT, MAX_LIMIT)
    offset = parameters.number("offset", 0, MAX_OFFSET)
    cursor = parameters.text("cursor")
    if cursor is not None and parameters.text("offset") is not None:
        raise BadParameterError("cursor", "Give cursor or offset, not both.")
    if cursor:
        queryset = ordering.after(queryset, order, cursor)
    extra = {name: F(name) for name in order.columns if name not in plan.columns}
    wide = plan._replace(columns=(*plan.columns, *extra))
    rows = wide.rows(order.apply(queryset)[offset : offset + limit + 1]) if limit else []
    more, rows = len(rows) > limit, rows[:limit]
    if cursor is not None:
        links = _by_cursor(order, rows, more=more)
    else:
        links = _by_offset(offset, limit, total) if order.terms else {}
    return Listing(rows, plan, total, links)


def _by_cursor(
    order: ordering.Ordering, rows: list[dict[str, Any]], *, more: bool
) -> dict[str, dict[str, str]]:
    links = {"first": {"cursor": ""}}
    if more:
        links["next"] = {"cursor": ordering.encode(order, rows[-1])}
    return links


def _by_offset(offset: int, limit: int, total: int) -> dict[str, dict[str, str]]:
    links = {"first": {"offset": ""}}
    if limit and offset:
        links["prev"] = {"offset": str(max(0, offset - limit))}
    if limit and offset + limit < total:
        links["next"] = {"offset": str(offset + limit)}
    return links


def link_header(request: HttpRequest, address: str, links: dict[str, dict[str, str]]) -> str:
    """Return the neighbours of a page as a Link header (RFC 8288); an empty offset is left out."""
    parts = []
    for relation, change in links.items():
        query = {**request.GET.dict(), **change}
        kept = {name: text for name, text in query.items() if text or name != "offset"}
        target = f"{address}?{urlencode(kept)}" if kept else address
        parts.append(f'<{target}>; rel="{relation}"')
    return ", ".join(parts)
