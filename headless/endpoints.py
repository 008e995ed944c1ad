"""What endpoints on REST framework begin with: anonymous, JSON, strict parameters."""

from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError

from headless.reading.parameters import BadParameterError, Parameters


class PublicMixin:
    """Goes before a viewset; no session is looked at, so that any cache may keep the answers."""

    authentication_classes: tuple = ()
    renderer_classes = (JSONRenderer,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the query before anything is looked up."""
        super().initial(request, *args, **kwargs)
        try:
            Parameters(request.GET)
        except BadParameterError as error:
            raise BadRequestError(str(error)) from error
