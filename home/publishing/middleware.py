"""What is left where a view of the admin knows nothing of the gate: approval by a workflow.

Wagtail approves and publishes in one transaction, which the gate's error takes back: the task is
open again. The revision was saved before.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks

from home.publishing.gate import PublishBlockedError
from home.publishing.refusals import editor_of, tell

COLLECT = "wagtailadmin_pages:collect_workflow_action_data"  # the editor's dialog
WORKFLOW_VIEWS = ("wagtailadmin_pages:workflow_action", COLLECT)


class PublishBlockedMiddleware:
    """Answers a refusal in the admin with a message, in the editor of the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Call our hooks `before_workflow_action`: Wagtail has none, and tells no reasons."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in WORKFLOW_VIEWS or not request.user.is_authenticated:
            return None
        for hook in hooks.get_hooks("before_workflow_action"):
            if answer := hook(request, **kwargs):
                return answer
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Take a refusal; every other error is somebody else's."""
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if not (isinstance(error, PublishBlockedError) and in_admin):
            return None
        tell(request, error.page, error.results)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # Wagtail's dialogs
            return JsonResponse({"step": "success", "redirect": editor_of(error.page)})
        return redirect(editor_of(error.page))
