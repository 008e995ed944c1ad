"""`/api/v2/preview/` and `/api/v2/drafts/<id>/`: one draft each, never kept by anybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from headless import reading
from headless.answering import answers
from headless.keys.checking import key_of, scoped
from headless.keys.scopes import Scope
from headless.models import FrontEnd
from headless.preview.grants import draft_of
from headless.problems import problem
from headless.reading.views import LARGEST_KEY

OPTIONS = ("fields", "rich_text_format")


class DraftsEndpoint:
    """The latest draft of a page, for a key with the scope drafts:read."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("<int:pk>/", latest, name="detail")]


@scoped(GET=Scope.DRAFTS)
@answers(*OPTIONS)
def latest(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Return the draft as it was last saved; pages that need a login stay hidden."""
    if key_of(request, Scope.DRAFTS) is None:
        return problem(
            401,
            "key-needed",
            "Send a key that may read drafts.",
            WWW_Authenticate="Bearer",
            Cache_Control="private, no-store",
        )
    page = Page.objects.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if page is None or page.get_view_restrictions().exists():
        raise Http404("There is no such page.")
    return _told(request, page.get_latest_revision_as_object())


class PreviewEndpoint:
    """The draft a token is for: `Authorization: Preview <token>`.

    Only the site's own front end may ask from a browser (CORS).
    """

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("", preview, name="preview")]


@csrf_exempt
def preview(request: HttpRequest) -> HttpResponseBase:
    """Return the draft, or 401; a browser is told what it may send (Fetch, CORS-preflight)."""
    return _for_front_end(request, _preview(request))


@answers(*OPTIONS)
def _preview(request: HttpRequest) -> HttpResponseBase:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    draft = draft_of(token.strip()) if scheme.lower() == "preview" else None
    if draft is not None:
        return _told(request, draft)
    return problem(
        401,
        "preview-ended",
        "This preview has ended. Open it again from the editor.",
        WWW_Authenticate="Preview",
        Cache_Control="private, no-store",
    )


def _told(request: HttpRequest, draft: Page) -> HttpResponseBase:
    """Return the draft's body, for this asker alone."""
    body = reading.detail(request, draft, query=request.GET.urlencode(), draft=True)
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = "private, no-store"
    return response


def _for_front_end(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    origin = request.headers.get("Origin", "")
    response["Vary"] = "Origin, Authorization"
    if origin and origin in {front.origin for front in FrontEnd.objects.exclude(address="")}:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Headers"] = "authorization"
        response["Access-Control-Allow-Methods"] = "GET"
    return response
