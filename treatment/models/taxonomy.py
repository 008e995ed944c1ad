"""What a facility can offer, in SAMHSA's codes."""

from django.db import models
from wagtail.search import index

from treatment.taxonomy.loading import UNNAMED


class ServiceCategory(models.Model):
    """A group of services, such as payment accepted."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=80)
    sort_order = models.PositiveSmallIntegerField(default=0)
    facet = models.SlugField(
        blank=True, help_text="By which name the locator filters by it; empty: it does not."
    )

    class Meta:
        ordering = ["sort_order", "code"]
        verbose_name_plural = "service categories"

    def __str__(self) -> str:
        return self.name


class Service(index.Indexed, models.Model):
    """One service code. Payment, ages, languages and accreditation are services too."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=160)
    category = models.ForeignKey(ServiceCategory, on_delete=models.PROTECT, related_name="services")
    explanation = models.CharField(
        max_length=300, blank=True, help_text="One plain sentence, for readers."
    )
    bit = models.PositiveSmallIntegerField(
        null=True,
        unique=True,
        editable=False,
        help_text="Its place in the search's words.",
    )
    since = models.DateField(null=True, blank=True, help_text="First seen in a code sheet of.")
    retired_on = models.DateField(
        null=True, blank=True, help_text="From then on surveys ask for it no more."
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("code"),
        index.FilterField("category"),
    ]

    class Meta:
        ordering = ["category__sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_named(self) -> bool:
        """Whether a code sheet names this code; needs the category."""
        return self.category.code != UNNAMED
