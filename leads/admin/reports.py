"""The report on numbers and answerers: what would mislead a reader."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.auth import require_admin_access

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
    return [one for one in over.prefetch_related("lines", "forms") if _is_used(one)]


def _is_used(answerer: Answerer) -> bool:
    return bool(answerer.lines.all()) or any(page.live for page in answerer.forms.all())


def _expired() -> list[Finding]:
    return [
        Finding(
            f"The contract ended on {answerer.contract_to}, and readers still see their numbers "
            "or forms.",
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
    undated = Answerer.objects.filter(is_paid=True, contract_to=None)
    return [
        Finding("Pays us, and the contract has no end.", one.name, _answerer_url(one))
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


@require_admin_access
def numbers_and_answerers(request: HttpRequest) -> HttpResponse:
    """Show the report to those who see answerers."""
    if not request.user.has_perm("leads.view_answerer"):
        raise PermissionDenied
    return render(request, "leads/admin/numbers.html", {"findings": findings()})
