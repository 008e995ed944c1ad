"""What templates ask about answerers."""

from django import template
from django.http import HttpRequest
from wagtail.models import Site

from headless.visibility import first_public
from leads.models import WhoAnswersPage

register = template.Library()


@register.simple_tag
def who_answers_url(request: HttpRequest | None) -> str:
    """Return where the site tells who answers, looked up once a request; empty without a page."""
    if not request:
        return ""
    if not hasattr(request, "who_answers_url"):
        site = Site.find_for_request(request)
        page = first_public(WhoAnswersPage, site) if site else None
        request.who_answers_url = (page.get_url(request) or "") if page else ""  # type: ignore[attr-defined]
    return request.who_answers_url  # type: ignore[attr-defined]
