"""What the locator searches: facilities as points with their codes, and the places people name.

All rows here are derived. Facilities' rows are made by `treatment.search.indexing`, ZIP codes and
towns by `treatment.search.gazetteer`; losing them loses nothing.
"""

from django.db import models

from treatment.search.words import WORD_NAMES, joined


class ZipCode(models.Model):
    """A ZIP code and its center. Data of the package `zipcodes`: GeoNames (CC BY 4.0), USPS."""

    code = models.CharField(max_length=5, primary_key=True)
    town = models.CharField(max_length=60)
    state = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.code} ({self.town}, {self.state})"


class Town(models.Model):
    """A town's name in a state, with the middle of its ZIP codes."""

    key = models.CharField(max_length=60, help_text="The name as `gazetteer.key_of` writes it.")
    name = models.CharField(max_length=60)
    state = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_other_name = models.BooleanField(
        default=False,
        help_text="Taken by its post office too, as that of a part.",
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["key", "state"], name="treatment_town_once_a_state")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.state}"


class FacilityPlace(models.Model):
    """A public facility as the search sees it; facilities the public may not see have no row.

    `x`, `y`, `z` is the position on the unit sphere: the straight distance between two such points
    orders as the distance on the ground does, and needs nothing but multiplication. `band` is the
    latitude in tenths of a degree, rounded down: an index over bands and longitude finds the rows
    of a box on any database. The words hold the service codes, 63 bits in each.
    """

    facility = models.OneToOneField(
        "treatment.FacilityPage", on_delete=models.CASCADE, primary_key=True, related_name="place"
    )
    locator_id = models.IntegerField(help_text="The locator page above it.")
    name = models.CharField(max_length=450, help_text="Names and place, as `plain` writes them.")
    sort_key = models.CharField(max_length=400, help_text="State, town and name.")
    state = models.CharField(max_length=2)
    band = models.SmallIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    word0 = models.BigIntegerField(default=0)
    word1 = models.BigIntegerField(default=0)
    word2 = models.BigIntegerField(default=0)
    word3 = models.BigIntegerField(default=0)
    word4 = models.BigIntegerField(default=0)
    word5 = models.BigIntegerField(default=0)
    word6 = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["band", "longitude"], name="treatment_place_box"),
            models.Index(fields=["sort_key", "facility"], name="treatment_place_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        """The service codes as bits."""
        return joined([getattr(self, name) for name in WORD_NAMES])
