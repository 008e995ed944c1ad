"""What the plugin puts into the page frame."""

from typing import Any

from home.landmarks import landmark
from treatment.models import LocatorPage


def locator_alternative(context: dict[str, Any]) -> dict[str, Any] | None:
    """Return this site's locator, or None where it has none."""
    request = context.get("request")
    page = landmark(request, LocatorPage) if request else None
    url = page.get_url(request) if page else None
    return {"locator_url": url} if url else None
