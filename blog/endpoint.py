"""`/api/v2/comments/`: an article's conversation as data, and the same intake as HTML's.

    GET  …/?page=12   approved comments in threads, oldest first; `Link` leads on
    POST …/           {"page": 12, "name": "River", "text": "…", "captcha": "…", …}

A POST is JSON alone: browsers ask first (CORS) before they send that from another site.
"""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from blog.comments import posting, threads
from blog.comments.forms import PREFIX, CommentForm
from blog.comments.opening import opening_of, settings_for
from blog.comments.representing import receipt_of, receipt_of_known, represent, represent_meta
from blog.models import ArticlePage
from headless.cache.tags import declared, hold_until
from headless.keys.checking import scoped
from headless.keys.scopes import Scope
from headless.problems import FieldProblem, problem
from headless.reading.listing import link_header
from headless.reading.ordering import Ordering, Term, after, encode
from headless.reading.parameters import MAX_LIMIT, BadParameterError, Parameters
from headless.reading.views import guarded
from headless.visibility import public_pages
from home.crisis import dangers_posted
from leads.api import words_problem
from leads.captcha import get_captcha
from leads.posting import (
    BodyError,
    Shape,
    dangers_in_body,
    is_count,
    is_flag,
    is_id,
    is_text,
    read_object,
)

LIMIT = 20  # threads
_ORDER = Ordering(
    (
        Term("created_at", descending=False, nullable=False),
        Term("pk", descending=False, nullable=False),
    )
)
_POINTERS = {"captcha": "/captcha", "closed": "/page"}
_LARGEST_ID = 2**31 - 1
_NO_SUCH_PAGE = "There is no public article with this id."
_SHAPES = (
    Shape("page", is_id, "the id of an article"),
    Shape("parent", is_id, "the id of a comment"),
    *(Shape(name, is_text, "a text") for name in ("name", "email", "text", "captcha", "again")),
    Shape("notify", is_flag, "true or false"),
    Shape("seconds", is_count, "a number of seconds"),
)


class CommentsEndpoint:
    """The endpoint."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address, for both methods."""
        return [path("", comments, name="listing")]


@scoped(POST=Scope.FORMS)
@csrf_exempt
def comments(request: HttpRequest) -> HttpResponseBase:
    """Read a conversation, or add to it."""
    if request.method == "POST":
        return create(request)
    response = read(request)
    if allowed := response.get("Allow"):
        response["Allow"] = f"{allowed}, POST"
    return response


@guarded
def read(request: HttpRequest) -> HttpResponseBase:
    """Answer a page of an article's threads; 404 where the article is none of the public's."""
    parameters = Parameters(request.GET)
    parameters.check_known({"page", "limit", "cursor"})
    limit = parameters.number("limit", LIMIT, most=MAX_LIMIT)
    if limit == 0:
        raise BadParameterError("limit", f"limit must be a number from 1 to {MAX_LIMIT}.")
    if parameters.text("page") is None:
        raise BadParameterError("page", "page: say which article's comments.")
    article = _article(parameters.number("page", 0))
    if article is None:
        return problem(404, "not-found", _NO_SUCH_PAGE)
    settings = settings_for(article)
    opening = opening_of(article, settings)
    if opening.until:
        hold_until(opening.until)
    with declared(threads.comments_tag(article.pk)):
        total = threads.count_of(article.pk)
        nodes, links = _threads(article, parameters.text("cursor"), limit)
    meta = represent_meta(total, opening, settings.team_name, CommentForm(article))
    response = JsonResponse({"meta": meta, "items": [represent(node) for node in nodes]})
    address = request.build_absolute_uri(request.path)
    response["Link"] = link_header(request, address, links)
    return response


def _threads(
    article: ArticlePage, cursor: str | None, limit: int
) -> tuple[list[threads.Node], dict[str, dict[str, str]]]:
    """Return a page of threads, and the queries of its neighbours."""
    roots = threads.roots_of(article.pk)
    part = after(roots, _ORDER, cursor) if cursor else roots
    found = list(part[: limit + 1])
    links = {"first": {"cursor": ""}}
    if len(found) > limit:
        last = found[limit - 1]
        links["next"] = {"cursor": encode(_ORDER, {"created_at": last.created_at, "pk": last.pk})}
    return threads.grow(found[:limit]), links


@never_cache
def create(request: HttpRequest) -> HttpResponseBase:
    """Take a comment: 201 with what became of it, or a problem that says what to mend."""
    if request.content_type != "application/json":
        return problem(415, "json-only", "Send application/json.")
    try:
        body = read_object(request.body, _SHAPES)
    except BodyError as error:
        dangers = dangers_in_body(request.body)
        detail, errors = error.detail, error.errors
        return words_problem(400, "malformed-body", detail, errors, dangers=dangers)
    article = _article(body.get("page") or 0)
    if article is None:
        dangers = dangers_in_body(request.body)
        return words_problem(404, "not-found", _NO_SUCH_PAGE, dangers=dangers)
    form = CommentForm(article, _as_form(body))
    form.fill_in("attempt", request.headers.get("Idempotency-Key", ""))
    taken = posting.post(form, request)
    if taken is None:
        return _refused(form)
    receipt = receipt_of(taken.comment) if taken.is_senders else receipt_of_known(taken.comment)
    return JsonResponse(receipt, status=201 if taken.is_senders else 200)


def _as_form(body: dict[str, Any]) -> QueryDict:
    """Return the data that a browser would have posted."""
    data = QueryDict(mutable=True)
    for name, value in body.items():
        if name not in {"page", "captcha"} and value is not None and value is not False:
            data[f"{PREFIX}-{name}"] = "on" if value is True else str(value)
    data[get_captcha().field_name(PREFIX)] = body.get("captcha", "")
    return data


def _refused(form: CommentForm) -> HttpResponseBase:
    """Return the form's errors, each at its place in the body.

    Where a second try without a captcha is open, `again` is what to send along.
    """
    errors: list[FieldProblem] = [
        {
            "pointer": _POINTERS.get(error["code"], "" if name == "__all__" else f"/{name}"),
            "code": error["code"] or "invalid",
            "detail": error["message"],
        }
        for name, found in json.loads(form.errors.as_json()).items()
        for error in found
    ]
    detail = "The comment was not stored. Mend what is listed and send it again."
    dangers, again = dangers_posted(form.data), form.second_try
    extensions = {"again": again} if again else {}
    return words_problem(
        422, "invalid-fields", detail, errors, dangers=dangers, extensions=extensions
    )


def _article(pk: int) -> ArticlePage | None:
    return public_pages(ArticlePage).filter(pk=pk).first() if 0 < pk <= _LARGEST_ID else None
