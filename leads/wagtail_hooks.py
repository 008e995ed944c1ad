"""What the plugin adds to the Wagtail admin."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from leads.admin import desk
from leads.admin.inbox import Inbox
from leads.admin.snippets import ContactGroup

modeladmin_register(Inbox)
register_snippet(ContactGroup)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """Add what the desk posts to."""
    return [
        path("leads/requests/<int:pk>/status/", desk.set_status, name="leads_set_status"),
        path("leads/requests/<int:pk>/take/", desk.take, name="leads_take"),
        path("leads/requests/<int:pk>/assign/", desk.assign, name="leads_assign"),
        path("leads/requests/<int:pk>/comment/", desk.comment, name="leads_comment"),
    ]
