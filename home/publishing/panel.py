"""The list in the editor's Checks panel: what is wrong with the page as the form has it now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page

from home.publishing.levels import levels_for
from home.publishing.running import check_page


class _FindingsMixin:
    """Reads the form as Wagtail's preview does, which keeps nothing, and answers with HTML."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the findings; with 422 where some of the form cannot be read."""
        view: Any = self
        form = view.get_form(request.POST)
        is_valid = view.validate_form(form)
        page = form.save(commit=False) if is_valid else _readable(form)
        levels = levels_for(page)
        results = check_page(page, levels)
        errors = sum(result.blocks for result in results)
        context = {
            "results": results,
            "errors": errors,
            "warnings": len(results) - errors,
            "checks": len(levels),
        }
        status = 200 if is_valid else 422
        return TemplateResponse(request, "home/publishing/findings.html", context, status=status)


def _readable(form: Any) -> Page:
    """Return the page with the columns and rows that are valid: an empty author is just missing."""
    page = form.instance
    for name, formset in form.formsets.items():
        rows = [row for row in formset.forms if not formset._should_delete_form(row)]
        setattr(page, name, [row.instance for row in rows if row.is_valid()])
    return page


class FindingsOnEdit(_FindingsMixin, PreviewOnEditView):
    """The findings of a page that exists."""


class FindingsOnCreate(_FindingsMixin, PreviewOnCreateView):
    """The findings of a page that was never saved."""
