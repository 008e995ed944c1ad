"""The gate before every v3 address: who asks, with which parameters, and what may leave.

    no valid token        401 problem+json, whatever is asked
    HEAD, OPTIONS         answered (stock: 405)
    unknown parameter     400, named (stock: ignored)
    NUL, huge numbers     400 or 404 (stock: 500)
    malformed StreamField 422 (stock: 500)

Every answer is `private, no-store`.
"""

import json
import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS
from wagtail.api.validators import APIFieldValidator
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page

from headless.problems import problem
from headless.reading.parameters import BadParameterError, check_text
from headless.visibility import public_pages

logger = logging.getLogger(__name__)
Parameters = dict[str, set[str]]
View = Callable[..., HttpResponse]
_LARGEST_ID = 2**31 - 1
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, DataError, OverflowError)
# Where stock reads what was sent; a fault that passes through these is the sender's.
_READS_INPUT = ("wagtail/api/v3/form_data.py", "wagtail/blocks/")


def gated(view: View, takes: Callable[[], Parameters], read: View | None = None) -> View:
    """Return `view` behind the gate; `read`, where given, answers GET in its place.

    `takes` gives the query parameters of each method; nobody without a token has it asked.
    """

    @csrf_exempt  # a token, not a session, says who asks
    def gate(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = _refusal(request) or _answer(request, view, takes(), read, kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return gate


def _answer(
    request: HttpRequest, view: View, takes: Parameters, read: View | None, kwargs: dict[str, Any]
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": _allowed(takes)})
    method = "get" if request.method == "HEAD" else str(request.method).lower()
    if method not in takes:
        return problem(405, "method-not-allowed", "Not at this address.", Allow=_allowed(takes))
    try:
        _check(request, takes[method], kwargs)
    except (BadRequestError, BadParameterError) as error:
        return problem(400, "bad-parameter", str(error))
    if any(
        isinstance(value, int) and value > _LARGEST_ID for value in map(_number, kwargs.values())
    ):
        return problem(404, "not-found", "Nothing has an id this large.")
    request.method = method.upper()
    return _without_hidden(
        request, _run(request, read if read and method == "get" else view, kwargs)
    )


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Answer at every other address: 401 without a token, so that nobody learns what is there."""
    response = _refusal(request) or problem(
        404, "not-found", "Nothing is at this address. Addresses end with a slash."
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if BearerTokenAuth()(request):
        return None
    return problem(
        401, "no-valid-token", "Send a valid API token.", WWW_Authenticate='Bearer realm="v3"'
    )


def _allowed(takes: Parameters) -> str:
    methods = {method.upper() for method in takes} | {"OPTIONS"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _check(request: HttpRequest, known: set[str], kwargs: dict[str, Any]) -> None:
    """Raise, with the name, for a parameter that this address does not take or cannot mean."""
    for name, values in request.GET.lists():
        for value in values:
            check_text(name, value)
    for name in ("limit", "offset", "id"):
        if name in known and len(request.GET.get(name, "")) > 9:
            raise BadRequestError(f"{name} is too large")
    unknown = set(request.GET) - known
    if unknown and "child_of" in known:  # the list takes fields of the page type too
        unknown -= _fields(request, unknown)
    if unknown:
        raise BadRequestError(f"unknown query parameters: {', '.join(sorted(unknown))}")


def _fields(request: HttpRequest, names: set[str]) -> set[str]:
    types = request.GET.getlist("type")
    try:
        model = resolve_model_string(types[0]) if len(types) == 1 else Page
    except (LookupError, ValueError):
        model = Page  # stock names the wrong type
    base = [name for name in BASE_PAGE_READ_FIELDS if name != "pk"]  # stock: 500 for any `pk`
    return set(
        APIFieldValidator(
            model=model, fields=names - {"pk"}, base_fields=base, db_fields_only=True,
            skip_invalid=True,
        ).fields
    )  # fmt: skip


def _run(request: HttpRequest, view: View, kwargs: dict[str, Any]) -> HttpResponse:
    try:
        return view(request, **kwargs)
    except FieldDoesNotExist as error:
        return problem(400, "bad-parameter", str(error))
    except ValidationError as error:
        _log(request, error)
        return problem(422, "malformed-value", "A value has the wrong form.")
    except _MALFORMED as error:
        frames = traceback.extract_tb(error.__traceback__)
        if request.method == "GET":
            if not isinstance(error, ValueError | DataError | OverflowError):
                raise
            return problem(400, "bad-parameter", "A query parameter has a malformed value.")
        if any(place in frame.filename for frame in frames for place in _READS_INPUT):
            _log(request, error)
            return problem(422, "malformed-body", "A field's value has the wrong shape.")
        raise


def _log(request: HttpRequest, error: Exception) -> None:
    """Log where a fault was that the sender is told is theirs: it may be ours.

    The error's own words stay out, because they may quote what was sent.
    """
    where = "".join(traceback.format_tb(error.__traceback__)[-5:])
    kind = type(error).__name__
    logger.warning("v3 answered 422: %s at %s %s\n%s", kind, request.method, request.path, where)


def _without_hidden(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Take out parents and originals that the token's user may not see."""
    if "json" not in response.get("Content-Type", "") or not response.content:
        return response
    if b'"parent"' not in response.content and b'"alias_of"' not in response.content:
        return response
    data = json.loads(response.content)
    metas = list(_metas(data))
    ids = {meta[name]["id"] for meta in metas for name in _REFERS if meta.get(name)}
    seen = set(public_pages().filter(pk__in=ids).values_list("pk", flat=True))
    seen |= set(get_pages_queryset(request).filter(pk__in=ids).values_list("pk", flat=True))
    for meta in metas:
        for name in _REFERS:
            if meta.get(name) and meta[name]["id"] not in seen:
                meta[name] = None
    response.content = json.dumps(data).encode()
    return response


_REFERS = ("parent", "alias_of")


def _metas(data: Any) -> Any:
    """Yield every `meta` of a page within an answer."""
    if isinstance(data, dict):
        meta = data.get("meta")
        if isinstance(meta, dict) and all(
            isinstance(meta.get(name) or {"id": 0}, dict) for name in _REFERS
        ):
            yield meta
        for name in ("items", "content_object"):
            yield from _metas(data.get(name))
    elif isinstance(data, list):
        for item in data:
            yield from _metas(item)
