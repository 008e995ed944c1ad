"""Who gets the newsletter, and on what ground."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

from leads.encryption import EncryptedTextField
from leads.models.append_only import AppendOnly
from leads.models.consent import ConsentWording


class SubscriberManager(models.Manager):
    """Leaves addresses in the database until somebody reads one."""

    def get_queryset(self) -> models.QuerySet:
        """Return subscribers with the address deferred."""
        return super().get_queryset().defer("email")


class Subscriber(models.Model):
    """One address at one site; `str()` gives its number and nothing else.

    The address is kept while it is needed: until the sign-up is forgotten, or its owner leaves.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Not confirmed yet"
        CONFIRMED = "confirmed", "Subscribed"
        LEFT = "left", "Unsubscribed"
        ERASED = "erased", "Erased"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    email = EncryptedTextField(null=True)
    email_hash = models.CharField(  # noqa: DJ001 - unique among those that have one
        max_length=64, null=True, editable=False, help_text="Keyed hash; it finds the address."
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.PENDING)
    round = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        help_text="New for each sign-up after leaving: an older link confirms nothing.",
    )
    letters = models.PositiveSmallIntegerField(
        default=0, help_text="How many letters asked for a confirmation."
    )
    wording = models.ForeignKey(ConsentWording, on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(
        Page,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where the form stood.",
    )
    asked_at = models.DateTimeField("signed up", default=timezone.now, db_index=True)
    confirmed_at = models.DateTimeField("confirmed", null=True)
    left_at = models.DateTimeField("unsubscribed", null=True)
    bounced_at = models.DateTimeField(
        "bounced", null=True, help_text="When its mail server refused the address for good."
    )

    objects = SubscriberManager()
    wagtail_reference_index_ignore = True  # a page's "usage" must not count its readers

    class Meta:
        verbose_name = "newsletter subscriber"
        ordering = ["-asked_at", "-pk"]
        # They come from readers; "delete" is the right to erase.
        default_permissions = ("view", "delete")
        permissions = [("export_subscriber", "Can export newsletter subscribers")]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "email_hash"], name="leads_subscriber_once_a_site"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "confirmed", "left", "erased"]),
                name="leads_subscriber_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(confirmed_at__isnull=False, email__isnull=False, email_hash__isnull=False),
                name="leads_subscriber_confirmed_has_address",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["left", "erased"]) | Q(email__isnull=True),
                name="leads_subscriber_gone_has_no_address",
            ),
        ]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"

    @property
    def gets_mail(self) -> bool:
        """Whether issues may be sent to this address."""
        return self.state == self.State.CONFIRMED


class SubscriptionConsent(AppendOnly):
    """A confirmed sign-up: the wording beside the button, when it was pressed and confirmed."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="consents")
    wording = models.TextField()
    version = models.CharField(max_length=16)
    page_url = models.CharField(max_length=2000, blank=True)
    asked_at = models.DateTimeField()
    at = models.DateTimeField("confirmed")

    sealed_columns: Any = ("subscriber", "wording", "version", "page_url", "asked_at", "at")

    class Meta(AppendOnly.Meta):
        ordering = ["subscriber", "at"]

    def __str__(self) -> str:
        return f"Consent of subscriber {self.subscriber_id}"
