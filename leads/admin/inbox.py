"""The inbox: which requests there are, without a word about the people."""

from typing import Any

from django.contrib.admin import AdminSite, BooleanFieldListFilter, RelatedOnlyFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.views.decorators.cache import never_cache
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from leads import workflow
from leads.admin.desk import Desk
from leads.admin.export import TYPES, WRITERS
from leads.admin.forms import BulkForm
from leads.encryption import whole_rows
from leads.models import OPEN, WAITING, CallbackRequest
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

    def user_can_delete_obj(self, user: Any, obj: CallbackRequest) -> bool:
        """Nobody deletes a request; people are erased: see `leads.erasure`."""
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


SUSPECTED = "suspected__exact"


class InboxView(IndexView):
    """The queue: most urgent first; suspected requests are folded away until asked for."""

    FORMATS = ()  # modeladmin's own export writes formulas raw

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back to the whole list where a filter's value makes no sense."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (IncorrectLookupParameters, ValueError):
            return redirect(self.index_url)

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        """Leave suspected requests out, unless somebody asks for them or searches."""
        queryset = super().get_queryset(request)
        asked = SUSPECTED in self.params or self.query
        return queryset if asked else queryset.filter(suspected=False)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands above the list."""
        folded = CallbackRequest.objects.filter(suspected=True, status__in=OPEN)
        return super().get_context_data(*args, **kwargs) | {
            "bulk_form": BulkForm(),
            "folded": 0 if SUSPECTED in self.params else folded.count(),
            "folded_url": f"?{SUSPECTED}=1",
            "may_export": workflow.may(self.request.user, "export"),
            "may_set_status": workflow.may(self.request.user, "change_status"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Export what the list shows, by the same filters; it is noted for each request."""
        kind = request.POST.get("format", "")
        workflow.require(request.user, "export")
        if kind not in WRITERS:
            return redirect(self.index_url)
        items = whole_rows(self.get_queryset(request).select_related("assigned_to"))
        workflow.export(request.user, items, kind.upper())
        name = f"call-back-requests-{timezone.localdate()}.{kind}"
        return HttpResponse(
            WRITERS[kind](items),
            content_type=TYPES[kind],
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )

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

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the page out of every cache."""
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the request, masked, and note that it was opened."""
        workflow.read(request.user, self.instance)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show number and address, and note that somebody asked for them."""
        workflow.reveal(request.user, self.instance)
        return self.render_to_response(self.get_context_data(revealed=True))

    def get_context_data(self, *, revealed: bool = False, **kwargs: Any) -> dict[str, Any]:
        """Add the desk in place of a list of all fields."""
        context = super(InspectView, self).get_context_data(**kwargs)
        return context | {"desk": Desk(self.instance, self.request.user, revealed=revealed)}


class NamedFilter(BooleanFieldListFilter):
    """A filter whose heading, which begins with 'By', reads as English."""

    TITLES = {"urgent": "urgency", "suspected": "suspicion", "in_burst": "burst"}

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.title = self.TITLES[field.name]


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
        "choose",
        "opened",
        "received",
        "call_by",
        "form_title",
        "source",
        "status_tag",
        "best_time",
        "captcha",
        "assigned_to",
    )
    list_filter = (
        "status",
        ("urgent", NamedFilter),
        ("suspected", NamedFilter),
        ("in_burst", NamedFilter),
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
    list_display_add_buttons = "opened"
    index_template_name = "leads/admin/inbox.html"
    index_view_extra_css = ["leads/desk.css"]
    ordering = ("queue", "-urgent", "crowded", "due_at", "-created_at")
    index_view_class = InboxView
    history_view_enabled = False
    permission_helper_class = RequestPermissions
    button_helper_class = InboxButtons

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        # Filters by relation ask it for an ordering; the default one needs Django's own admin.
        self.admin_site = AdminSite()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Add where each request stands in the queue: waiting, begun, done; alone or in a burst."""
        queue = Case(
            When(status__in=WAITING, then=Value(0)),
            When(status__in=OPEN, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        # Nobody in danger is folded away: of these, who came alone is called before a burst.
        crowded = Case(
            When(urgent=True, in_burst=True, then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        )
        requests = CallbackRequest.objects.annotate(queue=queue, crowded=crowded)
        return requests.order_by(*self.ordering)

    def choose(self, request: CallbackRequest) -> SafeString:
        """Return the box by which the bulk form, which stands above the list, takes the row."""
        return format_html(
            '<input type="checkbox" form="bulk" name="chosen" value="{}" aria-label="Choose {}">',
            request.pk,
            request.reference,
        )

    choose.short_description = ""  # type: ignore[attr-defined]

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

    def call_by(self, request: CallbackRequest) -> SafeString | str:
        """Return the promised time, loudly where it has passed."""
        if not request.is_open or request.due_at is None:
            return "–"
        words = timezone.localtime(request.due_at).strftime("%a %H:%M")
        if request.is_overdue:
            return format_html('<strong class="desk-late">{} · overdue</strong>', words)
        return words

    call_by.admin_order_field = "due_at"  # type: ignore[attr-defined]

    def source(self, request: CallbackRequest) -> str:
        """Return the title of the page the form stood on."""
        return request.source_page.title if request.source_page else "–"

    source.short_description = "page"  # type: ignore[attr-defined]

    def status_tag(self, request: CallbackRequest) -> SafeString:
        """Return the status as a tag."""
        new = " w-status--primary" if request.status == CallbackRequest.Status.NEW else ""
        urgent = "Urgent · " if request.urgent and request.is_open else ""
        words = f"{urgent}{request.get_status_display()}"
        return format_html('<span class="w-status{}">{}</span>', new, words)

    status_tag.short_description = "status"  # type: ignore[attr-defined]
    status_tag.admin_order_field = "status"  # type: ignore[attr-defined]
