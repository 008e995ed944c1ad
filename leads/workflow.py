"""What staff do with a request. Each step checks the right to it and leaves an event behind.

Every function takes the user and the request, and raises PermissionDenied where the user may not,
or NotPossibleError, in words for staff, where the step makes no sense now.
"""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from leads.encryption import UnreadableValueError
from leads.models import (
    FLOW,
    AccessRecord,
    CallbackRequest,
    RequestComment,
    RequestEvent,
)

Status = CallbackRequest.Status
SENT_AGAIN = timedelta(minutes=10)  # two notes in the same words within these are one
_LOOK = "Nothing was done: look at it again, then do what is left to do."


class NotPossibleError(ValueError):
    """The step cannot be taken now; the message says why."""


def may(user: Any, permission: str) -> bool:
    """Say whether the user may read requests and do this to them."""
    needed = ("leads.view_callbackrequest", f"leads.{permission}_callbackrequest")
    return user.is_active and user.has_perms(needed)


def require(user: Any, permission: str) -> None:
    """Raise PermissionDenied where the user may not."""
    if not may(user, permission):
        raise PermissionDenied


def latest_event(request: CallbackRequest) -> int:
    """Return the key of what happened last to a request: a form tells by it what it shows."""
    return request.events.order_by("pk").values_list("pk", flat=True).last() or 0


def look_out(user: Any, request: CallbackRequest, seen: int) -> None:
    """Keep a request from others, in a transaction, for a user who has `seen` this event last.

    NotPossibleError where somebody else did something since.
    """
    others = _locked(request).events.filter(pk__gt=seen).exclude(user=None).exclude(user=user)
    if done := list(others.order_by("pk").select_related("user")):
        told = "; ".join(f"{_who(event)}: {event.text}" for event in done)
        raise NotPossibleError(f"{request} was in other hands meanwhile ({told}). {_LOOK}")


def _locked(request: CallbackRequest) -> CallbackRequest:
    """Return the request as it is now, kept from others until the transaction ends."""
    return CallbackRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)


@transaction.atomic
def set_status(user: Any, request: CallbackRequest, status: str, close_reason: str = "") -> None:
    """Move the request along its flow; closing needs a reason."""
    require(user, "change_status")
    item = _locked(request)
    if status == item.status and close_reason == item.close_reason:
        _refuse_what_is_done(item, user)
        return
    if status not in FLOW[Status(item.status)]:
        label = Status(status).label
        raise NotPossibleError(f"{item} is {item.get_status_display()}: it cannot become {label}.")
    if status == Status.CLOSED and not close_reason:
        raise NotPossibleError("Say why the request is closed.")
    now = timezone.now()
    if status == Status.ASSIGNED and item.assigned_to_id is None:
        item.assigned_to = user  # assigned to nobody means nothing: whoever says so has it
        _note(item, user, f"Assigned to {user.get_username()}")
    item.status = status
    item.close_reason = close_reason if status == Status.CLOSED else ""
    item.closed_at = now if status == Status.CLOSED else None
    if status in (Status.ATTEMPTED, Status.REACHED) and item.first_attempt_at is None:
        item.first_attempt_at = now
    item.save(
        update_fields=["status", "assigned_to", "close_reason", "closed_at", "first_attempt_at"]
    )
    reason = f" ({item.get_close_reason_display()})" if close_reason else ""
    _note(item, user, f"{item.get_status_display()}{reason}")


def _refuse_what_is_done(item: CallbackRequest, user: Any) -> None:
    """Tell somebody who does what another did already; what one does twice is no matter."""
    last = item.events.exclude(user=None).select_related("user").last()
    if last and last.user != user:
        label = item.get_status_display()
        raise NotPossibleError(f"{item} is {label} already: {_who(last)} was quicker.")


@transaction.atomic
def take(user: Any, request: CallbackRequest) -> None:
    """Assign the request to whoever asks, where nobody has it."""
    require(user, "change_status")
    item = _locked(request)
    if item.assigned_to_id not in (None, user.pk):
        raise NotPossibleError(f"{item} has somebody already.")
    _assign(user, item, user)


@transaction.atomic
def assign(user: Any, request: CallbackRequest, to: Any) -> None:
    """Give the request to somebody who may read requests, or to nobody."""
    require(user, "assign")
    if to is not None and not may(to, "view"):
        raise NotPossibleError("Choose somebody who may read requests.")
    _assign(user, _locked(request), to)


def _assign(user: Any, item: CallbackRequest, to: Any) -> None:
    if item.assigned_to_id == (to.pk if to else None):
        return
    item.assigned_to = to
    if to and item.status == Status.NEW:
        item.status = Status.ASSIGNED
    elif to is None and item.status == Status.ASSIGNED:
        item.status = Status.NEW
    item.save(update_fields=["assigned_to", "status"])
    _note(item, user, f"Assigned to {to.get_username()}" if to else "Assigned to nobody")


def _says(note: RequestComment, text: str) -> bool:
    try:
        return note.text == text
    except UnreadableValueError:
        return False


@transaction.atomic
def comment(user: Any, request: CallbackRequest, text: str) -> None:
    """Keep a note, encrypted; one that is sent again, by a browser's Back or two clicks, once."""
    require(user, "comment")
    since = timezone.now() - SENT_AGAIN
    notes = _locked(request).notes.filter(author=user, created_at__gt=since).defer("text")
    if any(_says(note, text) for note in notes):
        raise NotPossibleError(f"You wrote this comment on {request} just now: it is kept once.")
    RequestComment.objects.create(request=request, author=user, text=text)


def read(user: Any, request: CallbackRequest) -> None:
    """Note that the user opened the request."""
    require(user, "view")
    AccessRecord.write(user, AccessRecord.Action.READ, request)


def reveal(user: Any, request: CallbackRequest) -> None:
    """Note that the user asked to see number and address."""
    require(user, "reveal")
    AccessRecord.write(user, AccessRecord.Action.REVEAL, request, detail="Phone and email")


def export(user: Any, requests: list[CallbackRequest], what: str) -> None:
    """Note that the user took these requests out."""
    require(user, "export")
    AccessRecord.write(user, AccessRecord.Action.EXPORT, *requests, detail=what)


def _note(item: CallbackRequest, user: Any, text: str) -> None:
    RequestEvent.objects.create(request=item, user=user, text=text)


def _who(event: RequestEvent) -> str:
    return event.user.get_username() if event.user else "the system"
