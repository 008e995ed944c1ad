"""System checks: without Leaflet's files every page with a map would fail."""

from typing import Any

from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error, register

LEAFLET = "leaflet/leaflet.js"


@register()
def check_leaflet(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Report that the maps' files are not among the static files."""
    if finders.find(LEAFLET):
        return []
    hint = "Add the folder `static` of the package `leaflet` to STATICFILES_DIRS."
    return [Error(f"{LEAFLET} is not found.", hint=hint, id="treatment.E001")]
