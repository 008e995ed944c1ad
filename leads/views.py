"""Taking a posted form: refuse what comes from elsewhere, return what has errors, keep the rest.

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
from home.crisis import find_dangers
from leads import spool
from leads.captcha import get_captcha
from leads.drawing import PostedForm
from leads.faults import where
from leads.flags import flags_of
from leads.forms import PAGE_PREFIX, PREFIX, TRAP, form_class
from leads.intake import Arrival, Origin, dangers_in, store_request
from leads.models import CallbackFormPage
from leads.origin import is_same_origin

logger = logging.getLogger(__name__)

LARGEST_ID = 2**31 - 1
LONGEST = 20_000  # characters of a form that is kept unchecked


@csrf_exempt  # in its place: leads.origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Take a posted form; lead everybody else to the page it stands on."""
    if request.method != "POST":
        return redirect(_form_page(form_id).url)
    if not is_same_origin(request):
        page = _form_page(form_id)
        return render(request, "leads/from_elsewhere.html", {"form_page": page}, status=403)
    arrival = Arrival()
    try:
        return _take(request, form_id, arrival)
    except Http404:
        raise
    except Exception as error:  # the database is away, or a fault of ours: the call comes first
        logger.error("A request could not be stored: %s", where(error))
        return _keep_for_later(request, form_id, arrival)


def _take(request: HttpRequest, form_id: int, arrival: Arrival) -> HttpResponseBase:
    page = _form_page(form_id)
    prefix = _prefix(request)
    source = _source(request, page)
    form = form_class(page)(request.POST, prefix=prefix)
    if not form.is_valid():
        return _again(request, PostedForm(page, form), source)
    arrival.flags = flags_of(request, _posted(request, TRAP), _posted(request, "seconds"))
    arrival.captcha = get_captcha().verify(request.POST, prefix)
    store_request(form, Origin(page, source), arrival)
    # The fragment replaces the one of the form's address, which leads to its errors. It stays in
    # the browser: no log and no other site learns what somebody wrote of.
    return _see_other(f"{page.thank_you_url}#{'cannot-wait' if dangers_in(form) else 'main'}")


def _keep_for_later(request: HttpRequest, form_id: int, arrival: Arrival) -> HttpResponseBase:
    """Seal what was posted, unchecked, if there is a way to answer the person in it."""
    data = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    reachable = _posted(request, "phone").strip() or _posted(request, "email").strip()
    if not reachable or sum(len(value) for values in data.values() for value in values) > LONGEST:
        return render(request, "leads/not_received.html", {"unreachable": True}, status=422)
    posted = spool.Posted(form_id, _source_id(request) or form_id, _prefix(request), data)
    try:
        spool.seal(posted, arrival)
    except OSError as error:
        logger.error("A request could not be spooled: %s", where(error))
        return not_received(request)
    texts = (value for values in data.values() for value in values)
    fragment = "#cannot-wait" if find_dangers("\n".join(texts)) else ""
    return _see_other(f"{reverse('leads:received')}{fragment}")


def not_received(request: HttpRequest) -> HttpResponse:
    """Say that nothing was kept, and whom to call."""
    response = render(request, "leads/not_received.html", status=503)
    response["Retry-After"] = "60"  # seconds
    return response


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


def _again(request: HttpRequest, posted: PostedForm, source: Page) -> HttpResponse:
    """Render the page again with the errors; the form's own page where that has no such copy."""
    response = _render(request, posted, source)
    if not posted.shown:
        posted.anywhere = True
        response = _render(request, posted, posted.page)
    response.status_code = 422
    response["Cache-Control"] = "no-store"
    return response


def _render(request: HttpRequest, posted: PostedForm, page: Page) -> HttpResponse:
    request.bound_callback_form = posted  # type: ignore[attr-defined]
    response = page.serve(request)
    return response.render() if hasattr(response, "render") else response
