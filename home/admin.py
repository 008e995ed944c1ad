"""Flat lists of pages in the Wagtail admin, shown to those who work on pages."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import page_permission_policy

DETAIL = "column-detail"  # a column that is left out on a phone (lists.css)
FIRST_COLUMNS: tuple[Any, ...] = (
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
)
LAST_COLUMNS: tuple[Any, ...] = (
    DateColumn(
        "latest_revision_created_at",
        label="Last edited",
        sort_key="latest_revision_created_at",
        width="12%",
        classname=DETAIL,
    ),
    PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
)


class PageWorkMenuItem(MenuItem):
    """A menu entry that intake agents, who have no rights on pages, do not see."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for any right on any page."""
        return page_permission_policy.user_has_any_permission(
            request.user, {"add", "change", "publish"}
        )


class PageListing(PageListingViewSet):
    """A menu entry that lists all pages of one type; subclasses put columns between ours."""

    menu_item_class = PageWorkMenuItem
    add_to_admin_menu = True
