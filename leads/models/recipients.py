"""Who learns of a request, and by which rule."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Page

from headless.outbox.secrets import new_secret, validate_secret
from home.states import STATES
from leads.encryption import EncryptedTextField, UnreadableValueError
from leads.models.forms import CallbackFormPage


class RecipientManager(models.Manager):
    """Leaves the secrets in the database: an unreadable one must not keep a request out."""

    def get_queryset(self) -> models.QuerySet:
        """Return recipients with the encrypted columns deferred."""
        return super().get_queryset().defer("secret", "previous_secret")


class RecipientForm(WagtailAdminModelForm):
    """Keeps a secret whose field comes back empty: without it, webhooks go out unsigned."""

    clear_secret = forms.BooleanField(
        label="Clear the secret", required=False, help_text="Webhooks are then sent unsigned."
    )

    def clean(self) -> dict[str, Any]:
        """Take the stored secret for an empty one; one that no key opens stays as it is stored."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("clear_secret"):
            cleaned["secret"] = ""
        elif cleaned.get("secret") == "" and self.instance.pk:
            cleaned["secret"] = self.initial.get("secret") or ""
        for name in self._left_sealed(cleaned):
            cleaned.pop(name, None)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Look at no value that stays sealed."""
        excluded: set[str] = super()._get_validation_exclusions()
        return excluded | (self.fields.keys() - self.cleaned_data.keys())

    def _left_sealed(self, cleaned: dict[str, Any]) -> set[str]:
        """Return the columns that cannot be read now, nor were entered anew; a key may return."""
        sealed = set()
        for name in ("secret", "previous_secret"):
            entered = cleaned.get(name) or (name == "secret" and cleaned.get("clear_secret"))
            if self.instance.pk and not entered:
                try:
                    getattr(self.instance, name)
                except UnreadableValueError:
                    sealed.add(name)
        return sealed


class Recipient(models.Model):
    """A mailbox of the team, or a system that takes webhooks."""

    class Channel(models.TextChoices):
        MAIL = "mail", "Mail"
        WEBHOOK = "webhook", "Webhook"

    name = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=7, choices=Channel.choices, default=Channel.MAIL)
    address = models.CharField(
        max_length=500, help_text="An email address of the team, or the URL of a webhook."
    )
    active = models.BooleanField(default=True)
    by_default = models.BooleanField(
        default=True, help_text="Is told of every request for which no routing rule speaks."
    )
    on_escalation = models.BooleanField(
        default=False, help_text="Is told when a call has not been tried in the promised time."
    )
    shares_person = models.BooleanField(
        "receives personal data",
        default=False,
        help_text="Webhooks only: send name, number and comments along, over HTTPS. "
        "Every time is noted in the access log, and erasures are passed on.",
    )
    secret = EncryptedTextField(default=new_secret, validators=[validate_secret], blank=True)
    previous_secret = EncryptedTextField(
        blank=True,
        null=True,
        validators=[validate_secret],
        help_text="Signs too while the other side changes over. Empty it afterwards.",
    )

    objects = RecipientManager()
    base_form_class = RecipientForm

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("channel"), FieldPanel("address")]),
        FieldPanel("active"),
        MultiFieldPanel([FieldPanel("by_default"), FieldPanel("on_escalation")], heading="When"),
        MultiFieldPanel(
            [
                FieldPanel("shares_person"),
                FieldPanel("secret"),
                FieldPanel("clear_secret"),
                FieldPanel("previous_secret"),
            ],
            heading="Webhook",
        ),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shares_person=False)
                | Q(channel="webhook", address__startswith="https://"),
                name="leads_recipient_shares_by_https",
                violation_error_message="Personal data is sent by webhook over HTTPS alone.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check the address by its channel."""
        super().clean()
        is_mail = self.channel == self.Channel.MAIL
        check = validate_email if is_mail else URLValidator(schemes=["https", "http"])
        try:
            check(self.address)
        except ValidationError as error:
            raise ValidationError({"address": error}) from error

    @property
    def secrets(self) -> list[str]:
        """The secrets that sign: the present one, and the one before while it is kept."""
        return [secret for secret in (self.secret, self.previous_secret) if secret]


class RoutingRule(models.Model):
    """Chooses recipients. The first rule whose every condition holds decides."""

    class When(models.TextChoices):
        ANY = "any", "At any time"
        STAFFED = "staffed", "In the answerer's staffed hours"
        UNSTAFFED = "unstaffed", "Outside the answerer's staffed hours"

    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=100, help_text="Lower ones are asked first.")
    form_page = models.ForeignKey(
        CallbackFormPage, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    on_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="A facility, a program or a section: requests from this page and those below.",
    )
    state = models.CharField(max_length=2, blank=True, choices=STATES)
    when = models.CharField(max_length=9, choices=When.choices, default=When.ANY)
    recipients: Any = models.ManyToManyField(Recipient, related_name="rules")

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("order")]),
        MultiFieldPanel(
            [
                PageChooserPanel("form_page"),
                PageChooserPanel("on_page"),
                FieldRowPanel([FieldPanel("state"), FieldPanel("when")]),
            ],
            heading="If all of these hold",
        ),
        FieldPanel("recipients"),
    ]

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
