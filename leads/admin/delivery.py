"""Recipients and routing rules in the Wagtail admin."""

from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from headless.choosers import StaffChooserViewSet
from home.admin import DETAIL
from leads.models import Recipient, RoutingRule


class RecipientViewSet(SnippetViewSet):
    """Who learns of requests."""

    model = Recipient
    chooser_viewset_class = StaffChooserViewSet
    icon = "mail"
    menu_label = "Recipients"
    list_display = [
        "name",
        "channel",
        BooleanColumn("active", label="Active", sort_key="active"),
        *(
            BooleanColumn(name, label=label, sort_key=name, classname=DETAIL)
            for name, label in (("by_default", "By default"), ("on_escalation", "On escalation"))
        ),
    ]
    list_filter = ["channel", "active"]


class RoutingRuleViewSet(SnippetViewSet):
    """Which of them, when."""

    model = RoutingRule
    chooser_viewset_class = StaffChooserViewSet
    icon = "redirect"
    menu_label = "Routing rules"
    list_display = ["name", "order", "form_page", "on_page", "state", "when"]


class DeliveryGroup(SnippetViewSetGroup):
    """One menu for both."""

    items = (RecipientViewSet, RoutingRuleViewSet)
    menu_label = "Notices"
    menu_icon = "mail"
    menu_order = 320
