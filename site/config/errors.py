"""Error answers: what a reader sees, and what a report may hold."""

import sys
from collections.abc import ItemsView
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter

from headless import API_ROOT
from headless.problems import problem


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Leaves every posted value and local variable out of error reports: they may be personal."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Filter always, in development too."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        """Return the names that were posted, without their values."""
        return {} if request is None else dict.fromkeys(request.POST, self.cleansed_substitute)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        """Return nothing: a local variable may hold a caller's name or number."""
        return {}.items()


_DETAILS = {
    400: "The request cannot be understood.",
    403: "This is not allowed.",
    404: "There is nothing at this address.",
    500: "Something failed here.",
    503: "The database cannot be reached. Try again.",
}


def _error_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return a page for readers, a problem for front ends."""
    if request.path.startswith(API_ROOT):
        kind = HTTPStatus(status).phrase.lower().replace(" ", "-")
        return problem(status, kind, _DETAILS[status])
    return render(request, f"{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 with the crisis lines."""
    return _error_page(request, 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 with the crisis lines."""
    return _error_page(request, 403)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the crisis lines."""
    return _error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with the crisis lines."""
    return _error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, else 500; neither template asks it for anything.

    Django calls this while the exception is being handled, and has logged it.
    """
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return _error_page(request, 500)
    return unavailable(request)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503, to be tried again."""
    response = _error_page(request, 503)
    response["Retry-After"] = "30"  # seconds
    return response
