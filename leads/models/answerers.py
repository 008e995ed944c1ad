"""Who answers a call, and the numbers on which they do."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from headless.cache.tables import tag_of
from headless.cache.tags import declared, depend
from headless.rows import take_rows, with_rows
from leads.hours import ZONES, describe
from leads.phones import check_phone, dial, to_e164

KINDS_APART = (
    "A facility's number is answered by that facility, and every other number by somebody else: "
    "a reader who calls a facility must not reach a sponsor."
)


class Answerer(index.Indexed, ClusterableModel):
    """Whoever picks up: readers are told who it is, and whether they pay for the call."""

    class Kind(models.TextChoices):
        PUBLISHER = "publisher", "The publisher"
        SPONSOR = "sponsor", "Sponsor"
        FACILITY = "facility", "Treatment facility"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PUBLISHER)
    is_paid = models.BooleanField(
        "pays the publisher",
        default=False,
        help_text="Do they pay for the calls they get? Readers are told.",
    )
    disclosure = models.CharField(
        max_length=300,
        blank=True,
        help_text="Shown beside every number and form, for example: "
        "'Harbor Network pays us for answering; we do not choose for you.'",
    )
    licence = models.CharField(
        max_length=120, blank=True, help_text="State licence or accreditation, with its number."
    )
    contract_from = models.DateField(null=True, blank=True)
    contract_to = models.DateField(null=True, blank=True)
    website = models.URLField(blank=True)
    time_zone = models.CharField(
        max_length=40,
        choices=list(ZONES.items()),
        default="America/New_York",
        help_text="In which the staffed hours are meant.",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("kind"),
        MultiFieldPanel([FieldPanel("is_paid"), FieldPanel("disclosure")], heading="Openness"),
        MultiFieldPanel(
            [InlinePanel("staffed_hours", label="hours"), FieldPanel("time_zone")],
            heading="When somebody answers",
        ),
        FieldPanel("website"),
        FieldPanel("licence"),
        FieldRowPanel([FieldPanel("contract_from"), FieldPanel("contract_to")], heading="Contract"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(contract_to__isnull=True)
                | Q(contract_from__isnull=True)
                | Q(contract_to__gte=F("contract_from")),
                name="leads_answerer_contract_order",
                violation_error_message="The contract ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(is_paid=False) | ~Q(disclosure=""),
                name="leads_answerer_paid_is_disclosed",
                violation_error_message="Somebody who pays needs a disclosure for readers.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a kind that the answerer's numbers are not for."""
        super().clean()
        numbers = PhoneLine.objects.filter(answerer=self.pk)
        facilitys = Q(kind=PhoneLine.Kind.FACILITY)
        others = ~facilitys if self.kind == self.Kind.FACILITY else facilitys
        if self.pk and numbers.filter(others).exists():
            raise ValidationError({"kind": KINDS_APART})

    @property
    def hours(self) -> str:
        """The staffed hours in words."""
        return describe(self)

    @property
    def is_expired(self) -> bool:
        """Whether the contract is over."""
        return self.contract_to is not None and self.contract_to < timezone.localdate()


class StaffedHours(Orderable):
    """A shift; one that closes when or before it opens runs into the next day."""

    class Days(models.TextChoices):
        EVERY_DAY = "0123456", "Every day"
        WEEKDAYS = "01234", "Monday to Friday"
        WEEKEND = "56", "Saturday and Sunday"
        MONDAY = "0", "Monday"
        TUESDAY = "1", "Tuesday"
        WEDNESDAY = "2", "Wednesday"
        THURSDAY = "3", "Thursday"
        FRIDAY = "4", "Friday"
        SATURDAY = "5", "Saturday"
        SUNDAY = "6", "Sunday"

    answerer = ParentalKey(Answerer, on_delete=models.CASCADE, related_name="staffed_hours")
    days = models.CharField(max_length=7, choices=Days.choices, default=Days.EVERY_DAY)
    opens = models.TimeField()
    closes = models.TimeField(help_text="As early as it opens, or earlier: on the next day.")

    panels = [FieldRowPanel([FieldPanel("days"), FieldPanel("opens"), FieldPanel("closes")])]

    def __str__(self) -> str:
        return f"{self.get_days_display()}, {self.opens} to {self.closes}"

    @property
    def weekdays(self) -> set[int]:
        """The days of the week on which the shift begins, Monday being 0."""
        return {int(day) for day in self.days}


def answerer_tags(*keys: int) -> set[str]:
    """Return the tags of answerers and their hours."""
    return {tag_of(StaffedHours._meta.db_table), *(f"record-leads.answerer-{key}" for key in keys)}


class PhoneLine(index.Indexed, models.Model):
    """A number that readers may call. Pages refer to it, so that it is changed in one place."""

    class Kind(models.TextChoices):
        HOTLINE = "hotline", "Hotline"
        GENERAL = "general", "General"
        FACILITY = "facility", "Facility"

    label = models.CharField(max_length=80, help_text="What readers see above the number.")
    number = models.CharField(max_length=40, help_text="As readers should see it: 202-555-0123.")
    e164 = models.CharField(max_length=20, editable=False, help_text="What the link dials.")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.GENERAL)
    answerer = models.ForeignKey(Answerer, on_delete=models.PROTECT, related_name="lines")

    panels = [
        FieldPanel("label"),
        FieldPanel("number"),
        FieldPanel("kind"),
        FieldPanel("answerer"),
    ]
    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.SearchField("number"),
    ]

    class Meta:
        ordering = ["label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(e164__startswith="+"), name="leads_phoneline_can_be_dialled"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the dialled form beside the shown one."""
        self.e164 = to_e164(self.number) or ""
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a number that has no international form."""
        super().clean()
        check_phone(self.number)
        self.e164 = to_e164(self.number) or ""
        if not self.e164:
            raise ValidationError({"number": "Give the number with its area code: 202-555-0123."})
        is_facilitys = self.kind == self.Kind.FACILITY
        if self.answerer_id and is_facilitys != (self.answerer.kind == Answerer.Kind.FACILITY):
            raise ValidationError({"kind": KINDS_APART})

    @classmethod
    def read_whole(cls, keys: set[int]) -> "dict[int, Self]":
        """Return the lines with these keys, with who answers them and when, in one query."""
        lines = with_rows(cls.objects.select_related("answerer"), "answerer__staffed_hours")
        with declared(*(f"record-leads.phoneline-{key}" for key in keys)):
            found: dict[int, Self] = lines.in_bulk(keys)
        for line in found.values():
            take_rows(line, "answerer__staffed_hours")
        depend(*answerer_tags(*(line.answerer_id for line in found.values())))
        return found

    @property
    def tel(self) -> str:
        """The address of the link."""
        return f"tel:{dial(self.number, self.e164)}"
