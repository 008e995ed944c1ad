"""The list in the editor's Checks panel: what is wrong with the page as the form has it now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from home.publishing.levels import levels_for
from home.publishing.running import check_page


class _FindingsMixin:
    """Reads the form as Wagtail's preview does, which keeps nothing, and answers with HTML."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the findings; 422 where the form cannot be read."""
        view: Any = self
        form = view.get_form(request.POST)
        if not view.validate_form(form):
            return HttpResponse(status=422)
        page = form.save(commit=False)
        levels = levels_for(page)
        results = check_page(page, levels)
        errors = sum(result.blocks for result in results)
        context = {
            "results": results,
            "errors": errors,
            "warnings": len(results) - errors,
            "checks": len(levels),
        }
        return TemplateResponse(request, "home/publishing/findings.html", context)


class FindingsOnEdit(_FindingsMixin, PreviewOnEditView):
    """The findings of a page that exists."""


class FindingsOnCreate(_FindingsMixin, PreviewOnCreateView):
    """The findings of a page that was never saved."""
