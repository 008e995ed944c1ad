"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from leads import workflow
from leads.admin import actions, overview, reports
from leads.admin.delivery import DeliveryGroup
from leads.admin.inbox import Inbox
from leads.admin.newsletter import NewsletterGroup
from leads.admin.snippets import ContactGroup

modeladmin_register(Inbox)
register_snippet(ContactGroup)
register_snippet(DeliveryGroup)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """Add what the desk posts to, and the reports."""
    log, numbers = overview.AccessLogView, reports.NumbersReport
    return [
        path("leads/requests/<int:pk>/status/", actions.set_status, name="leads_set_status"),
        path("leads/requests/<int:pk>/take/", actions.take, name="leads_take"),
        path("leads/requests/<int:pk>/assign/", actions.assign, name="leads_assign"),
        path("leads/requests/<int:pk>/comment/", actions.comment, name="leads_comment"),
        path("leads/requests/<int:pk>/erase/", actions.erase, name="leads_erase"),
        path("leads/requests/bulk/", actions.bulk, name="leads_bulk"),
        path("leads/charts/", overview.charts, name="leads_charts"),
        path("leads/numbers/", numbers.as_view(), name="leads_numbers"),
        path(
            "leads/numbers/results/",
            numbers.as_view(results_only=True),
            name="leads_numbers_results",
        ),
        path("leads/access/", log.as_view(), name="leads_access_log"),
        path(
            "leads/access/results/",
            log.as_view(results_only=True),
            name="leads_access_log_results",
        ),
    ]


@hooks.register("register_admin_viewset")
def newsletter_viewsets() -> ViewSetGroup:
    """Put the newsletter's issues and subscribers into one menu."""
    return NewsletterGroup()


@hooks.register("construct_homepage_panels")
def waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show those who may read requests what waits."""
    if workflow.may(request.user, "view"):
        panels.append(overview.WaitingPanel())


class PermittedItem(MenuItem):
    """A menu item for those who have a permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm(self.permission)


@hooks.register("register_reports_menu_item")
def access_log_item() -> MenuItem:
    """Put the access log among the reports."""
    return PermittedItem(
        "Access to personal data",
        reverse("leads_access_log"),
        icon_name="history",
        order=900,
        permission="leads.view_accessrecord",
    )


@hooks.register("register_reports_menu_item")
def numbers_item() -> MenuItem:
    """Put the report on numbers among the reports."""
    return PermittedItem(
        "Numbers and answerers",
        reverse("leads_numbers"),
        icon_name="mobile-alt",
        order=910,
        permission="leads.view_answerer",
    )
