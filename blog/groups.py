"""Who reviews articles, from the start: a group of its own, with no right to edit pages."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

from blog.models.reviews import RECORD_REVIEW
from leads.groups import access_admin

REVIEWERS = "Medical reviewers"
_RECORDERS = "Moderators"  # Wagtail makes them


def create_reviewers(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Make the group, once; an administrator may change, rename or delete it later."""
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
        apps.get_model("blog", "MedicalReviewTask")
    except LookupError:  # migrated back to zero, or auth is not there yet
        return
    permissions = permission_model.objects.using(using)
    record = permissions.filter(content_type__app_label="blog", codename=RECORD_REVIEW)
    if record.exists():
        return
    create_permissions(global_apps.get_app_config("blog"), verbosity=0, using=using, apps=apps)
    for group in group_model.objects.using(using).filter(name=_RECORDERS):
        group.permissions.add(*record.all())
    reviewers, _ = group_model.objects.using(using).get_or_create(name=REVIEWERS)
    reviewers.permissions.add(access_admin(apps, using))
