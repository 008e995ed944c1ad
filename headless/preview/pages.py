"""What page types inherit to be previewed in their site's front end."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from headless.models import FrontEnd
from headless.preview import grants


class FrontEndPreviewMixin:
    """Goes before Page: drafts are shown by the front end, where the site has one.

    The editor's panel gets a small page of this site that frames the front end and hands it the
    token; everywhere else the browser is sent there, the token in the fragment, which browsers
    put neither into requests nor into `Referer`.
    """

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Answer with the front end's preview, or with Wagtail's."""
        front = self._front_end(preview_mode)
        if original_request is None or front is None:
            return super().make_preview_request(original_request, preview_mode, extra_request_attrs)
        in_panel = bool((extra_request_attrs or {}).get("in_preview_panel"))
        grant, token = grants.issue(self, original_request.user, in_panel=in_panel)
        if in_panel:
            return _panel(original_request, front, grant.version, token, grant.page_id)
        response = HttpResponseRedirect(f"{front.address}#token={token}")
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    def _front_end(self, mode: str | None) -> FrontEnd | None:
        """Return where this draft is shown, or None where this site itself must show it.

        The API knows no page that was never saved, and one way to show each page: a second
        preview mode, such as a form's thank-you, is this site's own.
        """
        page: Any = self
        if not page.pk or (mode and mode != page.default_preview_mode):
            return None
        site = page.get_site()
        front = FrontEnd.for_site(site) if site else None
        return front if front and front.address else None


@xframe_options_sameorigin
def _panel(
    request: HttpRequest, front: FrontEnd, version: int, token: str, page_id: int
) -> HttpResponse:
    context = {"front": front, "version": version, "token": token, "page_id": page_id}
    response = render(request, "headless/preview_panel.html", context)
    response["Cache-Control"] = "private, no-store"
    response.frame_source = front.origin  # type: ignore[attr-defined] # for the site's policy
    return response
