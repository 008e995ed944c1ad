"""Subscribers in the Wagtail admin: who there are, without an address; export and erasure.

An address is looked up by POST, so that it stands in no server's log.
"""

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet

from home.admin import DETAIL
from leads.admin.desk import UNREADABLE, read_value
from leads.admin.export import TYPES, safe_cell
from leads.encryption import whole_rows
from leads.models import AccessRecord, Subscriber
from leads.newsletter.subscribing import address_hash, erase

COLUMNS = ("email", "signed_up_at", "confirmed_at", "page")
BATCH = 500


class FindForm(forms.Form):
    """Whose record is looked for."""

    email = forms.EmailField(label="Find an address")


class SubscriberFilterSet(WagtailFilterSet):
    """By state and site."""

    class Meta:
        model = Subscriber
        fields = ["state", "site"]


class SubscriberIndexView(IndexView):
    """The list, newest first."""

    model = Subscriber
    page_title = "Newsletter subscribers"
    header_icon = "mail"
    template_name = "leads/admin/subscribers.html"
    filterset_class = SubscriberFilterSet
    any_permission_required = ["view"]
    index_url_name = "newsletter_subscribers:index"
    index_results_url_name = "newsletter_subscribers:index_results"
    default_ordering = ("-asked_at", "-pk")
    paginate_by = 50
    is_searchable = False
    columns = [
        TitleColumn("pk", label="Number", accessor=str, url_name="newsletter_subscribers:show"),
        Column("get_state_display", label="State"),
        DateColumn("asked_at", label="Signed up", sort_key="asked_at"),
        DateColumn("confirmed_at", label="Confirmed", classname=DETAIL),
        DateColumn("left_at", label="Left", classname=DETAIL),
        DateColumn("bounced_at", label="Bounced", classname=DETAIL),
        Column(
            "page",
            label="On the page",
            accessor=lambda one: one.page.title if one.page else "–",
            classname=DETAIL,
        ),
    ]

    def get_base_queryset(self) -> Any:
        """Fetch the pages along."""
        return Subscriber.objects.select_related("page").defer("email")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands above the list."""
        confirmed = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
        return super().get_context_data(*args, **kwargs) | {
            "find_form": FindForm(),
            "subscribed": confirmed.count(),
            "may_export": self.request.user.has_perm("leads.export_subscriber"),
        }


def _require(user: Any, action: str) -> None:
    if not user.has_perms(("leads.view_subscriber", f"leads.{action}_subscriber")):
        raise PermissionDenied


@require_admin_access
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the record of an address."""
    _require(request.user, "view")
    form = FindForm(request.POST)
    digest = address_hash(form.cleaned_data["email"]) if form.is_valid() else ""
    found = Subscriber.objects.filter(email_hash=digest).first() if digest else None
    if found:
        return redirect("newsletter_subscribers:show", found.pk)
    messages.error(request, "Nobody has signed up with this address.")
    return redirect("newsletter_subscribers:index")


@require_admin_access
@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record, without the address; a POST erases it."""
    _require(request.user, "view")
    subscriber = get_object_or_404(Subscriber.objects.select_related("page", "wording"), pk=pk)
    if request.method == "POST":
        erase(request.user, subscriber)
        messages.success(request, f"{subscriber} is erased.")
        return redirect("newsletter_subscribers:show", pk)
    context = {
        "subscriber": subscriber,
        "consents": [(item, item.is_intact) for item in subscriber.consents.all()],
        "may_erase": request.user.has_perm("leads.delete_subscriber"),
    }
    return render(request, "leads/admin/subscriber.html", context)


@require_admin_access
@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Answer with the subscribers' addresses as CSV for any mail tool; it is noted first."""
    _require(request.user, "export")
    subscribed = Subscriber.objects.filter(state=Subscriber.State.CONFIRMED)
    detail = f"{subscribed.count()} newsletter subscribers, CSV"
    AccessRecord.write_about(request.user, AccessRecord.Action.EXPORT, detail)
    name = f"newsletter-subscribers-{timezone.localdate()}.csv"
    return StreamingHttpResponse(
        _lines(subscribed.select_related("page").order_by("pk")),
        content_type=TYPES["csv"],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


class _Echo:
    """Gives the writer's lines back in place of keeping them."""

    def write(self, line: str) -> str:
        return line


def _lines(subscribers: Any) -> Iterator[str]:
    """Yield the file line by line, so that a long list is never in memory."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for one in _in_batches(subscribers):
        email = read_value(one, "email")
        values = (UNREADABLE if email is None else email, one.asked_at, one.confirmed_at)
        page = one.page.url_path if one.page else ""
        yield writer.writerow([safe_cell(value) for value in (*values, page)])


def _in_batches(subscribers: Any) -> Iterator[Subscriber]:
    last = 0
    while batch := whole_rows(subscribers.filter(pk__gt=last)[:BATCH]):
        yield from batch
        last = batch[-1].pk


class SubscriberMenuItem(MenuItem):
    """The menu entry, for those who may see subscribers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm("leads.view_subscriber")


class SubscriberViewSet(ViewSet):
    """The addresses of the list and what stands beside it."""

    name = "newsletter_subscribers"
    icon = "group"
    menu_label = "Subscribers"
    menu_item_class = SubscriberMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return them."""
        results = SubscriberIndexView.as_view(results_only=True)
        return [
            path("", SubscriberIndexView.as_view(), name="index"),
            path("results/", results, name="index_results"),
            path("find/", find, name="find"),
            path("export/", export, name="export"),
            path("<int:pk>/", show, name="show"),
        ]


subscriber_viewset = SubscriberViewSet()
