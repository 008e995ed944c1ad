"""The report on numbers and answerers: what would mislead a reader."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from leads.models import Answerer, CallbackFormPage
from leads.plain_numbers import plain_numbers


@dataclass(frozen=True)
class Finding:
    """One thing to mend, and where."""

    what: str
    where: str
    url: str


def findings() -> list[Finding]:
    """Return everything, worst first."""
    return [*_expired(), *_forms_without_answerer(), *_undated(), *_typed()]


def expired_answerers() -> list[Answerer]:
    """Return the answerers whose contract is over and who still have numbers or live forms."""
    over = Answerer.objects.filter(contract_to__lt=timezone.localdate())
    forms = Prefetch("forms", CallbackFormPage.objects.live(), to_attr="live_forms")
    return [one for one in over.prefetch_related("lines", forms) if uses(one)]


def uses(answerer: Answerer) -> list[str]:
    """Return the numbers and live forms of one of `expired_answerers`, by name."""
    return [*map(str, answerer.lines.all()), *(page.title for page in answerer.live_forms)]


def _expired() -> list[Finding]:
    return [
        Finding(
            f"The contract ended on {answerer.contract_to}, and readers still see: "
            f"{'; '.join(uses(answerer))}.",
            answerer.name,
            _answerer_url(answerer),
        )
        for answerer in expired_answerers()
    ]


def _forms_without_answerer() -> list[Finding]:
    """Every form has an answerer (a foreign key); one that answers nothing any more is none."""
    forms = CallbackFormPage.objects.live().select_related("answerer")
    return [
        Finding(
            "Nobody answers this form any more: its answerer's contract is over.",
            page.title,
            _page_url(page.pk),
        )
        for page in forms
        if page.answerer.is_expired
    ]


def _undated() -> list[Finding]:
    undated = Answerer.objects.filter(Q(contract_from=None) | Q(contract_to=None), is_paid=True)
    return [
        Finding("Pays us, and the contract lacks a date.", one.name, _answerer_url(one))
        for one in undated
    ]


def _typed() -> list[Finding]:
    return [
        Finding(
            f"{found.number} is typed as text."
            + (f" Refer to the line “{found.line.label}” instead." if found.line else ""),
            found.page.title,
            _page_url(found.page.pk),
        )
        for found in plain_numbers()
    ]


def _page_url(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=(pk,))


def _answerer_url(answerer: Answerer) -> str:
    return reverse("wagtailsnippets_leads_answerer:edit", args=(answerer.pk,))


class NumbersReport(ReportView):
    """The report, for those who see answerers."""

    model = Answerer  # asked for the permission
    page_title = "Numbers and answerers"
    header_icon = "mobile-alt"
    index_url_name = "leads_numbers"
    index_results_url_name = "leads_numbers_results"
    permission_required = "view"
    is_searchable = False
    list_export: list[str] = []
    no_results_message = (
        "Nothing to mend: no number is typed as text, and every contract is in force."
    )
    columns = [
        TitleColumn("where", label="Where", get_url=lambda finding: finding.url, width="30%"),
        Column("what", label="What to mend"),
    ]

    def get_queryset(self) -> Any:
        """Return the findings."""
        return findings()
