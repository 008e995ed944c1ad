"""One ticket: what the reader wrote, and the buttons that end it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from leads.admin.desk import UNREADABLE, read_value
from treatment.models import ListingProblem
from treatment.problems import LONGEST, EndedError, end, may_end

ENDS = [(status.value, status.label) for status in ListingProblem.Status if status.value != "open"]


class EndForm(forms.Form):
    """How it ended, by the button, and a note for colleagues."""

    status = forms.ChoiceField(choices=ENDS, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Note for colleagues",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@method_decorator(never_cache, name="dispatch")
class ProblemView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Shows the ticket; takes how it ended."""

    model = ListingProblem
    permission_required = "view"
    template_name = "treatment/admin/problem.html"
    form_class = EndForm
    page_title = "Listing problem"
    header_icon = "warning"

    @cached_property
    def problem(self) -> ListingProblem:
        """The ticket of the address."""
        tickets = ListingProblem.objects.select_related("facility", "settled_by")
        return get_object_or_404(tickets, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name the facility; what the reader wrote goes to the page alone."""
        return str(self.problem.facility)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        listing = {"url": reverse("listing_problems:index"), "label": "Listing problems"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Decrypt here what the list leaves alone."""
        return super().get_context_data(**kwargs) | {
            "problem": self.problem,
            "words": self._read("words"),
            "note": self._read("note"),
            "may_end": self.problem.is_open and may_end(self.request.user),
        }

    def _read(self, name: str) -> str:
        text = read_value(self.problem, name)
        return UNREADABLE if text is None else text

    def form_valid(self, form: EndForm) -> HttpResponse:
        """End it, and go on to the next in the list."""
        status, note = form.cleaned_data["status"], form.cleaned_data["note"]
        try:
            end(self.request.user, self.problem, status, note)
        except EndedError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, f"“{self.problem}” is {status}.")
        return redirect("listing_problems:index")
