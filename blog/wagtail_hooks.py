"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from blog.admin import article_listing
from blog.moderation import bulk, rights
from blog.moderation.menu import CommentsGroup
from blog.moderation.overview import CommentsPanel

for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet | ViewSetGroup]:
    """Add the list of articles and the moderators' tools to the menu."""
    return [article_listing, CommentsGroup()]


@hooks.register("construct_homepage_panels")
def comments_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show those who may read comments what waits."""
    if rights.may(request.user, rights.VIEW):
        panels.append(CommentsPanel())
