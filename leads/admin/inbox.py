"""The inbox: which requests there are, without a word about the people."""

from typing import Any

from django.contrib.admin import AdminSite, RelatedOnlyFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from leads.admin.desk import Desk
from leads.models import CallbackRequest
from leads.phones import FEWEST_KEYS, phone_hash

LONGEST_SEARCH = 80


class RequestPermissions(PermissionHelper):
    """Requests are read with `view`; they come from readers and nobody edits their words."""

    def user_can_list(self, user: Any) -> bool:
        """Ask for `view`: a right to set statuses alone shows nothing."""
        return user.has_perm("leads.view_callbackrequest")

    def user_can_inspect_obj(self, user: Any, obj: CallbackRequest) -> bool:
        """Ask for `view`."""
        return self.user_can_list(user)

    def user_can_create(self, user: Any) -> bool:
        """Nobody writes a request in somebody's name."""
        return False

    def user_can_edit_obj(self, user: Any, obj: CallbackRequest) -> bool:
        """Nobody rewrites what a person wrote."""
        return False


class ReferenceOrNumber(BaseSearchHandler):
    """Finds by reference, or by a phone number however it is written."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        """Filter by the term; the number is compared by its keyed hash."""
        term = search_term.replace("\x00", "").strip()[:LONGEST_SEARCH]
        if not term:
            return queryset
        found = Q(reference__istartswith=term)
        if sum(character.isalnum() for character in term) >= FEWEST_KEYS:
            found |= Q(phone_hash=phone_hash(term))
        return queryset.filter(found)


class InboxView(IndexView):
    """The list; it asks the database nothing but what its filters offer, and exports nothing."""

    FORMATS = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back to the whole list where a filter's value makes no sense."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (IncorrectLookupParameters, ValueError):
            return redirect(self.index_url)

    def get_filters_params(self, params: Any = None) -> dict[str, list[str]]:
        """Keep the parameters of our filters: modeladmin would look up any relation's column."""
        allowed = tuple(
            item[0] if isinstance(item, tuple) else item for item in self.model_admin.list_filter
        )
        params = super().get_filters_params(params)
        return {
            name: values
            for name, values in params.items()
            if name.split("__")[0] in allowed and "\x00" not in "".join(values)
        }


class RequestView(InspectView):
    """One request: the desk at which it is worked on."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the desk in place of a list of all fields."""
        context = super(InspectView, self).get_context_data(**kwargs)
        return context | {"desk": Desk(self.instance, self.request.user)}


class InboxButtons(ButtonHelper):
    """The one button of a row, in the desk's own word."""

    def inspect_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say 'Open' for modeladmin's 'Inspect'."""
        return {**super().inspect_button(*args, **kwargs), "label": "Open"}


class Inbox(ModelAdmin):
    """Call-back requests in the main menu."""

    model = CallbackRequest
    base_url_path = "leads/requests"
    menu_label = "Call-back requests"
    menu_icon = "mail"
    menu_order = 150
    list_display = (
        "opened",
        "received",
        "form_title",
        "source",
        "status_tag",
        "best_time",
        "captcha",
        "assigned_to",
    )
    list_filter = (
        "status",
        "captcha",
        ("form_page", RelatedOnlyFieldListFilter),
        ("assigned_to", RelatedOnlyFieldListFilter),
        "created_at",
    )
    list_select_related = ("source_page", "assigned_to")
    list_per_page = 50
    search_fields = ("reference",)
    search_handler_class = ReferenceOrNumber
    inspect_view_enabled = True
    inspect_template_name = "leads/admin/request.html"
    inspect_view_class = RequestView
    inspect_view_extra_css = ["leads/desk.css"]
    index_view_class = InboxView
    history_view_enabled = False
    permission_helper_class = RequestPermissions
    button_helper_class = InboxButtons

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        # Filters by relation ask it for an ordering; the default one needs Django's own admin.
        self.admin_site = AdminSite()

    def opened(self, request: CallbackRequest) -> SafeString:
        """Return the reference, which leads to the desk."""
        address = self.url_helper.get_action_url("inspect", request.pk)
        return format_html('<a href="{}">{}</a>', address, request.reference)

    opened.short_description = "reference"  # type: ignore[attr-defined]
    opened.admin_order_field = "reference"  # type: ignore[attr-defined]

    def received(self, request: CallbackRequest) -> SafeString:
        """Return how long the person has been waiting."""
        moment = request.created_at
        return format_html(
            '<time datetime="{}">{} ago</time>', moment.isoformat(), timesince(moment, depth=1)
        )

    received.admin_order_field = "created_at"  # type: ignore[attr-defined]

    def source(self, request: CallbackRequest) -> str:
        """Return the title of the page the form stood on."""
        return request.source_page.title if request.source_page else "–"

    source.short_description = "page"  # type: ignore[attr-defined]

    def status_tag(self, request: CallbackRequest) -> SafeString:
        """Return the status as a tag."""
        new = " w-status--primary" if request.status == CallbackRequest.Status.NEW else ""
        return format_html('<span class="w-status{}">{}</span>', new, request.get_status_display())

    status_tag.short_description = "status"  # type: ignore[attr-defined]
    status_tag.admin_order_field = "status"  # type: ignore[attr-defined]
