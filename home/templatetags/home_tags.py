"""What the page frame asks for: settings, navigation, crisis lines, slots."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar
from wagtail.models import Site

from home import slots
from home.blocks.headings import give_anchors, sections
from home.crisis import (
    CRISIS_LINES,
    EVERY_CRISIS_LINE,
    NATIONAL_HELPLINE,
    CrisisLine,
    dangers_posted,
    find_dangers,
    lines_for,
)
from home.models import SiteSettings
from home.navigation import Column, MenuLink, breadcrumbs, footer, menu

register = template.Library()

# What could end the script element or open a comment in it, written so that JSON reads the same.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def site_settings(context: RequestContext) -> SiteSettings:
    """Return the settings of the site this request is for (or an unsaved default)."""
    request = context.get("request")
    if request is not None and Site.find_for_request(request):
        return SiteSettings.for_request(request)
    site = Site.objects.filter(is_default_site=True).first()
    return SiteSettings.for_site(site) if site else SiteSettings()


@register.simple_tag
def crisis_lines() -> tuple[CrisisLine, ...]:
    """Return 911 and 988."""
    return CRISIS_LINES


@register.simple_tag
def every_crisis_line() -> tuple[CrisisLine, ...]:
    """Return these and the lines for one danger, for pages that know nothing of their reader."""
    return EVERY_CRISIS_LINE


@register.simple_tag
def crisis_lines_for(*texts: str) -> tuple[CrisisLine, ...]:
    """Return the lines that fit what somebody wrote; none where no danger is found."""
    return lines_for(find_dangers(*texts))


@register.simple_tag
def crisis_lines_for_form(form: BaseForm) -> tuple[CrisisLine, ...]:
    """Return the lines that fit what was posted to a form, though it has errors."""
    return lines_for(dangers_posted(form.data))


@register.simple_tag
def national_helpline() -> CrisisLine:
    """Return SAMHSA's helpline."""
    return NATIONAL_HELPLINE


@register.simple_tag
def navigation(settings: SiteSettings, current: Any = None) -> list[MenuLink]:
    """Return the main menu; the links that lead to `current` or above it are marked."""
    return menu(settings, current)


@register.simple_tag
def footer_columns(settings: SiteSettings) -> list[Column]:
    """Return the columns of the footer."""
    return footer(settings)


@register.simple_tag
def page_breadcrumbs(page: Any) -> list[Any]:
    """Return the public pages from the home page down to the parent of `page`."""
    return breadcrumbs(page)


@register.simple_tag(takes_context=True)
def canonical_url(context: RequestContext) -> str:
    """Return the address under which search engines are to know what is shown; '' for none.

    Parameters such as `utm_source` change nothing. The second and later pages of a list have an
    address of their own each; a page type whose queries are more than that says it itself, by
    `canonical` in its context.
    """
    if (own := context.get("canonical")) is not None:
        return own
    address = getattr(context.get("page"), "canonical_url", None) or ""
    number = getattr(context.get("page_obj"), "number", 1)
    return f"{address}?page={number}" if address and number > 1 else address


@register.simple_tag
def section_headings(stream: Any) -> list[Any]:
    """Return the sections of a body, for its table of contents."""
    return sections(give_anchors(stream))


@register.filter
def anchored(stream: Any) -> Any:
    """Return a body whose headings know their anchors."""
    give_anchors(stream)
    return stream


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str) -> SafeString:
    """Render what plugins put into this place of the frame."""
    return slots.render(name, {str(key): value for key, value in context.flatten().items()})


@register.simple_tag(takes_context=True)
def userbar(context: RequestContext) -> str:
    """Return Wagtail's user bar for whoever may have logged in.

    Without a session cookie the session is not asked, so that the answer to readers does not vary
    by cookie and any cache may keep it.
    """
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return wagtailuserbar(context)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return data as a JSON-LD element, whatever editors typed into it.

    A data block, which no browser runs: the content security policy need not allow it.
    """
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above
