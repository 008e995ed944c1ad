"""What the plugin puts into the page frame."""

from typing import Any

from wagtail.models import Site

from headless.visibility import first_public
from treatment.models import LocatorPage


def locator_alternative(context: dict[str, Any]) -> dict[str, Any] | None:
    """Return this site's locator, looked up once a request, or None where it has none."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if request is None or site is None:
        return None
    if not hasattr(request, "locator_url"):
        page = first_public(LocatorPage, site)
        request.locator_url = page.get_url(request) if page else None
    return {"locator_url": request.locator_url} if request.locator_url else None
