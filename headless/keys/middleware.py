"""Requests with a key: a wrong one is told so, and no cache keeps an answer to a good one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from headless import API_ROOT
from headless.keys.checking import InvalidKeyError, check, presented
from headless.keys.scopes import Scope
from headless.problems import problem


class ApiKeyMiddleware:
    """Sets `request.api_key` below /api/v2/; 401 for a wrong key, 403 without scope.

    A view names the scope of each method, by `scoped` or its class by
    `api_scopes = {"POST": Scope.FORMS}`; every other is for reading content.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the key before anything is looked up."""
        secret = presented(request)
        if secret is None or not request.path.startswith(API_ROOT):
            return self.get_response(request)
        try:
            request.api_key = check(secret)  # type: ignore[attr-defined]
        except InvalidKeyError:
            response: HttpResponse = problem(
                401,
                "invalid-key",
                "This API key is unknown, expired or revoked.",
                WWW_Authenticate='Bearer error="invalid_token"',
            )
        else:
            response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse a good key that is not for this."""
        key = getattr(request, "api_key", None)
        if key is None:
            return None
        method = "GET" if request.method == "HEAD" else str(request.method)
        scopes = getattr(getattr(view, "cls", view), "api_scopes", {})
        scope = scopes.get(method, Scope.CONTENT)
        if scope in key.scopes:
            return None
        return problem(403, "scope-missing", f"This API key lacks the scope {scope}.")
