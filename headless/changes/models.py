"""Changes of public content, and who is told of them."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from headless.outbox.secrets import new_secret, validate_secret


class ContentChange(models.Model):
    """A row for each object that changed, and for tags that belong to none (then without type).

    `transaction` and `pk` together are an order that holds while other transactions are open:
    see `sync.py`.
    """

    class Kind(models.TextChoices):
        CREATED = "created", "Created"
        CHANGED = "changed", "Changed"
        MOVED = "moved", "Moved"
        REMOVED = "removed", "Removed"

    transaction = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.CHANGED)
    type = models.CharField(max_length=10, blank=True)
    object_id = models.BigIntegerField(null=True)
    label = models.CharField(max_length=100, blank=True)
    tags: Any = models.JSONField(default=list)
    paths: Any = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    bumped = models.BooleanField(default=False)
    told = models.BooleanField(default=False)

    class Meta:
        ordering = ["transaction", "pk"]
        default_permissions: tuple = ()
        indexes = [
            models.Index(
                fields=["transaction", "id"],
                condition=~Q(type=""),
                name="headless_change_in_order",
            ),
            models.Index(fields=["at"], name="headless_change_at"),
            models.Index(
                fields=["id"],
                condition=Q(bumped=False) | Q(told=False),
                name="headless_change_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type or 'tags'} {self.object_id or ''} {self.kind}"


class EventWebhook(models.Model):
    """A front end that is told when public content changes."""

    name = models.CharField(max_length=80, unique=True)
    address = models.CharField(
        max_length=500, validators=[URLValidator(schemes=["https", "http"])], help_text="A URL."
    )
    active = models.BooleanField(default=True)
    secret = models.CharField(
        max_length=120,
        blank=True,
        default=new_secret,
        validators=[validate_secret],
        help_text="Empty it to change it: a new one is made, and this one goes on signing too.",
    )
    previous_secret = models.CharField(
        max_length=120,
        blank=True,
        validators=[validate_secret],
        help_text="Signs too while the other side changes over. Empty it afterwards.",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("active"),
        MultiFieldPanel([FieldPanel("secret"), FieldPanel("previous_secret")], heading="Signing"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = "content webhook"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Make a new secret in place of an emptied one, and keep the one before for a while."""
        if not self.secret:
            stored = type(self).objects.filter(pk=self.pk).values_list("secret", flat=True)
            self.previous_secret = stored.first() or ""
            self.secret = new_secret()

    @property
    def secrets(self) -> list[str]:
        """The secrets that sign: the present one, and the one before while it is kept."""
        return [secret for secret in (self.secret, self.previous_secret) if secret]
