"""What a map's element tells its script: the outline of the states, or the operator's tiles."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

OUTLINE = "treatment/states.json"


def map_source() -> SafeString:
    """Return the attributes that `makeMap` of `state-map.js` reads.

    A tile server is asked only where the operator configured one: it learns who looks where.
    """
    if tiles := getattr(settings, "LOCATOR_TILES_URL", ""):
        attribution = getattr(settings, "LOCATOR_TILES_ATTRIBUTION", "")
        return format_html('data-tiles="{}" data-attribution="{}"', tiles, attribution)
    return format_html('data-outline="{}"', static(OUTLINE))
