"""A person's wish to be called. Everything about the person is encrypted."""

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from leads.encryption import EncryptedJSONField, EncryptedTextField
from leads.models.forms import CallbackFormPage

# Crockford's base 32: no I, L, O, U, which are misread or misheard on the phone.
REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 8


def new_reference() -> str:
    """Return a name for a request that says nothing and cannot be guessed."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


class RequestManager(models.Manager):
    """Leaves personal columns in the database until somebody reads one.

    A list neither decrypts what it does not show nor fails over a damaged row.
    """

    def get_queryset(self) -> models.QuerySet:
        """Return requests with the encrypted columns deferred."""
        return super().get_queryset().defer(*CallbackRequest.encrypted_columns())


class CallbackRequest(models.Model):
    """One request; `str()` gives its reference and nothing else."""

    class Status(models.TextChoices):
        NEW = "new", "New"
        ASSIGNED = "assigned", "Assigned"
        ATTEMPTED = "attempted", "Attempted"
        REACHED = "reached", "Reached"
        HANDED_OFF = "handed_off", "Handed off"
        CLOSED = "closed", "Closed"

    class Captcha(models.TextChoices):
        PASS = "pass", "Verified"
        FAIL = "fail", "Not verified"
        UNKNOWN = "unknown", "Could not be checked"

    class BestTime(models.TextChoices):
        ANY = "any", "Any time"
        MORNING = "morning", "Morning"
        AFTERNOON = "afternoon", "Afternoon"
        EVENING = "evening", "Evening"

    class Caller(models.TextChoices):
        SELF = "self", "For myself"
        OTHER = "other", "For somebody close to me"
        PROFESSIONAL = "professional", "As a professional, for a client"

    class CloseReason(models.TextChoices):
        HELPED = "helped", "Was helped"
        NOT_REACHED = "not_reached", "Could not be reached"
        DECLINED = "declined", "Wants no call any more"
        WRONG = "wrong", "Wrong number"
        DOUBLE = "double", "Asked twice"
        SPAM = "spam", "Was no person"

    reference = models.CharField(
        max_length=REFERENCE_LENGTH, unique=True, default=new_reference, editable=False
    )
    intake_id = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        editable=False,
        help_text="Given when the request arrives, kept through every detour: stored once.",
    )
    fingerprint = models.CharField(
        max_length=64, blank=True, db_index=True, editable=False, help_text="Keyed hash of it all."
    )
    client_key = models.CharField(  # noqa: DJ001 - unique among those that have one
        max_length=64,
        null=True,
        unique=True,
        editable=False,
        help_text="Keyed hash of an Idempotency-Key.",
    )
    created_at = models.DateTimeField("received", default=timezone.now, db_index=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_callbacks",
    )
    form_page = models.ForeignKey(
        CallbackFormPage, null=True, on_delete=models.SET_NULL, related_name="requests"
    )
    form_title = models.CharField("form", max_length=255)
    source_page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    answerer_name = models.CharField(max_length=120)
    captcha = models.CharField(max_length=7, choices=Captcha.choices, default=Captcha.UNKNOWN)
    best_time = models.CharField(max_length=9, choices=BestTime.choices, default=BestTime.ANY)
    time_zone = models.CharField(max_length=40, blank=True)
    caller = models.CharField(max_length=12, choices=Caller.choices, blank=True)
    facility = models.CharField(max_length=255, blank=True)
    program = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=2, blank=True)

    urgent = models.BooleanField(default=False)
    suspected = models.BooleanField(default=False, db_index=True)
    in_burst = models.BooleanField(
        default=False, db_index=True, help_text="Many like it came in a short time."
    )
    flags: Any = models.JSONField(default=list, help_text="What made it look unusual.")
    due_at = models.DateTimeField("call by", null=True, db_index=True)
    escalated_at = models.DateTimeField(null=True)
    first_attempt_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=11, choices=CloseReason.choices, blank=True)
    erase_on = models.DateField(null=True, help_text="When the personal columns are emptied.")
    erased_at = models.DateTimeField(null=True)

    phone = EncryptedTextField(null=True)
    phone_e164 = EncryptedTextField(null=True)
    name = EncryptedTextField(null=True)
    say_name = EncryptedTextField("caller to name", null=True)
    email = EncryptedTextField(null=True)
    comments = EncryptedTextField(null=True)
    answers = EncryptedJSONField(null=True)
    phone_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    objects = RequestManager()
    wagtail_reference_index_ignore = True  # a page's "usage" must not count its callers

    class Meta:
        verbose_name = "call-back request"
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "delete")
        permissions = [
            ("change_status_callbackrequest", "Can take a call-back request and set its status"),
            ("assign_callbackrequest", "Can assign call-back requests to others"),
            ("comment_callbackrequest", "Can comment on call-back requests"),
            ("reveal_callbackrequest", "Can see phone numbers and names of call-back requests"),
            ("export_callbackrequest", "Can export call-back requests"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=["new", "assigned", "attempted", "reached", "handed_off", "closed"]
                ),
                name="leads_request_status_known",
            ),
            models.CheckConstraint(
                condition=Q(captcha__in=["pass", "fail", "unknown"]),
                name="leads_request_captcha_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(close_reason=""),
                name="leads_request_closed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes this person a call."""
        return self.status in OPEN

    @property
    def is_overdue(self) -> bool:
        """Whether the promised time has passed without an attempt."""
        waiting = self.status in WAITING and self.due_at is not None
        return waiting and self.due_at < timezone.now()  # type: ignore[operator]

    @classmethod
    def encrypted_columns(cls) -> list[str]:
        """Return the names of the columns that hold personal data."""
        fields: Any = cls._meta.concrete_fields
        return [field.name for field in fields if isinstance(field, EncryptedTextField)]


WAITING = (CallbackRequest.Status.NEW, CallbackRequest.Status.ASSIGNED)
OPEN = (*WAITING, CallbackRequest.Status.ATTEMPTED, CallbackRequest.Status.REACHED)
# From each status to those that may follow; a step back is a mistake being mended.
FLOW = {
    CallbackRequest.Status.NEW: ("attempted", "reached", "assigned", "closed"),
    CallbackRequest.Status.ASSIGNED: ("attempted", "reached", "new", "closed"),
    CallbackRequest.Status.ATTEMPTED: ("reached", "assigned", "closed"),
    CallbackRequest.Status.REACHED: ("handed_off", "attempted", "closed"),
    CallbackRequest.Status.HANDED_OFF: ("closed", "reached"),
    CallbackRequest.Status.CLOSED: ("assigned",),
}


class RequestEvent(models.Model):
    """What happened to a request, in words that hold nothing personal."""

    request = models.ForeignKey(CallbackRequest, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.CharField(max_length=200)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text


class RequestComment(models.Model):
    """What a member of staff noted on a request."""

    request = models.ForeignKey(CallbackRequest, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = EncryptedTextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"Comment on {self.request_id}"
