"""Lists: which rows, in which order, how many in all, and where the list goes on."""

from collections import OrderedDict
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.models import Page

from headless.cache.tags import collecting, pages_declared
from headless.reading import filters, ordering
from headless.reading.answer import Answer
from headless.reading.counts import count, counting
from headless.reading.endpoints import Endpoint
from headless.reading.parameters import MAX_LIMIT, MAX_OFFSET, BadParameterError, Parameters
from headless.reading.plans import Plan, plan_for
from headless.reading.searching import operator_of, search
from headless.reading.statements import ByKeys, Statement
from headless.reading.world import Root

LIMIT = 20
KEPT = 500  # lists whose statements a process remembers
# What these name is looked up while the query is built, and may be elsewhere tomorrow.
_LOOKED_UP = {"child_of", "ancestor_of", "descendant_of", "translation_of", "locale", "search"}
_IRRELEVANT = {"_", "rich_text_format"}


class Listing(NamedTuple):
    """A page of a list: the rows, the total, and the queries of its neighbours, for `Link`."""

    rows: list[dict[str, Any]]
    plan: Plan
    total: int
    links: dict[str, dict[str, str]]


class Prepared(NamedTuple):
    """A list's two statements, with what is known of it before the database is asked."""

    rows: Statement | None
    total: Statement
    by_tree: bool
    plan: Plan
    order: ordering.Ordering
    tags: frozenset[str]


_prepared: OrderedDict[tuple, Prepared] = OrderedDict()


def list_rows(
    endpoint: Endpoint, request: HttpRequest, parameters: Parameters, answer: Answer
) -> Listing:
    """Return the page of a list that was asked for.

    Raises BadParameterError, naming the parameter, for what this list does not understand.
    """
    site = endpoint.site(request, parameters, answer.world)
    if parameters.text("search") is not None:
        return _searched(endpoint, parameters, answer, site)
    key = _key(endpoint, parameters, answer, site)
    known = _prepared.get(key) if key else None
    if known is None:
        known = _prepare(endpoint, parameters, answer, site)
        if key:
            _prepared[key] = known
            while len(_prepared) > KEPT:
                _prepared.popitem(last=False)
    with pages_declared(*known.tags):
        return _read(known, parameters, answer)


def _key(
    endpoint: Endpoint, parameters: Parameters, answer: Answer, site: Root | None
) -> tuple | None:
    names = set(parameters.names())
    if names & _LOOKED_UP:
        return None
    paths = tuple(root.path for root in answer.world.translations(site)) if site else ()
    asked = tuple((name, parameters.text(name)) for name in sorted(names - _IRRELEVANT))
    return (type(endpoint), paths, asked)


def _queryset(
    endpoint: Endpoint, parameters: Parameters, answer: Answer, site: Root | None
) -> QuerySet:
    model = endpoint.model(parameters)
    parameters.check_known(endpoint.operations | filters.parameters_of(model))
    operator_of(parameters)  # refused also where nothing is searched
    queryset = endpoint.public(model, answer.world, site)
    queryset = endpoint.narrowed(queryset, parameters, answer.world, site)
    return filters.apply(queryset, parameters)


def _prepare(
    endpoint: Endpoint, parameters: Parameters, answer: Answer, site: Root | None
) -> Prepared:
    """Build the statements: everything about a list that its parameters alone decide."""
    with collecting() as tags:
        queryset = _queryset(endpoint, parameters, answer, site)
    model: Any = queryset.model
    plan = plan_for(model, parameters.fields(), "list")
    order = ordering.ordering_of(queryset.model, parameters, endpoint.default_order)
    limit, offset, cursor = _place(parameters)
    part = ordering.after(queryset, order, cursor) if cursor else queryset
    extra = [name for name in order.columns if name not in plan.columns]
    wide = plan._replace(columns=(*plan.columns, *extra))
    ordered = order.apply(part)[offset : offset + limit + 1]
    return Prepared(
        Statement(wide.values(ordered)) if limit else None,
        counting(queryset),
        _by_tree(queryset.model, parameters),
        plan,
        order,
        frozenset(tags),
    )


def _place(parameters: Parameters) -> tuple[int, int, str | None]:
    limit = parameters.number("limit", LIMIT, MAX_LIMIT)
    offset, cursor = parameters.number("offset", 0, MAX_OFFSET), parameters.text("cursor")
    if cursor is not None and parameters.text("offset") is not None:
        raise BadParameterError("cursor", "Give cursor or offset, not both.")
    return limit, offset, cursor


def _read(known: Prepared, parameters: Parameters, answer: Answer) -> Listing:
    limit, offset, cursor = _place(parameters)
    total = count(known.total, answer.world, by_tree=known.by_tree)
    rows = known.rows.rows() if known.rows else []
    more, rows = len(rows) > limit, rows[:limit]
    if cursor is not None:
        links = _by_cursor(known.order, rows, more=more)
    else:
        links = _by_offset(offset, limit, total) if known.order.terms else {}
    return Listing(rows, known.plan, total, links)


def _by_tree(model: type[Model], parameters: Parameters) -> bool:
    """Say whether the page tree alone decides what is listed."""
    if not issubclass(model, Page):
        return False
    own = {field.name for field in Page._meta.concrete_fields if not field.is_relation}
    known = filters.parameters_of(model)
    asked = {name.partition("__")[0] for name in parameters.names() if name in known}
    return asked <= own and parameters.text("locale") is None


def _searched(
    endpoint: Endpoint, parameters: Parameters, answer: Answer, site: Root | None
) -> Listing:
    queryset = _queryset(endpoint, parameters, answer, site)
    model: Any = queryset.model
    plan = plan_for(model, parameters.fields(), "list")
    if parameters.text("cursor") is not None:
        raise BadParameterError("cursor", "cursor does not go with search; use offset.")
    limit, offset, _ = _place(parameters)
    order = ordering.ordering_of(queryset.model, parameters, endpoint.default_order)
    ordered = order if parameters.text("order") is not None else None
    found = search(queryset, parameters, offset, limit, ordered)
    by_pk = {row["pk"]: row for row in _by_pk(plan, queryset.model).rows(found.ids)}
    rows = [by_pk[pk] for pk in found.ids if pk in by_pk]
    return Listing(rows, plan, found.total, _by_offset(offset, limit, found.total))


_statements: dict[int, tuple[Plan, ByKeys]] = {}


def _by_pk(plan: Plan, model: type[Model]) -> ByKeys:
    """Return the statement that reads what a search found; plans are as few as `plan_for` keeps."""
    if id(plan) not in _statements:
        rows = model._default_manager
        statement = ByKeys(lambda ids: plan.values(rows.filter(pk__in=ids).order_by()))
        if len(_statements) >= KEPT:
            _statements.clear()
        _statements[id(plan)] = (plan, statement)
    return _statements[id(plan)][1]


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
