"""Who may work on readers' reports, from the start: those who edit pages."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

_GROUPS = ("Editors", "Moderators")  # Wagtail makes both
_CODENAMES = ("view_listingproblem", "change_listingproblem")


def grant_problems(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Grant the rights in the moment in which they come to be; later changes stay as they are."""
    try:
        permission_model = apps.get_model("auth", "Permission")
        group_model = apps.get_model("auth", "Group")
        apps.get_model("treatment", "ListingProblem")
    except LookupError:  # migrated back to zero, or auth is not there yet
        return
    permissions = permission_model.objects.using(using).filter(
        content_type__app_label="treatment", codename__in=_CODENAMES
    )
    if permissions.exists():
        return
    create_permissions(global_apps.get_app_config("treatment"), verbosity=0, using=using, apps=apps)
    for group in group_model.objects.using(using).filter(name__in=_GROUPS):
        group.permissions.add(*permissions.all())
