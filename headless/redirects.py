"""Wagtail's redirects for readers, by the same rule as the API's `/resolve/`."""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.models import Site

from headless.resolving import redirect_at


class RedirectMiddleware:
    """Goes in the place of `wagtail.contrib.redirects.middleware.RedirectMiddleware`.

    Wagtail's tells everybody the address of a hidden page that a redirect leads to, and drops the
    query, such as the name of the letter in which the reader found the link.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 301 or 302 in place of 404, where a redirect leads on."""
        response = self.get_response(request)
        if response.status_code != 404 or (site := Site.find_for_request(request)) is None:
            return response
        if (moved := redirect_at(site, request.get_full_path())) is None:
            return response
        kind = HttpResponsePermanentRedirect if moved.permanent else HttpResponseRedirect
        return kind(moved.location)
