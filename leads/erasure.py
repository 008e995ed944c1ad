"""Erasing a person: the personal columns are emptied, what remains is a number in statistics.

The row stays, and with it the proof of what was agreed to, which names no person.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from leads.models import AccessRecord, CallbackRequest, RequestEvent
from leads.notices import owe_erasure
from leads.workflow import require


def erase_for(user: Any, request: CallbackRequest) -> None:
    """Erase on somebody's wish; raise PermissionDenied where the user may not."""
    require(user, "delete")
    erase(request, user)


@transaction.atomic
def erase(request: CallbackRequest, user: Any = None) -> bool:
    """Empty the personal columns and pass it on; False where that was done before."""
    emptied = dict.fromkeys(CallbackRequest.encrypted_columns())
    left = CallbackRequest.objects.filter(pk=request.pk, erased_at=None)
    # The hashes would still tell whether a known number or text was here.
    if not left.update(**emptied, phone_hash="", fingerprint="", erased_at=timezone.now()):
        return False
    request.notes.all().delete()
    AccessRecord.write(user, AccessRecord.Action.ERASE, request)
    RequestEvent.objects.create(request=request, user=user, text="Personal data erased")
    owe_erasure(request)
    return True


def expired() -> Iterable[CallbackRequest]:
    """Return the requests whose time to be kept is over."""
    today = timezone.localdate()
    return CallbackRequest.objects.filter(erased_at=None, erase_on__lte=today).order_by("erase_on")
