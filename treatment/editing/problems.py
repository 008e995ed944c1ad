"""Readers' tickets in the Wagtail admin: the list, and its place in the menu."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import (
    BulkActionsCheckboxColumn,
    Column,
    DateColumn,
    TitleColumn,
)
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet

from home.admin import DETAIL
from home.states import STATES
from treatment.editing.problem import ProblemView
from treatment.models import ListingProblem
from treatment.problems import may_end, open_count

SUSPECTED = (("no", "From people"), ("yes", "Perhaps from a program"))


class ProblemFilterSet(WagtailFilterSet):
    """By what staff look for; a facility's own by the link in its editor."""

    state = ChoiceFilter(field_name="facility__state", label="State", choices=STATES)
    suspected = ChoiceFilter(label="Sender", choices=SUSPECTED, method="by_sender")
    facility = CharFilter(label="Facility (number of its page)", method="by_facility")

    class Meta:
        model = ListingProblem
        fields = ["status", "kind"]

    def by_sender(self, queryset: Any, name: str, value: str) -> Any:
        """Keep the tickets of people, or those that look otherwise."""
        odd = Q(suspected=True, danger=False)
        return queryset.filter(odd if value == "yes" else ~odd)

    def by_facility(self, queryset: Any, name: str, value: str) -> Any:
        """Keep the tickets of one facility; none for what is no number."""
        is_key = value.isascii() and value.isdecimal() and len(value) < 10
        return queryset.filter(facility=int(value)) if is_key else queryset.none()


class ProblemIndexView(IndexView):
    """The tickets: danger first, then those of people, the oldest first."""

    model = ListingProblem
    page_title = "Listing problems"
    header_icon = "warning"
    template_name = "treatment/admin/problems.html"
    filterset_class = ProblemFilterSet
    any_permission_required = ["view"]
    index_url_name = "listing_problems:index"
    index_results_url_name = "listing_problems:index_results"
    default_ordering = ("-danger", "suspected", "created_at", "pk")
    paginate_by = 50
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="problem"),
        TitleColumn(
            "facility",
            label="Facility",
            url_name="listing_problems:problem",
            get_title_id=lambda problem: f"problem_{problem.pk}_title",
        ),
        Column("what_is_wrong", label="What is wrong"),
        Column("state", label="State", accessor="facility.state", sort_key="facility__state"),
        Column("reports", label="Said", sort_key="reports", classname=DETAIL),
        DateColumn("created_at", label="Since", sort_key="created_at", classname=DETAIL),
        Column("get_status_display", label="Status"),
    ]

    def get_base_queryset(self) -> Any:
        """Fetch of each facility only what the list shows."""
        tickets = ListingProblem.objects.select_related("facility")
        shown = ("facility__title", "facility__draft_title", "facility__state")
        return tickets.only(
            "kind", "reports", "created_at", "status", "suspected", "danger", *shown
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say for which model bulk actions are offered, to those who may end tickets."""
        context = super().get_context_data(*args, **kwargs)
        return context | {"model_opts": self.model._meta, "may_end": may_end(self.request.user)}


class ProblemMenuItem(MenuItem):
    """The menu entry, with the number of open tickets behind its name."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right to read tickets."""
        return request.user.has_perm("treatment.view_listingproblem")

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Count anew: the item itself is kept between requests."""
        component = super().render_component(request)
        if number := open_count():
            component.label = f"{self.label} ({number:,})"
        return component


class ProblemViewSet(ViewSet):
    """The addresses of the list and of each ticket."""

    name = "listing_problems"
    icon = "warning"
    add_to_admin_menu = True
    menu_item_class = ProblemMenuItem
    menu_label = "Listing problems"
    menu_order = 162

    @property
    def menu_url(self) -> str:
        """Lead to the open tickets."""
        return f"{reverse('listing_problems:index')}?status=open"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the list, its results alone, and one ticket."""
        results = ProblemIndexView.as_view(results_only=True)
        return [
            path("", ProblemIndexView.as_view(), name="index"),
            path("results/", results, name="index_results"),
            path("<int:pk>/", ProblemView.as_view(), name="problem"),
        ]


problem_viewset = ProblemViewSet()
