"""Taking a posted form: refuse what comes from elsewhere, return what has errors, keep the rest."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from headless.visibility import public_pages
from leads.callbacks import Origin, store_request
from leads.captcha import get_captcha
from leads.drawing import PostedForm
from leads.forms import PAGE_PREFIX, PREFIX, form_class
from leads.models import CallbackFormPage
from leads.origin import is_same_origin

LARGEST_ID = 2**31 - 1


@csrf_exempt  # in its place: leads.origin
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request: HttpRequest, form_id: int) -> HttpResponseBase:
    """Take a posted form; lead everybody else to the page it stands on."""
    page = _form_page(form_id)
    if request.method != "POST":
        return redirect(page.url)
    if not is_same_origin(request):
        return render(request, "leads/from_elsewhere.html", {"form_page": page}, status=403)
    source = _source(request, page)
    form = form_class(page)(request.POST, prefix=_prefix(request))
    if not form.is_valid():
        return _again(request, PostedForm(page, form), source)
    outcome = get_captcha().verify(request.POST, str(form.prefix))
    store_request(form, Origin(page, source), outcome)
    # The fragment replaces the one of the form's address, which leads to its errors.
    return HttpResponse(status=303, headers={"Location": f"{page.thank_you_url}#main"})


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


def _source(request: HttpRequest, page: CallbackFormPage) -> Page:
    """Return the public page the form says it stands on, or the form's own."""
    source = request.POST.get("source", "")
    if not (source.isascii() and source.isdecimal() and len(source) < 10):
        return page
    found = public_pages().filter(pk=int(source)).first()
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
