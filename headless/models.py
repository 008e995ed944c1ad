"""What is owed to the outside world."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from headless.changes.models import ContentChange, EventWebhook

__all__ = ["ContentChange", "Delivery", "EventWebhook"]


class Delivery(models.Model):
    """One outside effect (a mail, a webhook, a purge), written in the transaction of its cause.

    The payload names records, never people: the channel reads what it needs when it sends.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        DELIVERED = "delivered", "Delivered"
        DEAD = "dead", "Given up"

    uid = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="The same in every attempt, so that a target can recognise a second one.",
    )
    channel = models.CharField(max_length=60)
    target = models.CharField(max_length=120, help_text="One at a time is sent to each target.")
    unique_key = models.CharField(
        max_length=160, unique=True, help_text="The same effect is owed once."
    )
    payload: Any = models.JSONField(default=dict)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    claim = models.UUIDField(null=True, editable=False, help_text="Which worker has it.")
    lease_until = models.DateTimeField(null=True, editable=False)
    maybe_sent_before = models.BooleanField(
        default=False, help_text="An attempt broke off and may have arrived all the same."
    )
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "deliveries"
        default_permissions = ("view", "change")
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(status__in=["waiting", "sending"]),
                name="headless_delivery_owed",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "sending", "delivered", "dead"]),
                name="headless_delivery_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="sending") | Q(claim__isnull=False, lease_until__isnull=False),
                name="headless_delivery_sending_is_claimed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} to {self.target}"


class PageChange(models.Model):
    """Triggers keep one row for each statement that changed pages, restrictions or sites.

    The newest row and their number together name a state of the page tree (`reading.counts`).
    """

    id = models.BigAutoField(primary_key=True)

    def __str__(self) -> str:
        return str(self.pk)
