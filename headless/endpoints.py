"""What endpoints on REST framework begin with: anonymous, JSON, strict parameters, problems."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from headless.problems import problem
from headless.reading.parameters import BadParameterError, Parameters


class PublicMixin:
    """Goes before a viewset; no session is looked at, so that any cache may keep the answers."""

    authentication_classes: tuple = ()
    renderer_classes = (JSONRenderer,)
    parameters: frozenset[str] = frozenset()  # that may be given, each once

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the query before anything is looked up."""
        super().initial(request, *args, **kwargs)
        Parameters(request.GET).check_known(self.parameters)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Answer JSON whatever is accepted, as every address here does (RFC 9110, 12.5.1)."""
        return self.renderer_classes[0](), self.renderer_classes[0].media_type

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        """Answer with a problem, whoever objected."""
        if isinstance(exc, BadParameterError):
            return problem(400, "bad-parameter", str(exc), parameter=exc.parameter)
        if isinstance(exc, APIException):
            return problem(exc.status_code, exc.default_code, str(exc.detail))
        return super().handle_exception(exc)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Tell the methods; REST framework would tell of serializers, which there are none of."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})  # type: ignore[attr-defined]
