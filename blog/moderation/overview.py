"""What moderators see on the dashboard."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from blog.moderation.counts import waiting


class CommentsPanel(Component):
    """How much waits, and since when."""

    name = "comments"
    order = 60
    template_name = "blog/admin/waiting_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what waits."""
        return {"waiting": waiting()}
