"""`/api/v2/schema/`, the document, and `/api/v2/docs/`, the same to read and to try.

The page's program (swagger-ui) comes with django-ninja, which Wagtail needs anyway, and is served
from this site: nobody else learns who reads it.
"""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path

from headless.answering import answers
from headless.openapi.document import document
from headless.openapi.schemas import Schema


class SchemaEndpoint:
    """The document of the endpoints that `names` tells when it is first asked for."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._names = names
        self._made: dict[str, Schema] = {}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        return [path("", answers()(self._answer), name="schema")]

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        server = request.path.rstrip("/").rpartition("/")[0]
        if server not in self._made:
            self._made[server] = document(self._names(), server)
        return JsonResponse(self._made[server])


class DocsEndpoint:
    """The page that shows the document beside it."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        return [path("", answers()(_docs), name="docs")]


def _docs(request: HttpRequest) -> HttpResponseBase:
    return render(request, "headless/docs.html")
