"""What the editor's panel asks while it is open."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headless.preview.grants import renew


@never_cache
@require_POST
def keep(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let the preview live on; say which version of the draft it holds."""
    grant = renew(page_id, request.user)
    if grant is None:
        return JsonResponse({"version": None}, status=410)
    return JsonResponse({"version": grant.version})
