"""The outbox in the Wagtail admin: what was not delivered, and a second chance for it."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from headless.models import Delivery
from headless.outbox import queue

DETAIL = "column-detail"  # as in home.admin, on which this plugin does not depend


class DeliveryFilters(WagtailFilterSet):
    """By status and channel."""

    channel = django_filters.AllValuesFilter(label="Channel")

    class Meta:
        model = Delivery
        fields = ["status", "channel", "maybe_sent_before"]


class ReviveColumn(Column):
    """A button that tries a given-up delivery again."""

    def get_value(self, instance: Delivery) -> SafeString | str:
        """Return the button, which belongs to the form above the list."""
        if instance.status != Delivery.Status.DEAD:
            return ""
        return format_html(
            '<button class="button button-small" form="revive" name="pk" value="{}">'
            "Try again</button>",
            instance.pk,
        )


class OutboxView(ReportView):
    """Every delivery, newest first."""

    model = Delivery
    page_title = "Deliveries"
    header_icon = "mail"
    index_url_name = "headless_outbox"
    index_results_url_name = "headless_outbox_results"
    template_name = "headless/outbox.html"
    filterset_class = DeliveryFilters
    permission_required = "view"
    is_searchable = False
    list_export: list[str] = []
    default_ordering = "-created_at"
    columns = [
        DateColumn("created_at", label="Owed since", classname=DETAIL),
        Column("channel", label="Channel", classname=DETAIL),
        Column("target", label="To"),
        Column("get_status_display", label="Status"),
        Column("attempts", label="Attempts", classname=DETAIL),
        Column(
            "maybe_sent_before",
            label="Perhaps twice",
            classname=DETAIL,
            accessor=lambda one: "Yes" if one.maybe_sent_before else "",
        ),
        Column("last_error", label="Last error"),
        ReviveColumn("revive", label=""),
    ]

    def get_queryset(self) -> Any:
        """Return them all."""
        return Delivery.objects.all()


@require_admin_access
@require_POST
def revive(request: HttpRequest) -> HttpResponse:
    """Try one given-up delivery again."""
    if not request.user.has_perm("headless.change_delivery"):
        raise PermissionDenied
    pk = request.POST.get("pk", "")
    if pk.isdecimal() and queue.revive(Delivery.objects.filter(pk=int(pk[:18]))):
        messages.success(request, "It is tried again now.")
    else:
        messages.error(request, "This delivery is not one that was given up.")
    return redirect(reverse("headless_outbox"))
