"""What templates ask about answerers."""

from django import template
from django.http import HttpRequest

from home.landmarks import landmark
from leads.models import WhoAnswersPage

register = template.Library()


@register.simple_tag
def who_answers_url(request: HttpRequest | None) -> str:
    """Return where the site tells who answers; empty without a page."""
    page = landmark(request, WhoAnswersPage) if request else None
    return (page.get_url(request) or "") if page else ""
