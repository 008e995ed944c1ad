"""The page on which readers look for a facility."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from home.models import SitePage
from home.states import STATES
from treatment.locator import Query, QueryError, find_facilities, paginate


class LocatorPage(SitePage):
    """The locator. Every facility's profile stands below it."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["treatment.FacilityPage"]
    max_count_per_parent = 1
    page_description = "The search for facilities. Their profiles stand below it."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]

    class Meta:
        verbose_name = "locator"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the query as understood and the facilities found, or what is wrong with it."""
        context = super().get_context(request, *args, **kwargs) | {"states": STATES}
        try:
            query = Query.parse(request.GET)
            found = paginate(find_facilities(self, query), request.GET.get("page", "1"))
        except QueryError as error:
            return context | {"query": Query.of(request.GET), "error": str(error)}
        return context | {"query": query, "page_obj": found}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 400, with the form and a message, where the query cannot be meant."""
        response = super().serve(request, *args, **kwargs)
        if "error" in getattr(response, "context_data", {}):
            response.status_code = 400
        return response
