"""Imports of federal files: what was compared, what a person decided, what was written."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from treatment.choices import Decision, ImportState, RowAction, Survey


class DirectoryImport(models.Model):
    """One run over one or several files."""

    locator = models.ForeignKey(
        "treatment.LocatorPage", on_delete=models.CASCADE, related_name="imports"
    )
    state = models.CharField(
        max_length=9, choices=ImportState.choices, default=ImportState.WAITING, db_index=True
    )
    files = models.JSONField(default=list, help_text="Path, name, hash, label and date of each.")
    fingerprint = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="Hash of the files: finds a broken run."
    )
    counts = models.JSONField(default=dict, blank=True)
    message = models.TextField(blank=True, help_text="Why it was refused, or needs a person's yes.")
    too_many_gone = models.BooleanField(default=False)
    accept_gone = models.BooleanField("mark them all as gone", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    touched_at = models.DateTimeField(auto_now=True, help_text="Last sign of life.")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "import"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="treatment_import_state_known"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(file["name"] for file in self.files) or f"Import {self.pk}"


class DirectoryImportRow(models.Model):
    """One row of a file, or a profile that no row speaks of, and what is to be done."""

    directory_import = models.ForeignKey(
        DirectoryImport, on_delete=models.CASCADE, related_name="rows"
    )
    file = models.PositiveSmallIntegerField(null=True, help_text="Which of the import's files.")
    line = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=2, choices=Survey.choices, blank=True)
    place = models.PositiveIntegerField(
        null=True, help_text="Rows of one number make one profile, and are applied together."
    )
    facility = models.ForeignKey(
        "treatment.FacilityPage", null=True, on_delete=models.SET_NULL, related_name="import_rows"
    )
    title = models.CharField(max_length=255, blank=True)
    action = models.CharField(max_length=9, choices=RowAction.choices)
    reason = models.TextField(blank=True)
    record = models.JSONField(null=True, help_text="What the row says, until it is applied.")
    differences = models.JSONField(default=dict, help_text="[old, new] by field; “kept” behind it.")
    candidates = models.JSONField(default=list, help_text="What an ambiguous row may be.")
    decision = models.CharField(max_length=4, choices=Decision.choices, blank=True)
    applied = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        verbose_name = "row of an import"
        verbose_name_plural = "rows of imports"
        indexes = [
            models.Index(
                fields=["directory_import", "applied", "place"], name="treatment_import_row_work"
            ),
            models.Index(fields=["directory_import", "action"], name="treatment_import_row_action"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=RowAction.values), name="treatment_import_action_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="")
                | Q(action=RowAction.AMBIGUOUS, decision__in=Decision.values),
                name="treatment_import_decided_if_ambiguous",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.title}"


class DeletedFacility(models.Model):
    """A profile that was deleted: no import makes it anew unless a person says so."""

    locator_page = models.PositiveBigIntegerField(help_text="The locator's key; it may be gone.")
    key = models.CharField(max_length=32, help_text="Of its surveys (FacilitySurvey.key).")
    title = models.CharField(max_length=255)
    deleted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions: tuple = ()
        constraints = [
            models.UniqueConstraint(
                fields=["locator_page", "key"], name="treatment_facility_deleted_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
