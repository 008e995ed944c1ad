"""The notices of a burst as one mail: for each recipient, in each span of time, how many came.

A burst is told of when its span is over; what came is counted in the transaction that stores it.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from headless.outbox import queue
from leads.models import CallbackRequest, Digest, Recipient

SPAN = timedelta(minutes=5)
# Longer than a transaction that stores a request may take: all of the span are counted by then.
SETTLED = timedelta(seconds=30)
KEPT = timedelta(days=30)
SUBJECTS = {
    "received": "{digest.requests} call-back requests came in a burst",
    "escalated": "{digest.requests} call-back requests are overdue",
}


def add(channel: str, topic: str, recipient: Recipient, request: CallbackRequest) -> None:
    """Count a request into the mail that its recipient gets of this span, and owe that mail."""
    now = timezone.now()
    since = datetime.fromtimestamp(now.timestamp() // SPAN.seconds * SPAN.seconds, UTC)
    found = {"recipient": recipient, "topic": topic, "since": since}
    Digest.objects.bulk_create([Digest(**found)], ignore_conflicts=True)
    digests = Digest.objects.filter(**found)
    digests.update(requests=F("requests") + 1, urgent=F("urgent") + int(request.urgent))
    pk = digests.values_list("pk", flat=True).get()
    queue.owe(
        channel,
        target=f"recipient:{recipient.pk}",
        unique_key=f"{channel}:digest:{pk}",
        payload={"digest": pk},
        due_at=since + SPAN + SETTLED,
    )


def message(digest: Digest) -> EmailMessage:
    """Return the mail: numbers and links, nothing about anybody."""
    context = {"digest": digest, "link": _inbox(digest), "folded": _inbox(digest, folded=True)}
    return EmailMessage(
        subject=SUBJECTS[digest.topic].format(digest=digest),
        body=render_to_string("leads/mail/digest.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[digest.recipient.address],
    )


def _inbox(digest: Digest, *, folded: bool = False) -> str:
    """Return the address of the inbox with what came in the digest's span."""
    wanted = {}
    if digest.topic == "received":
        wanted["created_at__gte"] = (digest.since - SETTLED).isoformat()
        wanted["created_at__lt"] = (digest.since + SPAN).isoformat()
    if folded:
        wanted["suspected__exact"] = "1"
    query = f"?{urlencode(wanted)}" if wanted else ""
    path = reverse("leads_requests_modeladmin_index")
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}{query}"


def forget() -> int:
    """Delete the counts of digests sent long ago; return how many."""
    return Digest.objects.filter(since__lt=timezone.now() - KEPT).delete()[0]
