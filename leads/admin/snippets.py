"""Answerers and phone lines in the Wagtail admin."""

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.admin import DETAIL
from leads.models import Answerer, PhoneLine


class AnswererViewSet(SnippetViewSet):
    """Who answers."""

    model = Answerer
    icon = "group"
    menu_label = "Answerers"
    list_display = [
        "name",
        "kind",
        BooleanColumn("is_paid", label="Pays the publisher", sort_key="is_paid"),
        Column("hours", label="Hours", classname=DETAIL),
    ]
    list_filter = ["kind", "is_paid"]


class PhoneLineViewSet(SnippetViewSet):
    """The numbers."""

    model = PhoneLine
    icon = "mobile-alt"
    menu_label = "Phone lines"
    list_display = ["label", "number", "kind", "answerer"]
    list_filter = ["kind", "answerer"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the answerers along."""
        return PhoneLine.objects.select_related("answerer")


class ContactGroup(SnippetViewSetGroup):
    """One menu for both."""

    items = (AnswererViewSet, PhoneLineViewSet)
    menu_label = "Who answers"
    menu_icon = "mobile-alt"
    menu_order = 310
