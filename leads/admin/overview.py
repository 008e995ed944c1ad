"""What staff see before they open the inbox: a panel on the dashboard, charts, the access log."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from leads import workflow
from leads.models import AccessRecord, CallbackRequest
from leads.statistics import Charts, waiting


class WaitingPanel(Component):
    """How long the oldest request and the oldest notice have been waiting."""

    name = "callbacks"
    order = 50
    template_name = "leads/admin/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what waits."""
        return {"waiting": waiting()}


@require_admin_access
def charts(request: HttpRequest) -> HttpResponseBase:
    """Show how well requests are answered."""
    if not workflow.may(request.user, "view"):
        raise PermissionDenied
    return render(request, "leads/admin/charts.html", {"charts": Charts()})


class AccessLogView(ReportView):
    """Who saw what, newest first."""

    model = AccessRecord
    page_title = "Access to personal data"
    header_icon = "history"
    index_url_name = "leads_access_log"
    index_results_url_name = "leads_access_log_results"
    permission_required = "view"
    is_searchable = False
    list_export: list[str] = []
    columns = [
        DateColumn("at", label="When", sort_key="at", width="20%"),
        Column("username", label="Who"),
        Column("get_action_display", label="Did"),
        Column("request", label="Request", accessor=lambda record: record.request or "–"),
        Column("detail", label="What"),
    ]
    default_ordering = "-at"

    def get_queryset(self) -> Any:
        """Fetch the requests along, without a word about anybody."""
        personal = (f"request__{name}" for name in CallbackRequest.encrypted_columns())
        return AccessRecord.objects.select_related("request").defer(*personal)
