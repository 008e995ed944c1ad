"""What each federal survey says of a facility, as it was last read."""

from django.db import models
from django.db.models import Q

from treatment.choices import Survey


class FacilitySurvey(models.Model):
    """A facility's answers to one survey.

    A plain relation, no part of the page's revisions: an editor's draft neither changes nor
    restores what a source said.
    """

    facility = models.ForeignKey(
        "treatment.FacilityPage", on_delete=models.CASCADE, related_name="surveys"
    )
    kind = models.CharField(max_length=2, choices=Survey.choices)
    source = models.CharField(max_length=120)
    as_of = models.DateField()
    key = models.CharField(
        max_length=32, db_index=True, help_text="Hash of name, second name, street and ZIP."
    )
    digest = models.CharField(max_length=32, help_text="Hash of everything the row says.")
    facts = models.JSONField(default=dict, help_text="What the row says, but for the services.")
    codes = models.JSONField(default=list)
    unnamed = models.JSONField(default=list, blank=True)
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "survey of a facility"
        verbose_name_plural = "surveys of facilities"
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "kind"], name="treatment_one_survey_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Survey.values), name="treatment_survey_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} as of {self.as_of}"
