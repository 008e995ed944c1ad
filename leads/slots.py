"""What the plugin puts into the page frame."""

from typing import Any

from wagtail.models import Page, Site

from leads.models import LeadsSettings
from leads.newsletter.drawing import FOOTER_PREFIX, action, form_context
from leads.newsletter.forms import SignUpForm


def _settings(context: dict[str, Any]) -> LeadsSettings | None:
    """Return the settings of the site this page is at, or None for an error page at no site."""
    request = context.get("request")
    if request is None or Site.find_for_request(request) is None:
        return None
    return LeadsSettings.for_request(request)


def hotline(context: dict[str, Any]) -> dict[str, Any] | None:
    """Return the site's hotline, or None where it has none."""
    settings = _settings(context)
    line = settings.hotline if settings else None
    return {"line": line} if line else None


def front_door(context: dict[str, Any]) -> dict[str, Any] | None:
    """Return the hotline and the form for the home page's first screen, or None without either."""
    settings = _settings(context)
    if settings is None:
        return None
    form_page, line = settings.public_form, settings.hotline
    return {"line": line, "form_page": form_page} if line or form_page else None


def newsletter(context: dict[str, Any]) -> dict[str, Any] | None:
    """Return the sign-up for the footer, or None where it is not offered or stands above."""
    settings = _settings(context)
    request, page = context.get("request"), context.get("page")
    if settings is None or not (settings.newsletter_offered and settings.newsletter_in_footer):
        return None
    if getattr(request, "newsletter_shown", False) or not action():
        return None
    form = SignUpForm(settings.site, prefix=FOOTER_PREFIX, offer=settings)
    return {"newsletter": form_context(form, page if isinstance(page, Page) else None)}


def error_title(context: dict[str, Any]) -> dict[str, Any] | None:
    """Say that this page comes back with errors; None on every other page."""
    return {} if getattr(context.get("request"), "bound_callback_form", None) else None
