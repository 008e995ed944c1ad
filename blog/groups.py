"""Who moderates readers' comments, from the start. Done once, when the rights come to be.

A group of its own, because moderating needs no right on any page. Wagtail's Moderators, who publish
articles, may do the same.
"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

from leads.groups import access_admin

COMMENT_MODERATORS = "Comment moderators"
_GROUPS = (COMMENT_MODERATORS, "Moderators")
_CODENAMES = [
    *(f"{action}_comment" for action in ("view", "moderate", "edit", "reply", "erase")),
    *(f"{action}_ban" for action in ("view", "add", "change", "delete")),
    *(f"{action}_cannedreply" for action in ("view", "add", "change", "delete")),
]


def grant_moderation(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Create the group and grant the rights in the moment in which they come to be."""
    try:
        permission_model = apps.get_model("auth", "Permission")
        group_model = apps.get_model("auth", "Group")
        apps.get_model("blog", "Comment")
    except LookupError:  # migrated back to zero, or auth is not there yet
        return
    permissions = permission_model.objects.using(using).filter(
        content_type__app_label="blog", codename__in=_CODENAMES
    )
    if permissions.exists():
        return
    create_permissions(global_apps.get_app_config("blog"), verbosity=0, using=using, apps=apps)
    for name in _GROUPS:
        group, _ = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.add(*permissions.all(), access_admin(apps, using))
