"""`/api/v2/newsletter/`: the sign-up as data, and the same service as HTML's.

    GET   what it is called, the wording with its version, the captcha
    POST  {"email": …, "version": …, "source": …, "captcha": …, "seconds": …}

A POST is JSON alone: browsers ask first (CORS) before they send that from another site.
"""

import json
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Site

from headless.answering import answers, site_asked
from headless.cache.tags import depend
from headless.keys.checking import scoped
from headless.keys.scopes import Scope
from headless.problems import FieldProblem, problem
from headless.reading.parameters import BadParameterError
from leads.captcha import get_captcha
from leads.newsletter.describing import SignUpTaken, describe_newsletter
from leads.newsletter.drawing import offered
from leads.newsletter.forms import PREFIX, SignUpForm
from leads.newsletter.views import page_of, take
from leads.posting import AROUND, BodyError, Shape, is_text, read_object

_NONE_HERE = "This site has no newsletter to sign up for."
_SHAPES = (*(Shape(name, is_text, "a text") for name in ("email", "version")), *AROUND)


class NewsletterEndpoint:
    """The endpoint."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("", newsletter, name="newsletter")]


@csrf_exempt
@scoped(POST=Scope.FORMS)
def newsletter(request: HttpRequest) -> HttpResponseBase:
    """Describe the sign-up, or take one."""
    if request.method != "POST":
        return _describe(request)
    response = _take(request)
    add_never_cache_headers(response)
    return response


@answers("site")
def _describe(request: HttpRequest) -> HttpResponseBase:
    depend("site")
    offer = offered(site_asked(request))
    if offer is None:
        raise Http404(_NONE_HERE)
    return JsonResponse(describe_newsletter(offer))


def _take(request: HttpRequest) -> HttpResponseBase:
    if request.content_type != "application/json":
        return problem(415, "json-only", "Send application/json.")
    try:
        site = site_asked(request)
        body = read_object(request.body, _SHAPES)
    except BadParameterError as error:
        return problem(400, "bad-parameter", str(error), parameter=error.parameter)
    except BodyError as error:
        return problem(400, "malformed-body", error.detail, error.errors)
    if offered(site) is None:
        return problem(404, "not-found", _NONE_HERE)
    return _sign_up(request, site, body)


def _sign_up(request: HttpRequest, site: Site, body: dict[str, Any]) -> HttpResponseBase:
    captcha = get_captcha()
    data = {f"{PREFIX}-{name}": body.get(name, "") for name in ("email", "version", "seconds")}
    data[captcha.field_name(PREFIX)] = body.get("captcha", "")
    form = SignUpForm(site, data)
    if not form.is_valid():
        detail = "Nothing was stored. Mend what is listed and send it again."
        return problem(422, "invalid-fields", detail, _errors(form))
    take(request, form, captcha.verify(data, PREFIX), page_of(body.get("source")))
    taken: SignUpTaken = {"state": "check-mail"}
    return JsonResponse(taken, status=202)


def _errors(form: SignUpForm) -> list[FieldProblem]:
    """Return the form's errors, each at its place in the body."""
    return [
        {
            "pointer": "/version" if name == "__all__" else f"/{name}",
            "code": error["code"] or "invalid",
            "detail": error["message"],
        }
        for name, errors in json.loads(form.errors.as_json()).items()
        for error in errors
    ]
