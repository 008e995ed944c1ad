"""A kind of treatment as fields, so that programs can be compared, filtered and checked."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from headless.representations import PublicPagesField
from headless.visibility import public_pages
from home.blocks.content import QuestionBlock
from home.models import SitePage
from home.pictures import with_lead_images
from treatment.choices import Faith, LevelOfCare, Setting, Share, TwelveStep
from treatment.forms import ProgramPageForm
from treatment.offers import offer_of
from treatment.panels import LevelPanel
from treatment.representations import LinesField, QuestionsField, RangeField, ServiceGroupsField
from treatment.services import ServiceGroup, group_services
from treatment.wording import joined, span, times

RANGES = ("sessions_per_week", "hours_per_session", "weeks")


def lines(help_text: str) -> StreamField:
    """Return a field of short plain lines."""
    line = blocks.CharBlock(max_length=160)
    line.field.widget.attrs["aria-label"] = "Line"  # Wagtail names no text that is a whole block
    return StreamField([("line", line)], blank=True, help_text=help_text)


def count(most: int) -> models.PositiveSmallIntegerField:
    """Return a column for one end of a range."""
    return models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(most)]
    )


def hours() -> models.DecimalField:
    """Return a column for one end of a range of hours."""
    return models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.25")), MaxValueValidator(24)],
    )


def _product(sessions: int | None, length: Decimal | None) -> Decimal | None:
    return None if sessions is None or length is None else sessions * length


def ordered(name: str) -> models.CheckConstraint:
    """Return the constraint that a range does not end before it begins."""
    low, high = f"{name}_min", f"{name}_max"
    return models.CheckConstraint(
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{high}__gte": F(low)}),
        name=f"treatment_program_{name}",
        violation_error_message="The most is less than the least.",
    )


class ProgramIndexPage(SitePage):
    """The kinds of treatment, from the most to the least intense."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["treatment.ProgramPage"]
    page_description = "The list of kinds of treatment. Programs stand below it."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]
    api_fields = [*SitePage.api_fields, APIField("programs", serializer=PublicPagesField())]

    class Meta:
        verbose_name = "program index"

    def programs(self) -> Any:
        """Return the public programs below this page, in the order of the page tree."""
        return public_pages(ProgramPage).child_of(self).order_by("path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the programs, without their bodies."""
        programs = with_lead_images(self.programs()).defer_streamfields()
        return {
            **super().get_context(request, *args, **kwargs),
            "programs": programs.prefetch_related("lead_image__renditions"),
        }


class ProgramPage(SitePage):
    """One kind of treatment: how often, how long, for whom, and what comes after."""

    level_of_care = models.CharField(
        max_length=5,
        choices=LevelOfCare.choices,
        default=LevelOfCare.OTHER,
        help_text="After The ASAM Criteria, fourth edition.",
    )
    setting = models.CharField(max_length=11, choices=Setting.choices, default=Setting.OUTPATIENT)
    sessions_per_week_min = count(most=21)
    sessions_per_week_max = count(most=21)
    hours_per_session_min = hours()
    hours_per_session_max = hours()
    weeks_min = count(most=104)
    weeks_max = count(most=104)
    offers_day = models.BooleanField("during the day", default=False)
    offers_evening = models.BooleanField("in the evening", default=False)
    offers_weekend = models.BooleanField("at weekends", default=False)
    group_counseling = models.CharField(max_length=4, choices=Share.choices, default=Share.NO)
    individual_counseling = models.CharField(max_length=4, choices=Share.choices, default=Share.NO)
    family_counseling = models.CharField(max_length=4, choices=Share.choices, default=Share.NO)
    twelve_step = models.CharField(
        "12 steps", max_length=7, choices=TwelveStep.choices, default=TwelveStep.NO
    )
    faith = models.CharField(max_length=8, choices=Faith.choices, default=Faith.NO)
    who_for = lines("Who it suits, one reason a line.")
    who_not_for = lines("Who needs something else, one reason a line.")
    topics_covered = lines("What is talked about and learned, one topic a line.")
    approaches = lines("Methods by name, such as motivational interviewing.")
    questions = StreamField(
        [("question", QuestionBlock())], blank=True, help_text="What people ask before they go."
    )
    services = ParentalManyToManyField(
        "treatment.Service",
        blank=True,
        related_name="+",
        verbose_name="service codes",
        help_text="The federal codes that stand for this program in facility profiles.",
    )

    rows_served = ("steps",)
    base_form_class = ProgramPageForm
    parent_page_types = ["treatment.ProgramIndexPage"]
    subpage_types: list[str] = []
    page_description = "A kind of treatment, described by fields."
    fact_panels = [
        FieldRowPanel([FieldPanel("level_of_care"), FieldPanel("setting")]),
        LevelPanel(),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(f"{name}_min"), FieldPanel(f"{name}_max")])
                for name in RANGES
            ],
            heading="How much",
            help_text="The least and the most that is usual. Leave out what is not known.",
        ),
        FieldRowPanel(
            [FieldPanel("offers_day"), FieldPanel("offers_evening"), FieldPanel("offers_weekend")],
            heading="When",
        ),
        FieldRowPanel(
            [
                FieldPanel("group_counseling"),
                FieldPanel("individual_counseling"),
                FieldPanel("family_counseling"),
            ],
            heading="Counseling",
        ),
        FieldRowPanel([FieldPanel("twelve_step"), FieldPanel("faith")], heading="Outlook"),
        InlinePanel(
            "steps",
            label="Program",
            heading="Steps down to",
            help_text="What usually follows. 'Steps down from' is shown on that program's page.",
        ),
        FieldPanel("services", widget=forms.SelectMultiple(attrs={"size": 12})),
    ]
    detail_panels = [
        FieldPanel("who_for"),
        FieldPanel("who_not_for"),
        FieldPanel("topics_covered"),
        FieldPanel("approaches"),
        FieldPanel("questions"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList([*SitePage.content_panels, *SitePage.body_panels], heading="Content"),
            ObjectList(fact_panels, heading="Facts"),
            ObjectList(detail_panels, heading="Details"),
            ObjectList(SitePage.promote_panels, heading="Promote"),
            ObjectList(SitePage.settings_panels, heading="Settings"),
        ]
    )
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("who_for"),
        index.SearchField("topics_covered"),
        index.SearchField("approaches"),
        index.SearchField("questions"),
        index.FilterField("level_of_care"),
        index.FilterField("setting"),
    ]
    api_fields = [
        *SitePage.api_fields,
        APIField("level_of_care"),
        APIField("setting"),
        APIField("sessions_per_week", serializer=RangeField()),
        APIField("hours_per_session", serializer=RangeField()),
        APIField("hours_per_week", serializer=RangeField()),
        APIField("weeks", serializer=RangeField()),
        APIField("offers_day"),
        APIField("offers_evening"),
        APIField("offers_weekend"),
        APIField("group_counseling"),
        APIField("individual_counseling"),
        APIField("family_counseling"),
        APIField("twelve_step"),
        APIField("faith"),
        APIField("who_for", serializer=LinesField()),
        APIField("who_not_for", serializer=LinesField()),
        APIField("topics_covered", serializer=LinesField()),
        APIField("approaches", serializer=LinesField()),
        APIField("questions", serializer=QuestionsField()),
        APIField("steps_down_to", serializer=PublicPagesField()),
        APIField("steps_down_from", serializer=PublicPagesField()),
        APIField("services", serializer=ServiceGroupsField(source="service_groups")),
    ]

    class Meta:
        verbose_name = "program"
        constraints = [ordered(name) for name in RANGES]

    def callback_subject(self) -> dict[str, str]:
        """Return what a call-back request from this page is about."""
        return {"program": self.title}

    def clean(self) -> None:
        """Name the field of a range that ends before it begins."""
        super().clean()
        errors = {
            f"{name}_max": "The most is less than the least."
            for name in RANGES
            if None not in (ends := self._range(name)) and ends[1] < ends[0]
        }
        if errors:
            raise ValidationError(errors)

    def _range(self, name: str) -> tuple[Any, Any]:
        return getattr(self, f"{name}_min"), getattr(self, f"{name}_max")

    @property
    def sessions_per_week(self) -> tuple[int | None, int | None]:
        """Sessions a week, least and most."""
        return self._range("sessions_per_week")

    @property
    def hours_per_session(self) -> tuple[Decimal | None, Decimal | None]:
        """Hours a session, least and most."""
        return self._range("hours_per_session")

    @property
    def weeks(self) -> tuple[int | None, int | None]:
        """Weeks, least and most."""
        return self._range("weeks")

    @property
    def hours_per_week(self) -> tuple[Decimal | None, Decimal | None]:
        """Hours a week, least and most, from sessions and their length."""
        least, most = zip(self.sessions_per_week, self.hours_per_session, strict=True)
        return _product(*least), _product(*most)

    @property
    def service_groups(self) -> list[ServiceGroup]:
        """The service codes by category."""
        return group_services(self.services.all())

    def steps_down_to(self) -> Any:
        """Return the public programs that usually follow, in the editor's order."""
        around = {program.pk: program for program in self._around}
        ids = dict.fromkeys(step.program_id for step in self.steps.all())
        return [around[pk] for pk in ids if pk in around]

    def steps_down_from(self) -> Any:
        """Return the public programs that name this one as what follows."""
        return [program for program in self._around if program.comes_before]

    @cached_property
    def _around(self) -> list[Any]:
        """The public programs before and after this one, with their pictures, in one query."""
        before = Q(pk__in=ProgramStep.objects.filter(program_id=self.pk).values("source"))
        after = Q(pk__in={step.program_id for step in self.steps.all()})
        programs = public_pages(ProgramPage).filter(before | after).order_by("path")
        return list(
            with_lead_images(programs)
            .defer_streamfields()
            .annotate(comes_before=Case(When(before, then=True), default=False))
        )

    def pictures_served(self) -> list[Any]:
        """Return those of the programs before and after, too."""
        around = [program.shown_image for program in self._around if program.shown_image]
        return [*super().pictures_served(), *around]

    def facts(self) -> list[tuple[str, str]]:
        """Return (term, value) pairs for readers; what is not known is left out."""
        pairs = [
            ("Level of care", self.get_level_of_care_display()),
            ("Where", self.get_setting_display()),
            ("How often", times(span(*self.sessions_per_week), "time a week", "times a week")),
            ("Each time", times(span(*self.hours_per_session), "hour", "hours")),
            ("Hours a week", span(*self.hours_per_week)),
            ("How long", times(span(*self.weeks), "week", "weeks")),
            ("When", self._when()),
            ("Counseling", self._counseling()),
            ("12 steps", self.get_twelve_step_display()),
            ("Religion", self.get_faith_display()),
        ]
        return [(term, value) for term, value in pairs if value]

    def in_short(self) -> str:
        """Return how much it is in one line: '4 times a week, 3–4 hours, for 10–12 weeks'."""
        often = times(span(*self.sessions_per_week), "time a week", "times a week")
        long = times(span(*self.hours_per_session), "hour", "hours")
        weeks = times(span(*self.weeks), "week", "weeks")
        return ", ".join(filter(None, [often, long, weeks and f"for {weeks}"]))

    def _when(self) -> str:
        offered = {
            "day": self.offers_day,
            "evening": self.offers_evening,
            "weekend": self.offers_weekend,
        }
        return joined([name for name, is_offered in offered.items() if is_offered]).capitalize()

    def _counseling(self) -> str:
        kinds = {
            "in groups": self.group_counseling,
            "one to one": self.individual_counseling,
            "with family": self.family_counseling,
        }
        mostly = joined([name for name, share in kinds.items() if share == Share.MAIN])
        also = joined([name for name, share in kinds.items() if share == Share.ALSO])
        parts = [mostly and f"mostly {mostly}", also and f"also {also}"]
        return ", ".join(filter(None, parts)).capitalize()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the facts, where it is offered, and the programs before and after."""
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": self.facts(),
            "offer": offer_of([service.code for service in self.services.all()], request),
            "steps_down_to": self.steps_down_to(),
            "steps_down_from": self.steps_down_from(),
        }


class ProgramStep(Orderable):
    """That one program usually follows another."""

    source = ParentalKey(ProgramPage, on_delete=models.CASCADE, related_name="steps")
    program = models.ForeignKey(ProgramPage, on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("program")]

    class Meta(Orderable.Meta):
        verbose_name = "following program"
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("program")), name="treatment_step_leads_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return str(self.program)

    def clean(self) -> None:
        """Refuse a program that follows itself."""
        super().clean()
        if self.program_id and self.program_id == self.source_id:
            raise ValidationError({"program": "A program does not follow itself."})
