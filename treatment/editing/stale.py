"""The report on profiles that nobody has looked at for long."""

from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters import ChoiceFilter, NumberFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from home.admin import DETAIL
from home.states import STATES
from leads.admin.spreadsheets import SafeExport
from treatment.editing.conditions import gone, months_ago, older_than, only_by_zip, undated
from treatment.models import FacilityPage

MONTHS = 18
MOST_MONTHS = 240
REASONS = (
    ("old", "Facts are old"),
    ("undated", "Never checked"),
    ("gone", "Gone for long"),
    ("zip", "Place known only by ZIP code"),
)


def stale(months: int) -> dict[str, Q]:
    """Return what makes a profile stale, worst first."""
    return {
        "gone": gone() & Q(gone_on__lt=months_ago(months)),
        "undated": undated(),
        "old": older_than(months),
        "zip": only_by_zip(),
    }


class StaleFilterSet(WagtailFilterSet):
    """By age, reason and state."""

    months = NumberFilter(
        label="Older than (months)",
        min_value=1,
        max_value=MOST_MONTHS,
        method="unchanged",
        help_text=f"{MONTHS}, where nothing is given.",
    )
    reason = ChoiceFilter(label="Reason", choices=REASONS, method="unchanged")
    state = ChoiceFilter(label="State", choices=STATES)

    class Meta:
        model = FacilityPage
        fields: list[str] = []

    def unchanged(self, queryset: Any, name: str, value: Any) -> Any:
        """Leave it to the report, which needs both together."""
        return queryset


class StaleReport(SafeExport, ReportView):
    """Profiles to check, the longest unchecked first."""

    model = FacilityPage
    page_title = "Stale facility profiles"
    header_icon = "history"
    index_url_name = "treatment_stale"
    index_results_url_name = "treatment_stale_results"
    any_permission_required = ["add", "change", "publish"]
    filterset_class = StaleFilterSet
    is_searchable = False
    no_results_message = "Every profile is fresh."
    export_filename = "stale-facility-profiles"
    list_export = ["title", "city", "state", "reason", "source", "source_date", "gone_on"]
    export_headings = {"title": "Facility", "reason": "Reason"}
    columns = [
        TitleColumn(
            "title",
            label="Facility",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        ),
        Column("city", label="City", classname=DETAIL),
        Column("state", label="State"),
        Column("reason", label="Reason"),
        Column("source", label="Source", classname=DETAIL),
        DateColumn("source_date", label="Facts as of"),
        DateColumn("gone_on", label="Gone since", classname=DETAIL),
    ]

    @cached_property
    def asked(self) -> dict[str, Any]:
        """The filters' values; none where one of them makes no sense."""
        valid = self.filters is not None and self.filters.is_valid()
        return self.filters.form.cleaned_data if valid else {}

    def get_queryset(self) -> Any:
        """Return the stale profiles that this user may edit, with the worst reason of each."""
        reasons = stale(int(self.asked.get("months") or MONTHS))
        wanted = reasons.get(self.asked.get("reason") or "") or Q(
            *reasons.values(), _connector=Q.OR
        )
        labels = dict(REASONS)
        cases = [When(query, then=Value(labels[name])) for name, query in reasons.items()]
        mine = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change", "publish"}
        )
        pages = FacilityPage.objects.filter(wanted, pk__in=mine.order_by().values("pk"))
        return (
            pages.annotate(reason=Case(*cases, output_field=CharField()))
            .only("title", "city", "state", "source", "source_date", "gone_on", "content_type")
            .order_by(F("source_date").asc(nulls_first=True), "state", "title", "pk")
        )
