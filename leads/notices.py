"""Telling the team and its systems: notices are owed in the outbox and sent by the worker.

A mail holds a reference and a link, never a word about the person. A webhook holds them too where
its recipient is set up to receive personal data; each time is noted in the access log.
"""

from datetime import UTC
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from headless.models import Delivery
from headless.outbox import mail, queue, webhooks
from headless.outbox.channels import DeliveryError
from leads import digests, floods
from leads.encryption import UnreadableValueError
from leads.flags import Flag
from leads.models import (
    WAITING,
    AccessRecord,
    CallbackRequest,
    Digest,
    Recipient,
    RequestEvent,
)
from leads.routing import recipients_for, recipients_of_escalations

CHANNEL = "leads.notice"
RECEIVED, ESCALATED, ERASED = "received", "escalated", "erased"
BATCH = 100  # requests escalated in one go
SUBJECTS = {
    RECEIVED: "New call-back request {reference}",
    ESCALATED: "Call-back request {reference} is overdue",
    ERASED: "Call-back request {reference} was erased",
}
_MISSING = "The request, or its recipient, does not exist any more"
_UNREADABLE = "An encrypted value cannot be read: it is damaged, or its key was removed"


def owe_notices(request: CallbackRequest, crowd: floods.Crowd) -> None:
    """Owe a notice of a new request to everybody whom the rules name."""
    for recipient in sorted(recipients_for(request), key=lambda one: one.pk):
        _owe(RECEIVED, request, recipient, alone=_is_told_alone(request, crowd))


def _is_told_alone(request: CallbackRequest, crowd: floods.Crowd) -> bool:
    """Say whether a request has a mail of its own; whoever may be in danger has, short of a flood.

    Only what has nothing in common with others does, up to what a mailbox can take.
    """
    if request.urgent:
        return Flag.FLOOD not in request.flags
    return not (request.in_burst or crowd.flags)


def escalate_overdue() -> int:
    """Owe a notice of each request whose promised time has passed; return how many there were."""
    overdue = CallbackRequest.objects.filter(
        status__in=WAITING,
        due_at__lt=timezone.now(),
        escalated_at=None,
        erased_at=None,
        suspected=False,
    )
    return sum(_escalate(request) for request in overdue.order_by("due_at")[:BATCH])


@transaction.atomic
def _escalate(request: CallbackRequest) -> bool:
    now = timezone.now()
    mine = CallbackRequest.objects.filter(pk=request.pk, escalated_at=None)
    if not mine.update(escalated_at=now):  # another worker was quicker
        return False
    RequestEvent.objects.create(request=request, at=now, text="Overdue: escalated")
    alone = _is_told_alone(request, floods.count("escalations", {floods.Sign.ALL: ""}))
    for recipient in recipients_of_escalations().order_by("pk"):
        _owe(ESCALATED, request, recipient, alone=alone)
    return True


def owe_erasure(request: CallbackRequest) -> None:
    """Owe word of an erasure to everybody who may have been told of the request."""
    told = Delivery.objects.filter(unique_key__startswith=f"{CHANNEL}:{request.pk}:")
    attempted = told.filter(attempts__gt=0).values_list("payload__recipient", flat=True)
    for recipient in Recipient.objects.filter(pk__in=set(attempted)):
        _owe(ERASED, request, recipient)


def _owe(topic: str, request: CallbackRequest, recipient: Recipient, *, alone: bool = True) -> None:
    """Owe one notice. Systems are told of each request, whatever else came."""
    if not alone and recipient.channel == Recipient.Channel.MAIL:
        digests.add(CHANNEL, topic, recipient, request)
        return
    queue.owe(
        CHANNEL,
        target=f"recipient:{recipient.pk}",
        unique_key=f"{CHANNEL}:{request.pk}:{recipient.pk}:{topic}",
        payload={"topic": topic, "request": request.pk, "recipient": recipient.pk},
    )


def send(delivery: Delivery) -> None:
    """Carry out one notice, or the one of many."""
    if "digest" in delivery.payload:
        _send_digest(delivery)
        return
    topic = delivery.payload["topic"]
    request = CallbackRequest.objects.filter(pk=delivery.payload["request"]).first()
    recipient = Recipient.objects.filter(pk=delivery.payload["recipient"]).first()
    if request is None or recipient is None:
        raise DeliveryError(_MISSING, final=True)
    if recipient.channel == Recipient.Channel.MAIL:
        mail.send_mail(delivery, _message(topic, request, recipient))
    else:
        try:
            event, secrets = _event(topic, request, recipient), recipient.secrets
        except UnreadableValueError as error:
            raise DeliveryError(_UNREADABLE) from error
        webhooks.post(delivery, recipient.address, event, secrets)


def _send_digest(delivery: Delivery) -> None:
    found = Digest.objects.select_related("recipient").filter(pk=delivery.payload["digest"])
    digest = found.first()
    if digest is None:
        raise DeliveryError(_MISSING, final=True)
    mail.send_mail(delivery, digests.message(digest))


def desk_url(request: CallbackRequest) -> str:
    """Return the address of the request's desk in the admin."""
    path = reverse("leads_requests_modeladmin_inspect", args=(request.pk,))
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _message(topic: str, request: CallbackRequest, recipient: Recipient) -> EmailMessage:
    context = {"topic": topic, "request": request, "link": desk_url(request)}
    return EmailMessage(
        subject=SUBJECTS[topic].format(reference=request.reference),
        body=render_to_string("leads/mail/notice.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[recipient.address],
    )


def _event(topic: str, request: CallbackRequest, recipient: Recipient) -> dict[str, Any]:
    data: dict[str, Any] = {
        "reference": request.reference,
        "received_at": request.created_at.astimezone(UTC).isoformat(),
        "call_by": request.due_at and request.due_at.astimezone(UTC).isoformat(),
        "form": request.form_title,
        "urgent": request.urgent,
        "suspected": request.suspected,
        "link": desk_url(request),
    }
    if recipient.shares_person and topic != ERASED and request.erased_at is None:
        # Noted before it is sent: an access may be noted in vain, but never made unnoted.
        detail = f"With {recipient.name}"
        AccessRecord.write(None, AccessRecord.Action.SHARE, request, detail=detail)
        data["person"] = {
            name: getattr(request, name) for name in CallbackRequest.encrypted_columns()
        }
    return {
        "type": f"callback_request.{topic}",
        "timestamp": timezone.now().astimezone(UTC).isoformat(),
        "data": data,
    }
