"""What templates ask about maps."""

from django import template
from django.utils.safestring import SafeString

from treatment.maps import map_source as attributes

register = template.Library()


@register.simple_tag
def map_source() -> SafeString:
    """Return the attributes of a map's element."""
    return attributes()
