"""`/api/v2/forms/<page id>/`: the form as data, and the same intake as HTML's.

    GET  …/           what the form asks, the consents with their versions, who answers, the captcha
    POST …/requests/  a call-back request: {"fields": {…}, "consents": {…}, "captcha": "…", …}

A POST is JSON alone: browsers ask first (CORS) before they send that from another site.
"""

import json
import logging

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet
from wagtail.models import Page

from headless.endpoints import PublicMixin
from headless.keys.scopes import Scope
from headless.problems import FieldProblem, problem
from headless.visibility import public_pages
from home.crisis import Danger, as_json, dangers_posted, lines_for
from leads import spool, taken_down
from leads.api import Receipt, describe_form, words_problem
from leads.captcha import get_captcha
from leads.faults import where
from leads.flags import address_of, flags_of
from leads.floods import signs_of
from leads.forms import CallbackForm, form_class
from leads.intake import (
    Arrival,
    KeyReusedError,
    Origin,
    Posted,
    dangers_in,
    is_senders,
    store_request,
)
from leads.models import CallbackFormPage
from leads.posting import LONGEST_KEY, BodyError, dangers_in_body, parse

logger = logging.getLogger(__name__)

PREFIX = "form"
_NO_SUCH_FORM = "There is no public form with this id."


@method_decorator(csrf_exempt, name="dispatch")
class FormsEndpoint(PublicMixin, GenericViewSet):
    """Call-back forms for front ends."""

    model = CallbackFormPage  # for Wagtail's router
    queryset = CallbackFormPage.objects.none()
    api_scopes = {"POST": Scope.FORMS}  # of a key, where one is sent; readers need none

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return both addresses, as Wagtail's router asks."""
        return [
            path("<int:pk>/", cls.as_view({"get": "retrieve"}), name="detail"),
            path("<int:pk>/requests/", cls.as_view({"post": "create"}), name="requests"),
        ]

    def retrieve(self, request: Request, pk: int) -> HttpResponseBase:
        """Describe the form."""
        page = _form_page(pk)
        if page is None:
            return problem(404, "not-found", _NO_SUCH_FORM)
        return Response(describe_form(page))

    @method_decorator(never_cache)
    def create(self, request: Request, pk: int) -> HttpResponseBase:
        """Take a request."""
        http: HttpRequest = request._request
        if http.content_type != "application/json":
            return problem(415, "json-only", "Send application/json.")
        key = http.headers.get("Idempotency-Key", "")
        if len(key) > LONGEST_KEY:
            detail = f"Idempotency-Key: at most {LONGEST_KEY} characters."
            return words_problem(400, "key-too-long", detail, dangers=dangers_in_body(http.body))
        # A key is its sender's, at this form: others may well choose the same.
        arrival = Arrival(
            client_key=f"{address_of(http)} {pk} {key}" if key else "", signs=signs_of(http)
        )
        try:
            body = parse(http.body)
        except BodyError as error:
            dangers = dangers_in_body(http.body)
            detail, errors = error.detail, error.errors
            return words_problem(400, "malformed-body", detail, errors, dangers=dangers)
        data = body.as_form(PREFIX)
        try:
            return _take(http, pk, data, body.source, arrival)
        except Exception as error:  # as in leads.views: the call comes first
            logger.error("A request could not be stored: %s", where(error))
            return _keep_for_later(pk, data, body.source, arrival)


def _form_page(pk: int) -> CallbackFormPage | None:
    if pk >= 2**31:
        return None
    return public_pages(CallbackFormPage).select_related("answerer").filter(pk=pk).first()


def _take(
    http: HttpRequest, pk: int, data: QueryDict, source_id: int | None, arrival: Arrival
) -> HttpResponseBase:
    page = _form_page(pk)
    if page is None:
        return _take_without_page(http, pk, data, source_id, arrival)
    form = form_class(page)(data, prefix=PREFIX)
    if not form.is_valid():
        detail = "The request was not stored. Mend what is listed and send it again."
        dangers = dangers_posted(data)
        return words_problem(422, "invalid-fields", detail, _errors(form), dangers=dangers)
    _note_signs(data, arrival)
    try:
        request = store_request(form, Origin(page, _source(source_id, page)), arrival)
    except KeyReusedError:
        return _key_reused(data)
    if not is_senders(request, arrival):
        return _received(None, "known", dangers_in(form))
    return _received(request.reference, "stored", dangers_in(form))


def _take_without_page(
    http: HttpRequest, pk: int, data: QueryDict, source_id: int | None, arrival: Arrival
) -> HttpResponseBase:
    """Take what was written on a form that was unpublished, restricted or deleted meanwhile."""
    if pk >= 2**31:
        return problem(404, "not-found", _NO_SUCH_FORM)
    _note_signs(data, arrival)
    try:
        stored = taken_down.take(Posted(pk, source_id or pk, PREFIX, {}), data, arrival)
    except taken_down.UnreachableError:
        return _unreachable(data)
    except KeyReusedError:
        return _key_reused(data)
    if stored is None:
        return words_problem(404, "not-found", _NO_SUCH_FORM, dangers=dangers_posted(data))
    if not is_senders(stored, arrival):
        return _received(None, "known", dangers_posted(data))
    return _received(stored.reference, "stored", dangers_posted(data))


def _note_signs(data: QueryDict, arrival: Arrival) -> None:
    arrival.flags = flags_of("", data.get(f"{PREFIX}-seconds", ""))
    arrival.captcha = get_captcha().verify(data, PREFIX)


def _key_reused(data: QueryDict) -> HttpResponseBase:
    detail = "This Idempotency-Key belongs to a request with other values."
    return words_problem(422, "key-reused", detail, dangers=dangers_posted(data))


def _unreachable(data: QueryDict) -> HttpResponseBase:
    errors: list[FieldProblem] = [
        {"pointer": "/fields/phone", "code": "required", "detail": "Give a phone number."}
    ]
    detail = "Nobody could answer this."
    return words_problem(422, "invalid-fields", detail, errors, dangers=dangers_posted(data))


def _source(source_id: int | None, page: CallbackFormPage) -> Page:
    if source_id in (None, page.pk):
        return page
    found = public_pages().filter(pk=source_id).first()
    return found.specific if found else page


def _keep_for_later(
    pk: int, data: QueryDict, source_id: int | None, arrival: Arrival
) -> HttpResponseBase:
    values = {name: [str(value) for value in found] for name, found in data.lists()}
    if not (data.get(f"{PREFIX}-phone") or data.get(f"{PREFIX}-email")):
        return _unreachable(data)
    dangers = dangers_posted(data)
    try:
        spool.seal(Posted(pk, source_id or pk, PREFIX, values), arrival)
    except OSError as error:
        logger.error("A request could not be spooled: %s", where(error))
        detail = "The request was NOT received. Show the reader numbers to call, and try again."
        return words_problem(503, "not-received", detail, dangers=dangers, Retry_After="60")
    return _received(arrival.reference, "queued", dangers)


def _received(reference: str | None, state: str, dangers: frozenset[Danger]) -> Response:
    receipt: Receipt = {
        "receipt": reference,
        "state": state,
        "crisis_lines": as_json(lines_for(dangers)),
    }
    return Response(receipt, status={"stored": 201, "queued": 202, "known": 200}[state])


def _errors(form: CallbackForm) -> list[FieldProblem]:
    """Return the form's errors, each at its place in the body."""
    places = {consent.name: f"/consents/{consent.purpose}" for consent in form.consents}
    found = json.loads(form.errors.as_json())
    return [
        {
            "pointer": "" if name == "__all__" else places.get(name, f"/fields/{name}"),
            "code": error["code"] or "invalid",
            "detail": error["message"],
        }
        for name, errors in found.items()
        for error in errors
    ]
