"""The list of programs in the Wagtail admin, and the service codes to look up."""

from typing import Any

from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.admin import DETAIL, FIRST_COLUMNS, LAST_COLUMNS, PageListing
from treatment.choices import LevelOfCare
from treatment.models import ProgramPage, Service


class ProgramFilterSet(PageFilterSet):
    """Wagtail's page filters that make sense here, and the level of care."""

    has_child_pages = None
    level_of_care = ChoiceFilter(label="Level of care", choices=LevelOfCare.choices)

    class Meta:
        model = ProgramPage
        fields: list[str] = []


class ProgramListing(PageListing):
    """The menu entry `Programs`."""

    model = ProgramPage
    icon = "calendar"
    menu_label = "Programs"
    menu_order = 155
    name = "programs"
    filterset_class = ProgramFilterSet
    columns = [
        *FIRST_COLUMNS,
        Column("level", label="Level of care", accessor="get_level_of_care_display"),
        Column("much", label="How much", accessor="in_short", classname=DETAIL),
        *LAST_COLUMNS,
    ]


class KeptPolicy(ModelPermissionPolicy):
    """Nobody deletes a code: its place in the locator's words would be given to another."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse deletion to superusers too."""
        return action != "delete" and super().user_has_permission(user, action)


register_permission_policy(Service, KeptPolicy(Service))


class ServiceViewSet(SnippetViewSet):
    """The service codes; they come with the product and are looked up here."""

    model = Service
    icon = "list-ul"
    menu_label = "Service codes"
    list_display = ["name", "code", "category"]
    list_filter = ["category"]
    inspect_view_enabled = True
    list_per_page = 50


program_listing = ProgramListing("programs")
