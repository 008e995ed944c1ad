"""`GET /api/v2/resolve/?path=/a/b/`: one answer for whatever stands at a path.

200 for a page, and for a redirect too: a 3xx would be followed by `fetch` before a front end could
hand it on to its reader. 404 and 410 (RFC 9110, sections 15.5.5 and 15.5.11) where a front end
should answer so itself; they are problems with the member `kind`.
"""

import json
from typing import Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from typing_extensions import TypedDict
from wagtail.models import Locale

from headless import reading
from headless.answering import answers, site_asked
from headless.problems import Problem, problem
from headless.reading.parameters import BadParameterError
from headless.resolving import Found, Gone, Moved, resolve

OF_PAGE = ("fields", "rich_text_format")
PARAMETERS = ("path", "site", "locale", *OF_PAGE)


class RedirectAnswer(TypedDict):
    """Where a path leads; answer with `status` and `location`."""

    kind: Literal["redirect"]
    location: str
    status: Literal[301, 302]


class NotFoundAnswer(Problem):
    """There is nothing at this path that the public may know of."""

    kind: Literal["not_found"]


class GoneAnswer(Problem):
    """What stood at this path was withdrawn."""

    kind: Literal["gone"]


class ResolveEndpoint:
    """The endpoint."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("", answer, name="resolve")]


@answers(*PARAMETERS)
def answer(request: HttpRequest) -> HttpResponseBase:
    """Answer what stands at the path."""
    site = site_asked(request)
    found = resolve(site, _path(request), _locale(request))
    if isinstance(found, Found) and (page := _page(request, found)):
        return page
    if isinstance(found, Moved):
        status = 301 if found.permanent else 302
        return JsonResponse({"kind": "redirect", "location": found.location, "status": status})
    if isinstance(found, Gone):
        return _missing(410, "gone", "What stood here was withdrawn.")
    return _missing(404, "not_found", "There is nothing at this path.")


def _page(request: HttpRequest, found: Found) -> HttpResponseBase | None:
    """Return the page with its body, which comes as JSON already; None if it was just hidden."""
    query = urlencode({name: request.GET[name] for name in OF_PAGE if name in request.GET})
    page = reading.detail(request, found.page, query=query)
    if page is None:
        return None
    head = json.dumps({"kind": "page", "subpath": found.subpath})
    body = b'%b, "page": %b}' % (head[:-1].encode(), page)
    return HttpResponse(body, content_type="application/json")


def _missing(status: int, kind: str, detail: str) -> HttpResponseBase:
    """Return a problem that says by `kind`, as all answers here do, what was found."""
    response = problem(status, kind.replace("_", "-"), detail)
    response.content = json.dumps({"kind": kind, **json.loads(response.content)}).encode()
    return response


def _path(request: HttpRequest) -> str:
    address = request.GET.get("path", "")
    if not address.startswith("/") or address.startswith("//") or "#" in address:
        raise BadParameterError("path", "path must begin with one slash, as in /a/b/.")
    return address


def _locale(request: HttpRequest) -> Locale | None:
    code = request.GET.get("locale")
    if code is None:
        return None
    locale = Locale.objects.filter(language_code=code).first()
    if locale is None:
        raise BadParameterError("locale", "locale: this site has none of this code.")
    return locale
