"""The newsletter's menu in the Wagtail admin."""

from wagtail.admin.viewsets.base import ViewSetGroup

from leads.admin.issues import issue_viewset
from leads.admin.subscribers import subscriber_viewset


class NewsletterGroup(ViewSetGroup):
    """One menu for both."""

    items = (issue_viewset, subscriber_viewset)
    menu_label = "Newsletter"
    menu_icon = "mail"
    menu_order = 330
    add_to_admin_menu = True
