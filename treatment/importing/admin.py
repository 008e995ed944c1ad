"""Imports in the Wagtail admin: upload, look at what would change, decide, apply."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from treatment.choices import ImportState, RowAction
from treatment.importing import runs, uploads
from treatment.importing.applying import waiting
from treatment.importing.forms import ApprovalForm, DecisionForm, UploadForm
from treatment.importing.presentation import changes
from treatment.importing.report import summary
from treatment.models import DirectoryImport, DirectoryImportRow

PERMISSION = "treatment.add_directoryimport"
ROWS_PER_PAGE = 50
_AT_WORK = {
    ImportState.WAITING,
    ImportState.COMPARING,
    ImportState.APPROVED,
    ImportState.APPLYING,
}
View = Callable[..., HttpResponse]


def _for_importers(view: View) -> View:
    """Let those pass who have the permission."""

    @require_admin_access
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _address(run: DirectoryImport) -> str:
    """Return the address of an import's page."""
    return reverse("treatment_import", args=(run.pk,))


class ImportsView(ReportView):
    """All imports, newest first."""

    model = DirectoryImport
    page_title = "Imports"
    header_icon = "download"
    index_url_name = "treatment_imports"
    index_results_url_name = "treatment_imports_results"
    template_name = "treatment/admin/imports.html"
    permission_required = "add"
    is_searchable = False
    list_export: list[str] = []
    default_ordering = "-created_at"
    columns = [
        TitleColumn("files", label="Files", accessor=str, get_url=_address),
        Column("get_state_display", label="State"),
        Column("created_by", label="By"),
        DateColumn("created_at", label="Begun"),
    ]

    def get_queryset(self) -> Any:
        """Fetch who began them along."""
        return DirectoryImport.objects.select_related("created_by")


@_for_importers
def upload(request: HttpRequest) -> HttpResponse:
    """Take files, to be compared by the worker."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        run = DirectoryImport(locator=form.cleaned_data["locator"], created_by=request.user)
        uploads.receive(run, form.cleaned_data["files"], form.options)
        messages.success(request, "The files are here. They are compared next.")
        return redirect(_address(run))
    return render(request, "treatment/admin/upload.html", {"form": form})


@_for_importers
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an import is, what it changes, and what a person must decide."""
    run = get_object_or_404(DirectoryImport, pk=pk)
    action = request.GET.get("action", "")
    chosen = action if action in RowAction.values else _first_of(run)
    found = run.rows.filter(action=chosen).select_related("facility").order_by("file", "line", "pk")
    page = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    total = run.rows.count()
    left = waiting(run).count()
    context = {
        "run": run,
        "summary": summary(run) if run.counts else [],
        "at_work": run.state in _AT_WORK,
        "can_apply": run.state == ImportState.COMPARED or (run.state == ImportState.DONE and left),
        "done": total - left,
        "total": total,
        "can_drop": run.state in {ImportState.COMPARED, ImportState.REFUSED},
        "approval": ApprovalForm(run=run),
        "actions": [(one, one.label, one == chosen) for one in RowAction],
        "chosen": chosen,
        "page_obj": page,
        "rows": [_shown(run, row) for row in page],
    }
    return render(request, "treatment/admin/import.html", context)


def _first_of(run: DirectoryImport) -> str:
    """Return what of an import is shown first: changes, or the first kind of which there is any."""
    there = set(run.rows.order_by().values_list("action", flat=True).distinct())
    return next((one for one in (RowAction.CHANGED, *RowAction) if one in there), RowAction.CHANGED)


def _shown(run: DirectoryImport, row: DirectoryImportRow) -> dict[str, Any]:
    """Return a row with what is shown beside it."""
    file = run.files[row.file]["name"] if row.file is not None else ""
    undecided = row.action == RowAction.AMBIGUOUS and not row.applied
    undecided = undecided and run.state in runs.DECIDABLE
    return {
        "row": row,
        "file": file,
        "changes": changes(row),
        "form": DecisionForm(row=row) if undecided else None,
    }


@require_POST
@_for_importers
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the worker write it."""
    run = get_object_or_404(DirectoryImport, pk=pk)
    form = ApprovalForm(request.POST, run=run)
    accept_gone = form.is_valid() and form.cleaned_data.get("accept_gone", False)
    try:
        runs.approve(run, request.user, accept_gone=accept_gone)
    except runs.NotPossibleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "It is being applied.")
    return redirect(_address(run))


@require_POST
@_for_importers
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget an import of which nothing was written."""
    run = get_object_or_404(DirectoryImport, pk=pk)
    if run.state not in {ImportState.COMPARED, ImportState.REFUSED}:
        messages.error(request, f"It cannot be dropped now: {run.get_state_display()}.")
        return redirect(_address(run))
    uploads.discard(run)
    run.delete()
    messages.success(request, "The import was dropped.")
    return redirect(reverse("treatment_imports"))


@require_POST
@_for_importers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a decision about an ambiguous row."""
    row = get_object_or_404(DirectoryImportRow.objects.select_related("directory_import"), pk=pk)
    form = DecisionForm(request.POST, row=row)
    try:
        if not form.is_valid():
            raise runs.NotPossibleError("Choose one of the answers.")
        runs.decide(row, *form.decision)
    except runs.NotPossibleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Line {row.line}: {row.get_decision_display().lower()}.")
    return redirect(f"{_address(row.directory_import)}?action={RowAction.AMBIGUOUS}")
