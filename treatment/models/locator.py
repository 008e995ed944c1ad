"""The page on which readers look for a facility."""

from typing import Any
from urllib.parse import urljoin

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from home.models import SitePage
from treatment.search.answering import answer, asks_to_compare


class LocatorPage(SitePage):
    """The locator. Every facility's profile stands below it."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["treatment.FacilityPage"]
    max_count_per_parent = 1
    page_description = "The search for facilities. Their profiles stand below it."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]

    class Meta:
        verbose_name = "locator"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Name the table where the address names facilities to compare."""
        if asks_to_compare(request.GET):
            return "treatment/comparison.html"
        return super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the query as understood and the facilities found, or what is wrong with it."""
        context = super().get_context(request, *args, **kwargs)
        context |= answer(self.pk, request.GET, self.get_url(request) or "")
        if links := context.get("links"):
            context["canonical"] = urljoin(self.get_full_url(request) or "", links["this"])
        elif any(context.get(name) for name in ("findings", "error", "comparison")):
            context["canonical"] = ""  # what is asked for is not for search engines
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 400, with the form and a message, where the query cannot be meant."""
        response = super().serve(request, *args, **kwargs)
        if "error" in getattr(response, "context_data", {}):
            response.status_code = 400
        return response
