"""Telling an editor who saves over what somebody else saved meanwhile.

Wagtail's scripts ask beforehand, but only every ten seconds, and not of who works without them.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin import messages

_TOLD = "{who} saved a newer version while you had this page open. Yours goes before it."
_KEPT = "The history keeps both: compare them, so that nothing is lost."


def tell_of_overtaking(request: HttpRequest, page: Any) -> None:
    """Tell what is saved over, where this form began with an older version than the latest."""
    latest = page.latest_revision
    if latest is None or not request.accepts("text/html") or _begins_with(request.POST, latest):
        return
    if latest.user == request.user:  # most often saved by itself, from this very form
        return
    who = latest.user.get_full_name() or latest.user.get_username() if latest.user else "An import"
    address = reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, latest.pk, "latest"))
    compare = messages.button(address, "Compare")
    messages.warning(request, f"{_TOLD.format(who=who)} {_KEPT}", buttons=[compare])


def _begins_with(posted: Any, latest: Any) -> bool:
    """Say whether a form began with the latest revision, as it is; or does not say with which."""
    if own := posted.get("overwrite_revision_id"):
        return bool(own == str(latest.pk))
    loaded = posted.get("loaded_revision_id")
    # Autosave writes over its own revision, which then has another time.
    at = posted.get("loaded_revision_created_at")
    return not loaded or (loaded, at) == (str(latest.pk), latest.created_at.isoformat())
