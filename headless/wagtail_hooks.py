"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from headless.admin import OutboxView, revive
from headless.cache import tags
from headless.changes.models import EventWebhook
from headless.choosers import StaffChooserViewSet
from headless.keys.admin import REVOKED, ApiKeyViewSet
from headless.preview.views import keep


@hooks.register("before_serve_page", order=1_000)
def offer_page(page: Page, request: HttpRequest, args: list, kwargs: dict) -> None:
    """Let the page be kept; Wagtail's own hook has answered for a private one before this."""
    tags.depend(f"page-{page.pk}")
    tags.offer()


class EventWebhookViewSet(SnippetViewSet):
    """Front ends that are told when content changes."""

    model = EventWebhook
    chooser_viewset_class = StaffChooserViewSet
    icon = "globe"
    menu_label = "Content webhooks"
    list_display = [
        "name",
        "address",
        BooleanColumn("active", label="Active", sort_key="active"),
    ]
    list_filter = ["active"]
    add_to_settings_menu = True


register_snippet(EventWebhookViewSet)


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern]:
    """Add the list of deliveries."""
    results = OutboxView.as_view(results_only=True)
    return [
        path("outbox/", OutboxView.as_view(), name="headless_outbox"),
        path("outbox/results/", results, name="headless_outbox_results"),
        path("outbox/revive/", revive, name="headless_revive"),
        path("preview/<int:page_id>/keep/", keep, name="headless_preview_keep"),
    ]


@hooks.register("register_admin_viewset")
def keys() -> ApiKeyViewSet:
    """Add the keys of front ends to the settings."""
    return ApiKeyViewSet("headless_keys", url_prefix="front-end-keys")


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name the end of a key in the log."""
    actions.register_action(REVOKED, "Revoke front-end key", "Front-end key revoked")


class OutboxItem(MenuItem):
    """Shown to those who may see deliveries."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return request.user.has_perm("headless.view_delivery")


@hooks.register("register_reports_menu_item")
def outbox_item() -> MenuItem:
    """Put the outbox among the reports."""
    return OutboxItem("Deliveries", reverse("headless_outbox"), icon_name="mail", order=950)
