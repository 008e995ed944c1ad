"""Addresses of the API that only answer questions: methods, strict parameters, problems.

Nothing here looks at a session: any cache may keep what these views say.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Site

from headless.reading.parameters import BadParameterError, Parameters
from headless.reading.views import View, guarded


def answers(*parameters: str) -> Callable[[View], View]:
    """Let a view answer GET and HEAD with these parameters; anything else gets a problem."""

    def decorate(view: View) -> View:
        @guarded
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            Parameters(request.GET).check_known(frozenset(parameters))
            return view(request, **kwargs)

        return answer

    return decorate


def site_asked(request: HttpRequest) -> Site:
    """Return the site of the parameter `site` (`host` or `host:port`), or of the host asked."""
    name = request.GET.get("site")
    if name is None:
        if site := Site.find_for_request(request):
            return site
        raise BadParameterError("site", "No site answers at this host: name one.")
    host, _, port = name.partition(":")
    found = Site.objects.filter(hostname=host).select_related("root_page")
    sites = [site for site in found if port in {"", str(site.port)}]
    if len(sites) > 1:
        raise BadParameterError("site", "site: there are several of this host: add the port.")
    if not sites:
        raise BadParameterError("site", "site: there is no such site.")
    return sites[0]
