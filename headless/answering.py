"""Addresses of the API that only answer questions: methods, strict parameters, problems.

Nothing here looks at a session: any cache may keep what these views say.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.models import Site

from headless.problems import problem

METHODS = ("GET", "HEAD", "OPTIONS")
LONGEST = 2_000  # characters of a value
View = Callable[..., HttpResponseBase]


class ParameterError(ValueError):
    """A query parameter that cannot be meant; the message is for people."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


def answers(*parameters: str) -> Callable[[View], View]:
    """Let a view answer GET and HEAD with these parameters; anything else gets a problem."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            allow = ", ".join(METHODS)
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": allow})
            if request.method not in METHODS:
                detail = "This address can only be read."
                return problem(405, "method-not-allowed", detail, Allow=allow)
            try:
                _check(request, parameters)
                return view(request, *args, **kwargs)
            except ParameterError as error:
                return problem(400, "bad-parameter", str(error), parameter=error.parameter)

        return answer

    return decorate


def _check(request: HttpRequest, known: tuple[str, ...]) -> None:
    for name, values in request.GET.lists():
        if name not in known:
            shown = "".join(filter(str.isprintable, name))[:40]
            raise ParameterError(shown, f"There is no parameter {shown}.")
        if len(values) > 1:
            raise ParameterError(name, f"{name} must be given once.")
        if "\x00" in values[0] or len(values[0]) > LONGEST:
            raise ParameterError(name, f"{name} takes at most {LONGEST} characters, and no NUL.")


def site_asked(request: HttpRequest) -> Site:
    """Return the site of the parameter `site` (`host` or `host:port`), or of the host asked."""
    name = request.GET.get("site")
    if name is None:
        if site := Site.find_for_request(request):
            return site
        raise ParameterError("site", "No site answers at this host: name one.")
    host, _, port = name.partition(":")
    found = Site.objects.filter(hostname=host).select_related("root_page")
    sites = [site for site in found if port in {"", str(site.port)}]
    if len(sites) > 1:
        raise ParameterError("site", "site: there are several of this host: add the port.")
    if not sites:
        raise ParameterError("site", "site: there is no such site.")
    return sites[0]
