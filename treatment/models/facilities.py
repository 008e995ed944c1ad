"""A facility: where it is, how to reach it, what it offers, and where we know that from."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from home.models import SitePage
from home.pictures import read_pictures
from home.states import STATES
from treatment.choices import PhoneKind, PositionSource
from treatment.editing.panels import LoadedFactsPanel, PositionPanel, ProblemsPanel
from treatment.editing.rights import FacilityPermissionTester
from treatment.forms import FacilityPageForm, ServicesWidget
from treatment.models.taxonomy import Service
from treatment.phones import LONGEST_EXTENSION, parse_phone
from treatment.profile import callback_offer, describe_profile
from treatment.quality import SignReport, signs_of
from treatment.representations import (
    AddressField,
    GalleryField,
    PhonesField,
    PositionField,
    QualitySignsField,
    ServiceGroupsField,
)
from treatment.search.indexing import index_facilities
from treatment.search.nearby import nearby
from treatment.services import ServiceGroup, group_services
from treatment.structured_data import describe_facility

SETTING = "SET"  # the category of hospital, residential, outpatient and their kinds


class FacilityPage(SitePage):
    """The profile of one facility; the page's title is its name."""

    name2 = models.CharField("second line of the name", max_length=120, blank=True)
    street = models.CharField(max_length=120)
    street2 = models.CharField("second line", max_length=120, blank=True)
    city = models.CharField(max_length=80)
    state = models.CharField(max_length=2, choices=STATES)
    zip = models.CharField(
        "ZIP code",
        max_length=10,
        validators=[RegexValidator(r"^\d{5}(-\d{4})?\Z", "Five digits, or five, a dash and four.")],
    )
    county = models.CharField(max_length=80, blank=True)
    latitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    position_source = models.CharField(
        "position taken from",
        max_length=8,
        choices=PositionSource.choices,
        default=PositionSource.UNKNOWN,
        blank=True,
        help_text="A ZIP code's center is not shown to search engines as the facility's place.",
    )
    website = models.URLField(max_length=300, blank=True)
    hours = models.TextField(
        max_length=300, blank=True, help_text="When it is open, one line for each kind of day."
    )
    services = ParentalManyToManyField(
        "treatment.Service",
        blank=True,
        related_name="+",
        help_text="What it offers, whom it serves, how it can be paid.",
    )
    treats_substance_use = models.BooleanField("substance use survey", default=False)
    treats_mental_health = models.BooleanField("mental health survey", default=False)
    source = models.CharField(
        max_length=120, blank=True, help_text="Where this profile's facts come from."
    )
    source_date = models.DateField(null=True, blank=True, help_text="As of when they were true.")
    provenance = models.JSONField(default=dict, blank=True, editable=False)
    gone_on = models.DateField(
        "gone from the directory",
        null=True,
        blank=True,
        help_text="Since then no directory lists it; it is left out of the search.",
    )

    base_form_class = FacilityPageForm
    parent_page_types = ["treatment.LocatorPage"]
    subpage_types: list[str] = []
    page_description = "The profile of one treatment facility. The title is its name."
    content_panels = [
        ProblemsPanel(),
        LoadedFactsPanel(),
        *SitePage.content_panels[:1],
        FieldPanel("name2"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldPanel("street2"),
                FieldRowPanel([FieldPanel("city"), FieldPanel("state"), FieldPanel("zip")]),
                FieldPanel("county"),
            ],
            heading="Address",
        ),
        PositionPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("position_source"),
            ],
            heading="Position",
            help_text="Degrees, both or neither.",
        ),
        InlinePanel("phones", label="Phone number", heading="The facility's own numbers"),
        MultiFieldPanel([FieldPanel("website"), FieldPanel("hours")], heading="Contact"),
    ]
    service_panels = [
        FieldPanel("services", widget=ServicesWidget),
        FieldRowPanel([FieldPanel("treats_substance_use"), FieldPanel("treats_mental_health")]),
    ]
    story_panels = [
        FieldPanel("lead_image"),
        InlinePanel("pictures", label="Picture", heading="Gallery"),
        *SitePage.body_panels,
    ]
    source_panels = [FieldPanel("source"), FieldPanel("source_date"), FieldPanel("gone_on")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Facility"),
            ObjectList(service_panels, heading="Services"),
            ObjectList(story_panels, heading="Pictures and text"),
            ObjectList(source_panels, heading="Source"),
            ObjectList(SitePage.promote_panels, heading="Promote"),
            ObjectList(SitePage.settings_panels, heading="Settings"),
        ]
    )
    rows_served = ("phones", "pictures")
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("name2"),
        index.SearchField("city", boost=2),
        index.SearchField("zip"),
        index.AutocompleteField("city"),
        index.FilterField("city"),
        index.FilterField("state"),
        index.FilterField("zip"),
        index.FilterField("source_date"),
    ]
    api_fields = [
        APIField("name2"),
        *SitePage.api_fields,
        # Plain columns too, so that lists can be filtered by them.
        APIField("city"),
        APIField("state"),
        APIField("zip"),
        APIField("address", serializer=AddressField(source="*")),
        APIField("position", serializer=PositionField(source="*")),
        APIField("phones", serializer=PhonesField()),
        APIField("website"),
        APIField("hours"),
        APIField("services", serializer=ServiceGroupsField(source="service_groups")),
        APIField("quality_signs", serializer=QualitySignsField()),
        APIField("treats_substance_use"),
        APIField("treats_mental_health"),
        APIField("gallery", serializer=GalleryField(source="pictures")),
        APIField("source"),
        APIField("source_date"),
        APIField("gone_on"),
    ]

    class Meta:
        verbose_name = "facility"
        verbose_name_plural = "facilities"
        constraints = [
            models.CheckConstraint(
                # Asked for by name: a comparison with NULL is no violation.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="treatment_facility_position_whole",
                violation_error_message="Give latitude and longitude, or neither.",
            )
        ]

    def clean(self) -> None:
        """Ask for a whole position."""
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: "Give latitude and longitude, or neither."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and tell the locator, whichever way the facility was changed."""
        super().save(*args, **kwargs)
        index_facilities([self.pk])

    def permissions_for_user(self, user: Any) -> FacilityPermissionTester:
        """Answer what a list asks of each row without a query."""
        return FacilityPermissionTester(user, self)

    @property
    def address_lines(self) -> list[str]:
        """The address as an envelope has it."""
        place = f"{self.city}, {self.state} {self.zip}"
        return [line for line in (self.street, self.street2, place) if line]

    @property
    def survey_names(self) -> list[str]:
        """Which federal surveys it answered: SU, MH."""
        surveys = {"SU": self.treats_substance_use, "MH": self.treats_mental_health}
        return [name for name, answered in surveys.items() if answered]

    @property
    def service_groups(self) -> list[ServiceGroup]:
        """The services by category, in the order in which readers ask."""
        return group_services(self.services.all())

    @property
    def quality_signs(self) -> list[SignReport]:
        """The five federal signs of quality treatment, reported or not."""
        return signs_of(self, self.service_groups)

    @property
    def main_services(self) -> list[str]:
        """How it treats people, for a card; no query where a list has fetched the services."""
        models.prefetch_related_objects([self], "services__category")
        return [service.name for service in self.services.all() if service.category.code == SETTING]

    def gallery(self) -> "list[FacilityPicture]":
        """Return the rows that the public may see, their pictures with renditions, in one query."""
        rows = list(self.pictures.all())
        found = read_pictures({row.image_id for row in rows})
        rows = [row for row in rows if row.image_id in found]
        for row in rows:
            row.image = found[row.image_id]
        return rows

    @classmethod
    def read_whole(cls, keys: set[int]) -> dict[int, Self]:
        """Return facilities with the services that their cards name."""
        pages = super().read_whole(keys)
        services = models.Prefetch("services", Service.objects.select_related("category"))
        models.prefetch_related_objects(list(pages.values()), services)
        return pages

    def callback_subject(self) -> dict[str, str]:
        """Return what a call-back request from this page is about."""
        return {"facility": self.title, "state": self.state}

    @classmethod
    def for_search_engines(cls, pages: Any) -> Any:
        """Leave out those that the federal list no longer has."""
        return pages.filter(gone_on=None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the answers to what readers ask, and what search engines are told."""
        groups = self.service_groups
        services = [service for group in groups for service in group.services]
        return {
            **super().get_context(request, *args, **kwargs),
            **describe_profile(self, groups),
            "nearby": nearby(self),
            "callback_page": callback_offer(self, request),
            "phones": [phone for phone in self.phones.all() if phone.kind != PhoneKind.FAX],
            "pictures": self.gallery(),
            "structured_data": describe_facility(self, services),
        }


class FacilityPhone(Orderable):
    """One of the facility's own numbers, as typed and as dialed."""

    facility = ParentalKey(FacilityPage, on_delete=models.CASCADE, related_name="phones")
    kind = models.CharField(max_length=8, choices=PhoneKind.choices, default=PhoneKind.MAIN)
    number = models.CharField(max_length=40, help_text="With its extension, as it is published.")
    e164 = models.CharField(max_length=20, null=True, editable=False)  # noqa: DJ001 - None: no such
    extension = models.CharField(max_length=LONGEST_EXTENSION, blank=True, editable=False)
    is_valid = models.BooleanField(default=False, editable=False)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("number")])]

    class Meta(Orderable.Meta):
        verbose_name = "phone number"

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        """Read the number before it is saved, so that the editor's preview links it too."""
        super().clean()
        self.interpret()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what the number means beside it."""
        self.interpret()
        super().save(*args, **kwargs)

    def interpret(self) -> None:
        """Set `e164`, `extension` and `is_valid` from the number as typed."""
        parsed = parse_phone(self.number)
        self.e164, self.extension, self.is_valid = parsed.e164, parsed.extension, parsed.is_valid

    @property
    def tel(self) -> str:
        """The address of the link (RFC 3966); empty where nobody could dial it."""
        if not self.is_valid:
            return ""
        extension = f";ext={self.extension}" if self.extension else ""
        return f"tel:{self.e164}{extension}"


class FacilityPicture(Orderable):
    """A picture of the facility."""

    facility = ParentalKey(FacilityPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(get_image_model_string(), on_delete=models.CASCADE, related_name="+")
    caption = models.CharField(max_length=200, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]

    class Meta(Orderable.Meta):
        verbose_name = "picture"

    def __str__(self) -> str:
        return self.caption or f"Picture {self.pk}"
