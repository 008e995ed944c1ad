"""The list of facilities in the Wagtail admin: what needs an editor's look is filtered out."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.permissions import page_permission_policy

from home.admin import DETAIL, FIRST_COLUMNS, LAST_COLUMNS, PageListing
from home.states import STATES
from treatment.editing.conditions import (
    DIRECTORY,
    FRESHNESS,
    NEEDS,
    SURVEY,
    ConditionFilter,
    open_problems,
)
from treatment.models import FacilityPage


class FacilityFilterSet(PageFilterSet):
    """Wagtail's page filters that make sense here, and what editors look for."""

    has_child_pages = None
    state = ChoiceFilter(label="State", choices=STATES)
    needs = ConditionFilter(NEEDS, label="Needs a look")
    freshness = ConditionFilter(FRESHNESS, label="Facts")
    directory = ConditionFilter(DIRECTORY, label="Directory")
    survey = ConditionFilter(SURVEY, label="Survey")

    class Meta:
        model = FacilityPage
        fields: list[str] = []


class ProblemsColumn(Column):
    """How many reports are open, which leads to them."""

    def get_value(self, instance: FacilityPage) -> SafeString | str:
        """Return the number as a link, or nothing."""
        if not instance.open_problems:
            return ""
        query = urlencode({"facility": instance.pk, "status": "open"})
        address = f"{reverse('listing_problems:index')}?{query}"
        return format_html('<a href="{}">{} open</a>', address, instance.open_problems)


class FacilityIndexView(IndexView):
    """Wagtail's list of pages with the number of open tickets, and bulk actions of its own."""

    template_name = "treatment/admin/facilities.html"

    def get_valid_orderings(self) -> list[str]:
        """Leave out, while searching, columns that the search index does not know."""
        known = super().get_valid_orderings()
        unknown = ("open_problems", "gone_on") if self.is_searching else ()
        return [name for name in known if name.removeprefix("-") not in unknown]

    def annotate_queryset(self, pages: Any) -> Any:
        """Count the open tickets in the same query."""
        return super().annotate_queryset(pages).annotate(open_problems=open_problems())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer those who may publish the bulk actions of facilities, not those for any page.

        Who writes without publishing deletes drafts, which is one of them.
        """
        user, policy = self.request.user, page_permission_policy
        return super().get_context_data(**kwargs) | {
            "model_opts": FacilityPage._meta,
            "may_publish": policy.user_has_permission(user, "publish"),
            "may_delete_drafts": policy.user_has_any_permission(user, ("add", "change")),
        }


class FacilityListing(PageListing):
    """The menu entry `Facilities`."""

    model = FacilityPage
    icon = "home"
    menu_label = "Facilities"
    menu_order = 160
    name = "facilities"
    index_view_class = FacilityIndexView
    filterset_class = FacilityFilterSet
    columns = [
        *FIRST_COLUMNS,
        Column("city", label="City", sort_key="city"),
        Column("state", label="State", sort_key="state"),
        DateColumn("source_date", label="Facts as of", sort_key="source_date", classname=DETAIL),
        DateColumn("gone_on", label="Gone", sort_key="gone_on", classname=DETAIL),
        ProblemsColumn("problems", label="Problems", sort_key="open_problems"),
        *LAST_COLUMNS,
    ]


facility_listing = FacilityListing("facilities")
