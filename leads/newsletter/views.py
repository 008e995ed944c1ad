"""Signing up, confirming, leaving: pages that work without script, cookie and token.

What a link in a letter leads to is done by a button, not by the visit: mail scanners visit links.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page, Site

from headless.visibility import public_pages
from leads import floods
from leads.captcha import Outcome, get_captcha
from leads.flags import Flag, flags_of
from leads.forms import PREFIX as PREFIXES
from leads.kept_words import give_back
from leads.newsletter import subscribing
from leads.newsletter.drawing import form_context, offered
from leads.newsletter.forms import PREFIX, SignUpForm
from leads.newsletter.links import BadLinkError, read_confirm, read_leave
from leads.origin import FROM_ELSEWHERE, is_same_origin

COUNTER = "newsletter"
ENDED = "This newsletter is not sent any more"
ENDED_SUMMARY = "It ended while you were signing up. We have not kept your address."


def site_of(request: HttpRequest) -> Site:
    """Return the site asked, where its newsletter can be signed up for; else 404."""
    site = Site.find_for_request(request)
    if site is None or offered(site) is None:
        raise Http404("There is no newsletter here")
    return site


@csrf_exempt  # in its place: leads.origin
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Show the form, or take it; the answer is the same for every address."""
    try:
        site = site_of(request)
    except Http404:
        if request.method != "POST":
            raise
        prefix = request.POST.get("prefix", PREFIX)
        return give_back(request, ENDED, ENDED_SUMMARY, [("Email address", f"{prefix}-email")])
    if request.method != "POST":
        return _form_page(request, SignUpForm(site))
    response = _take(request, site)
    response["Cache-Control"] = "no-store"
    return response


def _take(request: HttpRequest, site: Site) -> HttpResponse:
    prefix = request.POST.get("prefix", "")
    prefix = prefix if PREFIXES.fullmatch(prefix) else PREFIX
    form = SignUpForm(site, request.POST, prefix=prefix)
    page = page_of(request.POST.get("source", ""))
    valid = form.is_valid()
    if not is_same_origin(request):
        form.add_error(None, FROM_ELSEWHERE)
        return _form_page(request, form, page, status=403)
    if not valid:
        return _form_page(request, form, page, status=422)
    take(request, form, get_captcha().verify(request.POST, prefix), page)
    return _see_other("newsletter:check_your_mail")


def take(request: HttpRequest, form: SignUpForm, captcha: Outcome, page: Page | None) -> None:
    """Sign up with a valid form; HTML and the API come here."""
    crowd = floods.count(COUNTER, floods.signs_of(request))
    flags = (*flags_of("", form.cleaned_data["seconds"]), *crowd.flags)
    if captcha is not Outcome.PASS:
        flags = (*flags, Flag.UNVERIFIED)
    asked = subscribing.SignUp(form.cleaned_data["email"], form.wording, page, flags)
    subscribing.sign_up(form.site, asked)


def page_of(number: str | int | None) -> Page | None:
    """Return the public page with this number, or None."""
    text = str(number or "")
    known = text.isascii() and text.isdecimal() and len(text) < 10
    return public_pages().filter(pk=int(text)).first() if known else None


@require_safe
def check_your_mail(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, to whoever owns the address."""
    site_of(request)
    return _page(request, "check_your_mail", again=_again(request))


@csrf_exempt  # the signed link is what counts
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the last press of a button, or subscribe."""
    try:
        if request.method != "POST":
            read_confirm(token)
            return _page(request, "confirm")
        subscribing.confirm(token)
    except BadLinkError as error:
        status = 410 if error.expired else 404
        return _page(request, "bad_link", status=status, old=error.expired, again=_again(request))
    return _see_other("newsletter:welcome")


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say that somebody is subscribed."""
    return _page(request, "welcome")


@csrf_exempt  # mail programs post here for their owner (RFC 8058); the signed link is what counts
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the press of a button, or end the mail at once: no redirect (RFC 8058, 3.1)."""
    try:
        if request.method != "POST":
            read_leave(token)
            return _page(request, "leave")
        subscribing.leave(token)
    except BadLinkError:
        return _page(request, "bad_link", status=404)
    return _page(request, "left", again=_again(request))


def _form_page(
    request: HttpRequest, form: SignUpForm, page: Page | None = None, status: int = 200
) -> HttpResponse:
    request.newsletter_shown = True  # type: ignore[attr-defined] # no second form in the footer
    return _page(request, "sign_up", status=status, newsletter=form_context(form, page))


def _page(request: HttpRequest, name: str, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"leads/newsletter/{name}.html", context, status=status)


def _again(request: HttpRequest) -> str:
    """Return where to sign up once more; empty where the newsletter is offered no longer."""
    return reverse("newsletter:sign_up") if offered(Site.find_for_request(request)) else ""


def _see_other(name: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": f"{reverse(name)}#main"})
