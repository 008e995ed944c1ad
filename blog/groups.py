"""Who reviews articles and who moderates comments, from the start: in groups without pages to edit.

Each is granted its rights once, in the moment in which these come to be; an administrator may
change, rename or delete it later. Wagtail's Moderators, who publish articles, may do both.
"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

from blog.models.reviews import RECORD_REVIEW
from leads.groups import access_admin

REVIEWERS, COMMENT_MODERATORS, PUBLISHERS = "Medical reviewers", "Comment moderators", "Moderators"
_REVIEW = [RECORD_REVIEW]
_MODERATION = [
    *(f"{action}_comment" for action in ("view", "moderate", "edit", "reply", "erase")),
    *(f"{action}_ban" for action in ("view", "add", "change", "delete")),
    *(f"{action}_cannedreply" for action in ("view", "add", "change", "delete")),
]
# Which rights come to be together, and which groups get which of them. Reviewers write a review by
# approving in the workflow; only who publishes may write one by hand.
_GRANTS = (
    (_REVIEW, {REVIEWERS: [], PUBLISHERS: _REVIEW}),
    (_MODERATION, {COMMENT_MODERATORS: _MODERATION, PUBLISHERS: _MODERATION}),
)


def create_groups(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Make the groups and grant the rights that are new; every group may enter the admin."""
    try:
        groups = apps.get_model("auth", "Group").objects.using(using)
        permissions = apps.get_model("auth", "Permission").objects.using(using)
        apps.get_model("blog", "Comment")
    except LookupError:  # migrated back to zero, or auth is not there yet
        return
    rights = permissions.filter(content_type__app_label="blog")
    new = [grants for codes, grants in _GRANTS if not rights.filter(codename__in=codes).exists()]
    if new:
        create_permissions(global_apps.get_app_config("blog"), verbosity=0, using=using, apps=apps)
    for name, codes in (pair for grants in new for pair in grants.items()):
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(access_admin(apps, using), *rights.filter(codename__in=codes))
