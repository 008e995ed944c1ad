"""Putting the sign-up on a page: in the footer, in a body, on the page of its own."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, Site

from leads.captcha import get_captcha
from leads.models import LeadsSettings
from leads.newsletter.forms import SignUpForm

FOOTER_PREFIX = "footer-newsletter"


def action() -> str:
    """Return where forms are posted; empty in a project that left the addresses out."""
    try:
        return reverse("newsletter:sign_up")
    except NoReverseMatch:
        return ""


def form_context(form: SignUpForm, page: Page | None = None) -> dict[str, Any]:
    """Return what `components/newsletter/form.html` needs."""
    prefix = str(form.prefix)
    return {
        "form": form,
        "offer": form.offer,
        # A page with errors opens at their summary, script or not.
        "action": f"{action()}#{prefix}-errors",
        "source": page.pk if page is not None else "",
        "captcha": get_captcha().render(prefix),
    }


def offered(site: Site | None) -> LeadsSettings | None:
    """Return the settings of a site where readers can sign up, else None."""
    if site is None or not action():
        return None
    settings = LeadsSettings.for_site(site)
    return settings if settings.newsletter_offered else None


def offered_at(request: HttpRequest) -> LeadsSettings | None:
    """Return the same of the site that a page is at, from what was read for its frame."""
    if Site.find_for_request(request) is None or not action():
        return None
    settings: LeadsSettings = LeadsSettings.for_request(request)
    return settings if settings.newsletter_offered else None
