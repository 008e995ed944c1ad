"""What depended on a cookie is for its asker alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import has_vary_header


class PrivateAnswers:
    """Keeps answers that a cookie shaped, or that set one, out of every cache.

    Goes before the middleware of sessions and of CSRF: they tell by `Vary` that somebody looked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so in `Cache-Control`."""
        response = self.get_response(request)
        depended = request.COOKIES and has_vary_header(response, "Cookie")
        if depended or response.cookies:
            response["Cache-Control"] = "private, no-store"
        return response
