"""The rows of the outbox: owing one, claiming one, ending an attempt.

A claim is a lease with a token. Whoever lost the lease cannot end the attempt any more, and a
delivery whose worker died in mid-send is tried again, marked as perhaps sent before.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connections, router, transaction
from django.db.models import Q
from django.utils import timezone

from headless.models import Delivery
from headless.outbox.channels import DeliveryError
from headless.outbox.retries import delay

LEASE = timedelta(seconds=90)  # far above the longest attempt: 10 s to connect, 15 s to answer


def owe(
    channel: str,
    target: str,
    unique_key: str,
    payload: dict[str, Any],
    due_at: datetime | None = None,
) -> None:
    """Owe an effect, now or later; call it within the transaction of its cause.

    The same key is owed once.
    """
    delivery = Delivery(channel=channel, target=target, unique_key=unique_key, payload=payload)
    delivery.due_at = due_at or delivery.due_at
    owe_all([delivery])


def owe_all(deliveries: Iterable[Delivery]) -> None:
    """Owe many effects at once, a thousand a statement; those owed before are passed over."""
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True, batch_size=1_000)


def claim(busy: Collection[str] = ()) -> Delivery | None:
    """Take the delivery that is due longest, or None; `busy` are targets to leave alone now."""
    now = timezone.now()
    due = Q(status=Delivery.Status.WAITING, due_at__lte=now)
    abandoned = Q(status=Delivery.Status.SENDING, lease_until__lt=now)
    owed = Delivery.objects.filter(due | abandoned).exclude(target__in=busy).order_by("due_at")
    with transaction.atomic():
        delivery = _locked(owed).first()
        if delivery is None:
            return None
        delivery.maybe_sent_before |= delivery.status == Delivery.Status.SENDING
        delivery.status = Delivery.Status.SENDING
        delivery.claim = uuid.uuid4()
        delivery.lease_until = now + LEASE
        delivery.attempts += 1
        delivery.save()
    return delivery


def _locked(owed: Any) -> Any:
    """Lock the row, passing over those that another worker has in hand."""
    features = connections[router.db_for_write(Delivery)].features
    return owed.select_for_update(skip_locked=features.has_select_for_update_skip_locked)


def renew(delivery: Delivery) -> None:
    """Keep a delivery that takes long, if it is still ours."""
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    mine.update(lease_until=timezone.now() + LEASE)


def delivered(delivery: Delivery) -> bool:
    """End the attempt well; False where the lease had been lost to another worker."""
    return _end(delivery, status=Delivery.Status.DELIVERED, last_error="", final=True)


def failed(delivery: Delivery, error: DeliveryError) -> bool:
    """End the attempt badly: wait for the next one, or give up for staff to see."""
    wait = None if error.final else delay(delivery.attempts, error.after)
    return _end(
        delivery,
        status=Delivery.Status.WAITING if wait else Delivery.Status.DEAD,
        due_at=timezone.now() + wait if wait else delivery.due_at,
        last_error=error.reason[:200],
        maybe_sent_before=delivery.maybe_sent_before or error.maybe_sent,
        final=wait is None,
    )


def _end(delivery: Delivery, *, final: bool, **changes: Any) -> bool:
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    finished = timezone.now() if final else None
    return bool(mine.update(**changes, claim=None, lease_until=None, finished_at=finished))


def revive(deliveries: Any) -> int:
    """Try given-up deliveries of this queryset again, from the first delay; return how many."""
    return deliveries.filter(status=Delivery.Status.DEAD).update(
        status=Delivery.Status.WAITING, attempts=0, due_at=timezone.now(), finished_at=None
    )


def forget(*channels: str, older_than: timedelta) -> int:
    """Delete what arrived so long ago; return how many. What was given up stays for staff."""
    arrived = Delivery.objects.filter(
        channel__in=channels,
        status=Delivery.Status.DELIVERED,
        finished_at__lt=timezone.now() - older_than,
    )
    return arrived.delete()[0]
