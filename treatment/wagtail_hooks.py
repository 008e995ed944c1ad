"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from home.admin import PageWorkMenuItem
from leads.wagtail_hooks import PermittedItem
from treatment.admin import ServiceViewSet, program_listing
from treatment.changes import BULK_EDIT
from treatment.editing.bulk.actions import ACTIONS
from treatment.editing.bulk.problems import DismissProblems, SettleProblems
from treatment.editing.listing import facility_listing
from treatment.editing.meanwhile import keep_what_an_import_changed
from treatment.editing.problems import problem_viewset
from treatment.editing.stale import StaleReport
from treatment.importing import admin as imports
from treatment.levels import hours_warning
from treatment.models import ProgramPage

register_snippet(ServiceViewSet)
for action in (*ACTIONS, SettleProblems, DismissProblems):
    hooks.register("register_bulk_action", action)

hooks.register("before_edit_page", keep_what_an_import_changed)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_unusual_hours(request: HttpRequest, page: Any) -> None:
    """Tell the editor of a program whose hours do not fit its level; it is saved all the same.

    Not while Wagtail saves by itself: those answers show no messages, and they would pile up.
    """
    if not isinstance(page, ProgramPage) or not request.accepts("text/html"):
        return
    if warning := hours_warning(page.level_of_care, page.hours_per_week):
        messages.warning(request, f"{warning} Check the numbers or the level.")


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    """Add the lists of facilities, programs and readers' tickets to the menu."""
    return [facility_listing, program_listing, problem_viewset]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Add the report on stale profiles."""
    results = StaleReport.as_view(results_only=True)
    return [
        path("reports/stale-facilities/", StaleReport.as_view(), name="treatment_stale"),
        path("reports/stale-facilities/results/", results, name="treatment_stale_results"),
    ]


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """Add the imports."""
    results = imports.ImportsView.as_view(results_only=True)
    return [
        path("facility-imports/", imports.ImportsView.as_view(), name="treatment_imports"),
        path("facility-imports/results/", results, name="treatment_imports_results"),
        path("facility-imports/add/", imports.upload, name="treatment_import_add"),
        path("facility-imports/<int:pk>/", imports.show, name="treatment_import"),
        path("facility-imports/<int:pk>/apply/", imports.approve, name="treatment_import_apply"),
        path("facility-imports/<int:pk>/drop/", imports.drop, name="treatment_import_drop"),
        path("facility-imports/rows/<int:pk>/", imports.decide, name="treatment_import_decide"),
    ]


@hooks.register("register_reports_menu_item")
def imports_item() -> MenuItem:
    """Put the imports among the reports."""
    return PermittedItem(
        "Imports",
        reverse("treatment_imports"),
        icon_name="download",
        order=915,
        permission=imports.PERMISSION,
    )


@hooks.register("register_reports_menu_item")
def stale_item() -> MenuItem:
    """Put it among the reports."""
    return PageWorkMenuItem(
        "Stale facility profiles", reverse("treatment_stale"), icon_name="history", order=920
    )


@hooks.register("register_log_actions")
def bulk_edit_action(actions: Any) -> None:
    """Tell in a page's history what a bulk edit did."""

    @actions.register_action(BULK_EDIT)
    class BulkEditFormatter(LogFormatter):
        """Quotes the summary."""

        label = "Bulk edit"

        def format_message(self, log_entry: Any) -> str:
            """Return what was done."""
            return f"Bulk edit. {log_entry.data.get('summary', '')}"
