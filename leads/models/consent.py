"""What a person agreed to, word for word."""

import hashlib

from django.db import models
from django.utils import timezone

from leads.models.append_only import AppendOnly
from leads.models.purposes import Purpose
from leads.models.requests import CallbackRequest


def version_of(wording: str) -> str:
    """Return the version of a wording: the beginning of its SHA-256, so that it cannot lie."""
    return hashlib.sha256(wording.encode()).hexdigest()[:16]


class ConsentWording(models.Model):
    """A wording that a form has shown. A cached page may show one for a while after it changed."""

    version = models.CharField(max_length=16, primary_key=True)
    wording = models.TextField()
    first_shown_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.version

    @classmethod
    def keep(cls, *wordings: str) -> None:
        """Remember wordings that are shown from now on; asks nothing of what is known."""
        cls.objects.bulk_create(
            (cls(version=version_of(wording), wording=wording) for wording in wordings),
            ignore_conflicts=True,
        )


class ConsentRecord(AppendOnly):
    """One box of one request: what stood beside it, and whether it was ticked."""

    request = models.ForeignKey(CallbackRequest, on_delete=models.PROTECT, related_name="consents")
    ordinal = models.PositiveSmallIntegerField(help_text="Which of the form's boxes, from 1.")
    of = models.PositiveSmallIntegerField(help_text="How many boxes the form had.")
    purpose = models.CharField(max_length=9, choices=Purpose.choices)
    wording = models.TextField()
    version = models.CharField(max_length=16)
    given = models.BooleanField()
    at = models.DateTimeField()
    form_id = models.BigIntegerField()
    form_title = models.CharField(max_length=255)
    page_id = models.BigIntegerField()
    page_url = models.CharField(max_length=2000, blank=True)
    answerer_name = models.CharField(max_length=120)

    sealed_columns = (
        "request",
        "ordinal",
        "of",
        "purpose",
        "wording",
        "version",
        "given",
        "at",
        "form_id",
        "form_title",
        "page_id",
        "page_url",
        "answerer_name",
    )

    class Meta(AppendOnly.Meta):
        ordering = ["request", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "ordinal"], name="leads_consent_box_recorded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.get_purpose_display()}"
