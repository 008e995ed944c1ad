"""The read API over HTTP: parameters in, JSON or a problem out; no session is ever looked at."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_exempt

from headless.cache.tags import collecting, depend
from headless.problems import problem
from headless.reading.answer import Answer
from headless.reading.endpoints import Endpoint
from headless.reading.listing import link_header, list_rows
from headless.reading.parameters import BadParameterError, Parameters
from headless.reading.plans import Plan, plan_for
from headless.reading.renditions import with_renditions
from headless.reading.statements import ByKeys
from headless.reading.world import Root, World, read_world

METHODS = ("GET", "HEAD", "OPTIONS")
MAX_DETAILS = 500  # statements that a process remembers
LARGEST_KEY = 2**31 - 1  # what every database's integers hold
NAMESPACE = "wagtailapi_v2"

View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """Answer OPTIONS and wrong methods; turn what callers got wrong into problems."""

    @csrf_exempt  # nothing is written: who posts is told that it is in vain, not asked for a token
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        if request.method not in METHODS:
            detail = "This address can only be read."
            return problem(405, "method-not-allowed", detail, Allow=", ".join(METHODS))
        try:
            return view(request, **kwargs)
        except BadParameterError as error:
            return problem(400, "bad-parameter", str(error), parameter=error.parameter)
        except Http404 as error:
            return problem(404, "not-found", str(error) or "There is no such thing.")
        except DataError:  # a number that its column cannot hold
            return problem(400, "bad-parameter", "A parameter's value is out of range.")

    return answer


def api_root(request: HttpRequest, world: World) -> str:
    """Return the API's full address: of the base URL configured, or of the site asked."""
    here = reverse(f"{NAMESPACE}:pages:listing").removesuffix("pages/")
    if base := getattr(settings, "WAGTAILAPI_BASE_URL", None):
        parts = urlsplit(base)
        return f"{parts.scheme}://{parts.netloc}{here}"
    site = world.site_for(request)
    return f"{site.address}{here}" if site else request.build_absolute_uri(here)


def new_answer(request: HttpRequest, rich_text_format: str = "html") -> Answer:
    """Return an answer to this request, with nothing in it yet."""
    world = read_world()
    return Answer(world, rich_text_format, request, api_root(request, world))


def _json(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json")


def urlpatterns(endpoint: Endpoint) -> list[URLPattern]:
    """Return the three addresses of an endpoint: list, one by key, one by description."""

    @guarded
    def listing(request: HttpRequest) -> HttpResponseBase:
        parameters = Parameters(request.GET)
        answer = new_answer(request, parameters.rich_text_format())
        found = list_rows(endpoint, request, parameters, answer)
        items = [found.plan.item(row, answer) for row in found.rows]
        with_renditions(items, parameters, answer)
        response = _json(answer.write({"meta": {"total_count": found.total}, "items": items}))
        address = f"{answer.api}{endpoint.name}/"
        if links := link_header(request, address, found.links):
            response["Link"] = links
        return response

    @guarded
    def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
        parameters = Parameters(request.GET)
        parameters.check_known(endpoint.detail_operations)
        answer = new_answer(request, parameters.rich_text_format())
        item = read_one(endpoint, request, parameters, answer, pk)
        with_renditions([item], parameters, answer)
        return _json(answer.write(item))

    @guarded
    def find(request: HttpRequest) -> HttpResponseBase:
        parameters = Parameters(request.GET)
        parameters.check_known(endpoint.detail_operations | endpoint.find_operations)
        world = read_world()
        site = endpoint.site(request, parameters, world)
        pk = endpoint.find(request, parameters, site)
        public = endpoint.public(endpoint.model(Parameters.none()), world, site)
        if pk is None or pk > LARGEST_KEY or not public.filter(pk=pk).exists():
            raise Http404("There is no such thing.")
        return _redirect(request, f"{api_root(request, world)}{endpoint.name}/{pk}/", endpoint)

    return [
        path("", listing, name="listing"),
        path("<int:pk>/", detail, name="detail"),
        path("find/", find, name="find"),
    ]


def _redirect(request: HttpRequest, address: str, endpoint: Endpoint) -> HttpResponse:
    """Lead to the detail, with all parameters but those that described it."""
    query = request.GET.copy()
    for name in endpoint.find_operations:
        query.pop(name, None)
    target = f"{address}?{query.urlencode()}" if query else address
    return HttpResponse(status=302, headers={"Location": target})


_details: dict[tuple, tuple[Plan, ByKeys, frozenset[str]]] = {}


def _detail_statement(
    endpoint: Endpoint, plan: Plan, model: Any, world: World, site: Root | None
) -> ByKeys:
    """Return the statement that reads one public thing, compiled once for each plan and site."""
    key = (type(endpoint), id(plan), tuple(root.path for root in world.roots), site)
    if key not in _details:
        with collecting() as tags:
            public = endpoint.public(model, world, site).order_by()
        if len(_details) >= MAX_DETAILS:
            _details.clear()
        statement = ByKeys(lambda ids: plan.values(public.filter(pk__in=ids)))
        _details[key] = (plan, statement, frozenset(tags))
    _, statement, names = _details[key]
    depend(*names)
    return statement


def read_one(
    endpoint: Endpoint, request: HttpRequest, parameters: Parameters, answer: Answer, pk: int
) -> dict[str, Any]:
    """Return one thing with all it tells; raise Http404 where the public may not see it."""
    model = endpoint.specific(pk) if pk <= LARGEST_KEY else None
    if model is None:
        raise Http404("There is no such thing.")
    plan = plan_for(model, parameters.fields(), "detail")
    site = endpoint.site(request, parameters, answer.world)
    rows = _detail_statement(endpoint, plan, model, answer.world, site).rows([pk])
    if not rows:
        raise Http404("There is no such thing.")
    endpoint.depend_on(pk)
    return plan.item(rows[0], answer)
