"""The list in the editor's Checks panel: what is wrong with the page as the form has it now."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin.views.pages.preview import PreviewOnCreateView
from wagtail.models import Page

from home.editing_views import PreviewOnEditView
from home.publishing.form_errors import form_results
from home.publishing.levels import levels_for
from home.publishing.running import Result, check_page


class _FindingsMixin:
    """Reads the form as Wagtail's preview does, which keeps nothing, and answers with HTML."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the findings, and whether all of the form could be read.

        What the form lacks before it can be published is found first.
        """
        view: Any = self
        form = view.get_form(request.POST)
        is_valid = view.validate_form(form)
        page = form.save(commit=False) if is_valid else _readable(form)
        levels = levels_for(page)
        found = [*self._form_results(form), *check_page(page, levels)]
        results = [_on_form(result, form) for result in found]
        errors = sum(result.blocks for result in results)
        context = {
            "results": results,
            "errors": errors,
            "warnings": len(results) - errors,
            "checks": len(levels),
            "is_whole": is_valid,
        }
        return TemplateResponse(request, "home/publishing/findings.html", context)

    def _form_results(self, form: Any) -> list[Result]:
        """Ask the form as it would be published; a preview puts a title where there is none."""
        if not form.is_bound:
            return []
        view: Any = self
        whole = type(form)(
            view.request.POST,
            instance=view.get_object(),
            parent_page=form.parent_page,
            for_user=view.request.user,
        )
        return form_results(whole)


def _on_form(result: Result, form: Any) -> Result:
    """Return a result that leads only to what is on this user's form, and else says who sets it."""
    name = result.finding.place.partition(".")[0]
    if not name or name in form.fields or name in form.formsets:
        return result
    right = (form._meta.field_permissions or {}).get(name, "")
    who = Permission.objects.filter(codename=right.rpartition(".")[2]).first() if right else None
    ask = f"Somebody with the right “{who.name}” can set it." if who else "Ask an administrator."
    message = f"{result.finding.message} This field is not on your form. {ask}"
    return replace(result, finding=replace(result.finding, message=message, place=""))


def _readable(form: Any) -> Page:
    """Return the page with the columns and rows that are valid: an empty author is just missing."""
    page = form.instance
    for name, formset in form.formsets.items():
        if name == "comments" or not formset.is_bound:  # editors' words to one another
            continue
        rows = [row for row in formset.forms if not formset._should_delete_form(row)]
        setattr(page, formset.rel_name, [row.instance for row in rows if row.is_valid()])
    return page


class FindingsOnEdit(_FindingsMixin, PreviewOnEditView):
    """The findings of a page that exists."""


class FindingsOnCreate(_FindingsMixin, PreviewOnCreateView):
    """The findings of a page that was never saved."""
