"""What is owed to the outside world, and who of it may read what."""

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from headless.changes.models import ContentChange, EventWebhook

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}

__all__ = [
    "ApiKey",
    "ContentChange",
    "Delivery",
    "EventWebhook",
    "FrontEnd",
    "PageChange",
    "PreviewGrant",
]


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


class ApiKey(models.Model):
    """A front end's key. What is stored cannot be turned back into the key."""

    PREFIX = "hk_"

    name = models.CharField(
        max_length=100,
        help_text="Which front end has it. One key for each, so that you can end it.",
    )
    scopes: Any = models.JSONField(default=list, verbose_name="may")
    expires_at = models.DateTimeField(
        "ends", null=True, blank=True, help_text="Empty: it works until you revoke it."
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    shown = models.CharField("begins with", max_length=12, editable=False)
    created_at = models.DateTimeField("made", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="made by",
    )
    last_used_at = models.DateTimeField("last used", null=True, editable=False)
    revoked_at = models.DateTimeField("revoked", null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "front-end key"

    def __str__(self) -> str:
        return f"{self.name} ({self.shown}…)"

    @staticmethod
    def digest_of(secret: str) -> str:
        """Return what is stored of a key: 256 random bits need no slow hash."""
        return hashlib.sha256(secret.encode()).hexdigest()

    def give_secret(self) -> str:
        """Make the key's secret, store its digest on this instance, and return it, once."""
        secret = self.PREFIX + secrets.token_urlsafe(32)
        self.digest, self.shown = self.digest_of(secret), secret[:8]
        return secret

    @property
    def state(self) -> str:
        """Say in one word whether it works."""
        if self.revoked_at:
            return "Revoked"
        return "Ended" if self.expires_at and self.expires_at <= timezone.now() else "Works"


class PreviewGrant(models.Model):
    """That one front end may read one draft for a while, for as long as its editor may."""

    LIFE = timedelta(minutes=10)

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content: Any = models.JSONField(
        encoder=DjangoJSONEncoder, help_text="The draft, with what is not saved yet."
    )
    version = models.PositiveIntegerField(default=1, help_text="Counts the content's changes.")
    in_panel = models.BooleanField(
        default=False, help_text="Follows what is typed, and lives as long as the editor is open."
    )
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "user"],
                condition=Q(in_panel=True),
                name="headless_one_panel_grant_each",
            ),
        ]

    def __str__(self) -> str:
        return f"Preview of page {self.page_id}"


@register_setting(icon="desktop", order=150)
class FrontEnd(BaseSiteSetting):
    """Where this site's own front end is, if it has one."""

    address = models.URLField(
        "address of the preview page",
        blank=True,
        help_text="Where your separate website shows drafts, such as "
        "https://www.example.org/preview.html. Empty: drafts are shown as this site's own pages.",
    )

    class Meta:
        verbose_name = "front end"
        verbose_name_plural = "front ends"

    def __str__(self) -> str:
        return self.address or "No front end"

    def clean(self) -> None:
        """Refuse what no browser could be sent to with a token in its fragment."""
        parts = urlsplit(self.address)
        if self.address and (
            parts.scheme not in _DEFAULT_PORTS or parts.fragment or "@" in parts.netloc
        ):
            raise ValidationError(
                {"address": "Give an address that begins with https:// or http:// and has no #."}
            )

    @property
    def origin(self) -> str:
        """Return scheme, host and port as browsers write and compare them (RFC 6454, 6.2)."""
        parts = urlsplit(self.address)
        if not parts.netloc:
            return ""
        host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ""))
        return f"{parts.scheme}://{host.encode('idna').decode()}"
