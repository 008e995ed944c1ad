"""What templates ask about answerers."""

from django import template
from django.http import HttpRequest
from wagtail.models import Page, Site

from headless.visibility import first_public
from leads.models import LeadsSettings, WhoAnswersPage

register = template.Library()


@register.simple_tag
def who_answers_url(request: HttpRequest | None) -> str:
    """Return where the site tells who answers, looked up once a request; empty without a page."""
    if not request:
        return ""
    if not hasattr(request, "who_answers_url"):
        page = _who_answers(request)
        request.who_answers_url = (page.get_url(request) or "") if page else ""  # type: ignore[attr-defined]
    return request.who_answers_url  # type: ignore[attr-defined]


def _who_answers(request: HttpRequest) -> Page | None:
    """Return the page, or as much of it as came with the settings of the request's site."""
    settings = getattr(request, LeadsSettings.get_cache_attr_name(), None)
    path = settings.who_answers if settings else None
    if path is not None:
        return Page(url_path=path) if path else None
    site = Site.find_for_request(request)
    return first_public(WhoAnswersPage, site) if site else None
