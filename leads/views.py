"""Taking a posted form: return what has errors or comes from elsewhere, keep the rest.

Where the database is away, a request is sealed into the spool; where that fails too, the page says
plainly that nothing was received.
"""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from headless.visibility import public_pages
from home.crisis import dangers_posted
from leads import spool, taken_down
from leads.captcha import get_captcha
from leads.drawing import PostedForm
from leads.faults import where
from leads.flags import flags_of
from leads.floods import signs_of
from leads.forms import PAGE_PREFIX, PREFIX, TRAP, TRAP_NAME, form_class, posted_fields
from leads.intake import Arrival, Origin, Posted, dangers_in, store_request
from leads.kept_words import give_back
from leads.models import CallbackFormPage
from leads.origin import is_same_origin

logger = logging.getLogger(__name__)

LARGEST_ID = 2**31 - 1
LONGEST = 20_000  # characters of a form that is kept unchecked
# The title and the summary of an answer that gives the words back.
GONE = (
    "This form is not here any more",
    "It was taken down while you were writing, and nobody will call you for this one. The numbers "
    "below answer now.",
)
GONE_ELSEWHERE = (
    GONE[0],
    "Your browser says that it was sent from another site, so we did not take it, and nobody will "
    "call you for this one. The numbers below answer now.",
)
UNREACHABLE = (
    "We have not received your request yet",
    "There was no phone number or email address in it, or it was far too long. Please go back and "
    "fill it in. The numbers below answer now.",
)
NOT_RECEIVED = (
    "We have not received your request",
    "Our system is down, and nobody will call you for this one. Please call one of the numbers "
    "below, or go back and send the form again in a few minutes.",
)


@csrf_exempt  # in its place: leads.origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Take a posted form; lead everybody else to the page it stands on."""
    if request.method != "POST":
        return redirect(_form_page(form_id).url)
    arrival = Arrival(signs=signs_of(request))
    try:
        return _take(request, form_id, arrival)
    except Http404:
        raise
    except Exception as error:  # the database is away, or a fault of ours: the call comes first
        logger.error("A request could not be stored: %s", where(error))
        return _keep_for_later(request, form_id, arrival)


def _take(request: HttpRequest, form_id: int, arrival: Arrival) -> HttpResponseBase:
    try:
        page = _form_page(form_id)
    except Http404:
        return _take_without_page(request, form_id, arrival)
    source = _source(request, page)
    form = form_class(page)(request.POST, prefix=_prefix(request))
    valid = form.is_valid()
    if not is_same_origin(request):
        form.refuse_from_elsewhere(page)
        return _again(request, PostedForm(page, form, source), source, status=403)
    if not valid:
        return _again(request, PostedForm(page, form, source), source)
    _note_signs(request, arrival)
    store_request(form, Origin(page, source), arrival)
    # The fragment replaces the one of the form's address, which leads to its errors. It stays in
    # the browser: no log and no other site learns what somebody wrote of.
    return _see_other(f"{page.thank_you_url}#{'cannot-wait' if dangers_in(form) else 'main'}")


def _take_without_page(request: HttpRequest, form_id: int, arrival: Arrival) -> HttpResponseBase:
    """Take what was written on a form that was unpublished, restricted or deleted meanwhile.

    What cannot be taken is given back, save where nothing tells that a form of ours sent it.
    """
    posted = Posted(form_id, _source_id(request) or form_id, _prefix(request), {})
    if form_id > LARGEST_ID or not taken_down.may_be_ours(posted, request.POST):
        raise Http404
    if not is_same_origin(request):
        return _give_back(request, GONE_ELSEWHERE, status=403)
    _note_signs(request, arrival)
    try:
        if taken_down.take(posted, request.POST, arrival) is None:
            return _give_back(request, GONE, status=404)
    except taken_down.UnreachableError:
        return _give_back(request, UNREACHABLE, status=422)
    return _see_other(_received_url(request))


def _note_signs(request: HttpRequest, arrival: Arrival) -> None:
    trap = _posted(request, TRAP_NAME) or _posted(request, TRAP)
    arrival.flags = flags_of(trap, _posted(request, "seconds"))
    arrival.captcha = get_captcha().verify(request.POST, _prefix(request))


def _keep_for_later(request: HttpRequest, form_id: int, arrival: Arrival) -> HttpResponseBase:
    """Seal what was posted, unchecked, if there is a way to answer the person in it."""
    data = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    reachable = _posted(request, "phone").strip() or _posted(request, "email").strip()
    if not reachable or sum(len(value) for values in data.values() for value in values) > LONGEST:
        return _give_back(request, UNREACHABLE, status=422)
    posted = Posted(form_id, _source_id(request) or form_id, _prefix(request), data)
    try:
        spool.seal(posted, arrival)
    except OSError as error:
        logger.error("A request could not be spooled: %s", where(error))
        response = _give_back(request, NOT_RECEIVED, status=503)
        response["Retry-After"] = "60"  # seconds
        return response
    return _see_other(_received_url(request))


def _received_url(request: HttpRequest) -> str:
    fragment = "#cannot-wait" if dangers_posted(request.POST) else ""
    return f"{reverse('leads:received')}{fragment}"


def _give_back(request: HttpRequest, told: tuple[str, str], status: int) -> HttpResponse:
    """Say that nothing was kept and why, with what was written and whom to call."""
    fields = posted_fields(request.POST, _prefix(request))
    return give_back(request, *told, fields, status)


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """Say thank-you without asking the database for anything."""
    return render(request, "leads/received.html")


def _see_other(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})


def _posted(request: HttpRequest, name: str) -> str:
    return request.POST.get(f"{_prefix(request)}-{name}", "")


def _form_page(form_id: int) -> CallbackFormPage:
    if form_id > LARGEST_ID:
        raise Http404
    pages = public_pages(CallbackFormPage).select_related("answerer")
    page = pages.filter(pk=form_id).first()
    if page is None or page.url is None:
        raise Http404
    return page


def _prefix(request: HttpRequest) -> str:
    prefix = request.POST.get("prefix", "")
    return prefix if PREFIX.fullmatch(prefix) else PAGE_PREFIX


def _source_id(request: HttpRequest) -> int | None:
    source = request.POST.get("source", "")
    return int(source) if source.isascii() and source.isdecimal() and len(source) < 10 else None


def _source(request: HttpRequest, page: CallbackFormPage) -> Page:
    """Return the public page the form says it stands on, or the form's own."""
    source_id = _source_id(request)
    if source_id in (None, page.pk):
        return page
    found = public_pages().filter(pk=source_id).first()
    return found.specific if found else page


def _again(
    request: HttpRequest, posted: PostedForm, source: Page, status: int = 422
) -> HttpResponse:
    """Render the page again with the errors; the form's own page where that has no such copy."""
    response = _render(request, posted, source)
    if not posted.shown:
        posted.anywhere = True
        response = _render(request, posted, posted.page)
    response.status_code = status
    response["Cache-Control"] = "no-store"
    return response


def _render(request: HttpRequest, posted: PostedForm, page: Page) -> HttpResponse:
    request.bound_callback_form = posted  # type: ignore[attr-defined]
    response = page.serve(request)
    return response.render() if hasattr(response, "render") else response
