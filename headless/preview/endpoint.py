"""`/api/v2/preview/` and `/api/v2/drafts/<id>/`: one draft each, never kept by anybody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from rest_framework.request import Request
from wagtail.models import Page

from headless.endpoints import PagesEndpoint
from headless.keys.checking import key_of
from headless.keys.scopes import Scope
from headless.models import FrontEnd
from headless.preview.grants import draft_of
from headless.problems import problem


class DraftEndpoint(PagesEndpoint):
    """Represents a page that is given, as the detail of a published one is represented."""

    draft: Page | None = None

    def get_object(self) -> Any:
        """Return the draft."""
        return self.draft

    def represent(self, request: Request, draft: Page) -> HttpResponseBase:
        """Answer with the draft's body, for this asker alone."""
        self.draft = draft
        self.action = "detail_view"
        response = self.detail_view(request, draft.pk)
        response["Cache-Control"] = "private, no-store"
        return response


class DraftsEndpoint(DraftEndpoint):
    """The latest draft of a page, for a key with the scope drafts:read."""

    api_scopes = {"GET": Scope.DRAFTS}

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("<int:pk>/", cls.as_view({"get": "latest"}), name="detail")]

    def latest(self, request: Request, pk: int) -> HttpResponseBase:
        """Return the draft as it was last saved; pages that need a login stay hidden."""
        if key_of(request._request, Scope.DRAFTS) is None:
            return problem(
                401,
                "key-needed",
                "Send a key that may read drafts.",
                WWW_Authenticate="Bearer",
                Cache_Control="private, no-store",
            )
        page = Page.objects.filter(pk=pk).first() if pk < 2**31 else None
        if page is None or page.get_view_restrictions().exists():
            raise Http404("There is no such page.")
        return self.represent(request, page.get_latest_revision_as_object())


class PreviewEndpoint(DraftEndpoint):
    """The draft a token is for: `Authorization: Preview <token>`.

    Only the site's own front end may ask from a browser (CORS).
    """

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("", cls.as_view({"get": "preview", "options": "preflight"}), name="preview")]

    def preview(self, request: Request) -> HttpResponseBase:
        """Return the draft, or 401."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        draft = draft_of(token.strip()) if scheme.lower() == "preview" else None
        if draft is None:
            ended = "This preview has ended. Open it again from the editor."
            response: Any = problem(401, "preview-ended", ended, WWW_Authenticate="Preview")
            response["Cache-Control"] = "private, no-store"
        else:
            response = self.represent(request, draft)
        return _for_front_end(request._request, response)

    def preflight(self, request: Request) -> HttpResponseBase:
        """Tell a browser what it may send (Fetch standard, CORS-preflight)."""
        return _for_front_end(request._request, HttpResponse(status=204))


def _for_front_end(request: HttpRequest, response: Any) -> Any:
    origin = request.headers.get("Origin", "")
    response["Vary"] = "Origin, Authorization"
    if origin and origin in {front.origin for front in FrontEnd.objects.exclude(address="")}:
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Headers"] = "authorization"
        response["Access-Control-Allow-Methods"] = "GET"
    return response
