"""A page as `/api/v2/pages/<id>/` has it, for answers that are built around one."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from wagtail.models import Page

from headless.answering import ParameterError
from headless.endpoints import PagesEndpoint
from headless.visibility import public_pages

OPTIONS = ("fields", "rich_text_format")


class _OnePage(PagesEndpoint):
    """The pages endpoint without its limit to one site's tree: who asks has found the page."""

    def get_base_queryset(self) -> QuerySet:
        return public_pages()


def page_body(request: HttpRequest, page: Page) -> Any:
    """Return the page's representation; raise ParameterError for `fields` that nobody can mean."""
    inner = HttpRequest()
    inner.method, inner.META = "GET", request.META
    inner.wagtailapi_router = request.wagtailapi_router  # type: ignore[attr-defined] # by the router
    query = QueryDict(mutable=True)
    query.update({name: request.GET[name] for name in OPTIONS if name in request.GET})
    inner.GET = query  # type: ignore[assignment]
    response: Any = _OnePage.as_view({"get": "detail_view"})(inner, pk=page.pk)
    if response.status_code != 200:
        raise ParameterError("fields", str(response.data.get("message", "malformed")))
    return response.data
