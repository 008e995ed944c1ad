"""`/api/v2/facilities/`: the locator for front ends, by the same search as the page.

GET …/?near=02118&within=25&service=OIT&payment=MD&limit=20&facets=1
"""

import re
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet
from wagtail.models import Site

from headless.endpoints import PublicMixin
from headless.problems import problem
from headless.visibility import first_public
from treatment.models import FacilityPage, LocatorPage
from treatment.search import cursors
from treatment.search.codebook import Codebook
from treatment.search.finding import Slice, find
from treatment.search.query import CODE_PARAMETERS, TEXT_PARAMETERS, QueryError, parse
from treatment.search.relaxing import find_something
from treatment.search.representing import represent_findings

MOST = 100  # facilities an answer
DEEPEST = 10_000  # offset; a cursor goes on without limit
OTHERS = ("limit", "offset", "cursor", "facets", "relax")
_INTEGER = re.compile(r"\d{1,6}", re.ASCII)


class FacilitiesEndpoint(PublicMixin, GenericViewSet):
    """The search."""

    model = FacilityPage  # for Wagtail's router
    queryset = FacilityPage.objects.none()

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address, as Wagtail's router asks."""
        return [path("", cls.as_view({"get": "search"}), name="listing")]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Pass over the guard of lists of pages: here parameters may be given more than once."""
        GenericViewSet.initial(self, request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        """Answer with a problem what the search does not understand."""
        if isinstance(exc, QueryError):
            return problem(400, "bad-parameter", str(exc), parameter=exc.parameter)
        return super().handle_exception(exc)

    def search(self, request: Request) -> HttpResponseBase:
        """Find facilities near a place, by name, or in a state."""
        http: HttpRequest = request._request
        _check_names(http)
        codebook = Codebook.read()
        query = parse(http.GET, codebook)
        part, facets = _slice(http), _flag(http, "facets")
        locator = _locator(http)
        if locator is None:
            return problem(404, "not-found", "This site has no public locator.")
        answer = find_something if _flag(http, "relax") else find
        findings = answer(locator.pk, query, codebook, part, facets=facets)
        _check_place(findings.where, query)
        return Response(represent_findings(findings, http, with_facets=facets))


def _check_names(request: HttpRequest) -> None:
    for name in request.GET:
        if name not in {*TEXT_PARAMETERS, *CODE_PARAMETERS, *OTHERS}:
            shown = "".join(filter(str.isprintable, name))[:40]
            raise QueryError(shown, f"There is no parameter {shown}.")


def _check_place(where: Any, query: Any) -> None:
    """Name the choices in the problem: a front end asks again with one of them."""
    if query.near and where is None:
        raise QueryError("near", f"near: nobody knows where “{query.near}” is.")
    if where and where.choices:
        raise QueryError("near", f"near: say which: {'; '.join(where.choices)}.")


def _flag(request: HttpRequest, name: str) -> bool:
    value = _once(request, name) or "0"
    if value not in {"0", "1"}:
        raise QueryError(name, f"{name} is 1 or 0.")
    return value == "1"


def _slice(request: HttpRequest) -> Slice:
    limit, offset = _number(request, "limit", 20), _number(request, "offset", 0)
    if not 1 <= limit <= MOST:
        raise QueryError("limit", f"limit is a number from 1 to {MOST}.")
    if offset > DEEPEST:
        raise QueryError("offset", f"offset is at most {DEEPEST}; follow the cursor instead.")
    text = _once(request, "cursor")
    if not text:
        return Slice(limit, offset)
    if offset:
        raise QueryError("cursor", "Give cursor or offset, not both.")
    try:
        return Slice(limit, 0, cursors.decode(text))
    except ValueError as error:
        raise QueryError("cursor", "cursor is none that this API gave.") from error


def _number(request: HttpRequest, name: str, default: int) -> int:
    text = _once(request, name)
    if text and not _INTEGER.fullmatch(text):
        raise QueryError(name, f"{name} is a whole number.")
    return int(text) if text else default


def _once(request: HttpRequest, name: str) -> str:
    values = request.GET.getlist(name)
    if len(values) > 1:
        raise QueryError(name, f"{name} must be given once.")
    return values[0] if values else ""


def _locator(request: HttpRequest) -> LocatorPage | None:
    site = Site.find_for_request(request)
    return first_public(LocatorPage, site) if site else None
