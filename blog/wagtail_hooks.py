"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
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


@hooks.register("register_permissions")
def comment_permissions() -> QuerySet:
    """Let administrators grant the rights on comments to any group."""
    return Permission.objects.filter(content_type__app_label="blog", content_type__model="comment")


@hooks.register("construct_homepage_panels")
def comments_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show those who may read comments what waits."""
    if rights.may(request.user, rights.VIEW):
        panels.append(CommentsPanel())
