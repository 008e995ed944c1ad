"""System checks: what a project that installs the plugin easily leaves out."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

MIDDLEWARE = "home.publishing.middleware.PublishBlockedMiddleware"


@register()
def check_middleware(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn where an approval that a publish check refuses would end on a page of errors."""
    if MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            "PublishBlockedMiddleware is not installed: where a publish check refuses what a "
            "workflow approves, the editor meets an error and is not told why.",
            hint=f'Add "{MIDDLEWARE}" to MIDDLEWARE.',
            id="home.W001",
        )
    ]
