"""What readers say is wrong with a facility's listing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leads.encryption import EncryptedTextField
from treatment.models.facilities import FacilityPage


class ProblemManager(models.Manager):
    """Leaves what people wrote in the database until somebody reads one ticket."""

    def get_queryset(self) -> models.QuerySet:
        """Return tickets with the encrypted columns deferred."""
        return super().get_queryset().defer("words", "note")


class ListingProblem(models.Model):
    """One ticket. Readers who say the same of a listing add to it; `str()` quotes nobody."""

    class Kind(models.TextChoices):
        CLOSED = "closed", "It has closed, or moved away"
        PHONE = "phone", "A phone number is wrong"
        ADDRESS = "address", "The address, or its place on the map, is wrong"
        SERVICES = "services", "It does not offer what is listed"
        OTHER = "other", "Something else"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        SETTLED = "settled", "Settled"
        DISMISSED = "dismissed", "Dismissed"

    facility = models.ForeignKey(FacilityPage, on_delete=models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = EncryptedTextField("what the reader wrote", null=True, blank=True)
    reports = models.PositiveIntegerField(default=1, help_text="How often it was said.")
    suspected = models.BooleanField(default=False, help_text="It looks as if a program wrote it.")
    danger = models.BooleanField(
        "in danger", default=False, help_text="Its words speak of somebody who may be in danger."
    )
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Keyed hash by which repeats are found.",
    )
    created_at = models.DateTimeField("reported", default=timezone.now, db_index=True)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    note = EncryptedTextField("note of staff", null=True, blank=True)

    objects = ProblemManager()

    class Meta:
        verbose_name = "listing problem"
        ordering = ["-danger", "suspected", "created_at", "pk"]
        # They come from readers: nobody adds one in the admin, and none is deleted.
        default_permissions = ("view", "change")
        indexes = [
            models.Index(
                fields=["facility"], condition=Q(status="open"), name="treatment_problems_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["closed", "phone", "address", "services", "other"]),
                name="treatment_problem_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", settled_at__isnull=True)
                | Q(status__in=["settled", "dismissed"], settled_at__isnull=False),
                name="treatment_problem_end_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(status="open"),
                name="treatment_problem_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.facility})"

    @property
    def what_is_wrong(self) -> str:
        """The kind, after a warning where somebody may be in danger."""
        kind = self.get_kind_display()
        return f"May be in danger: {kind}" if self.danger else kind

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to look at it."""
        return self.status == self.Status.OPEN
