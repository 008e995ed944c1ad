"""The groups that exist after `migrate`, each with as little as its work needs.

Done once, when the plugin is new to a database (also after a flush): a group that an administrator
has changed, renamed or deleted since stays as it is.
"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

AGENTS = "Intake agents"
MANAGERS = "Intake managers"

_ALL = ("view", "add", "change", "delete")
_AGENT = [
    "view_callbackrequest",
    "reveal_callbackrequest",
    "change_status_callbackrequest",
    "comment_callbackrequest",
]
_DELIVERY = [
    *(f"{action}_{model}" for model in ("recipient", "routingrule") for action in _ALL),
    "view_accessrecord",
    "view_delivery",
    "change_delivery",
    "view_consentrecord",
]
_ISSUES = [f"{action}_newsletterissue" for action in ("view", "add", "change")]
# Whoever edits pages writes issues; whoever publishes them sends.
NEWSLETTER = {
    MANAGERS: ["view_subscriber", "export_subscriber", "delete_subscriber"],
    "Editors": _ISSUES,
    "Moderators": [
        *_ISSUES,
        "delete_newsletterissue",
        "send_newsletterissue",
        "view_subscriber",
    ],
}
_SNIPPETS = [f"{action}_{model}" for model in ("answerer", "phoneline") for action in _ALL]
GRANTS = {
    AGENTS: _AGENT,
    MANAGERS: [
        *_AGENT,
        "assign_callbackrequest",
        "export_callbackrequest",
        "delete_callbackrequest",
        *_SNIPPETS,
        *_DELIVERY,
        *NEWSLETTER[MANAGERS],
    ],
    # Wagtail makes these two; they choose numbers for pages, and moderators keep them.
    "Editors": ["view_answerer", "view_phoneline", *NEWSLETTER["Editors"]],
    "Moderators": [*_SNIPPETS, *NEWSLETTER["Moderators"]],
}


def grant_newsletter(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Grant the newsletter's rights to groups there are, in the moment when they come to be."""
    try:
        permission_model = apps.get_model("auth", "Permission")
        group_model = apps.get_model("auth", "Group")
        apps.get_model("leads", "Subscriber")
    except LookupError:  # migrated back, or auth is not there yet
        return
    permissions = permission_model.objects.using(using).filter(content_type__app_label="leads")
    if permissions.filter(codename="send_newsletterissue").exists():
        return
    create_permissions(global_apps.get_app_config("leads"), verbosity=0, using=using, apps=apps)
    for group in group_model.objects.using(using).filter(name__in=NEWSLETTER):
        group.permissions.add(*permissions.filter(codename__in=NEWSLETTER[group.name]))


def create_groups(sender: AppConfig, using: str, apps: Any = global_apps, **kwargs: Any) -> None:
    """Create the intake groups and grant what each needs, where neither of them exists."""
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
        apps.get_model("leads", "CallbackRequest")
    except LookupError:  # migrated back to zero, or auth is not there yet
        return
    groups = group_model.objects.using(using)
    if groups.filter(name__in=(AGENTS, MANAGERS)).exists():
        return
    # Django makes them after every app's post_migrate that was connected earlier: ours is.
    for label in ("headless", "leads"):
        config = global_apps.get_app_config(label)
        create_permissions(config, verbosity=0, using=using, apps=apps)
    permissions = permission_model.objects.using(using)
    for name, codenames in GRANTS.items():
        group, _ = groups.get_or_create(name=name)
        group.permissions.add(
            *permissions.filter(
                content_type__app_label__in=("leads", "headless"), codename__in=codenames
            ),
            access_admin(apps, using),
        )


def access_admin(apps: Any, using: str) -> Any:
    """Return Wagtail's permission to enter the admin, which a flush removes."""
    content_type, _ = (
        apps.get_model("contenttypes", "ContentType")
        .objects.using(using)
        .get_or_create(app_label="wagtailadmin", model="admin")
    )
    permission, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type=content_type,
            codename="access_admin",
            defaults={"name": "Can access Wagtail admin"},
        )
    )
    return permission
