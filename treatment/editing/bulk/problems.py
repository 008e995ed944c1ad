"""Ending several tickets at once."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_list_or_404
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from treatment.editing.problems import ProblemIndexView
from treatment.models import ListingProblem
from treatment.problems import LONGEST, EndedError, end, may_end


class NoteForm(forms.Form):
    """A note for all of them."""

    note = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class EndProblems(BulkAction):
    """Ends the chosen tickets in one transaction; those already ended are named."""

    models = [ListingProblem]
    form_class = NoteForm
    template_name = "treatment/admin/bulk/problems.html"
    status: str

    def check_perm(self, obj: ListingProblem) -> bool:
        """Ask for the right to end tickets."""
        return may_end(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who may not end tickets before anything is looked up."""
        if not may_end(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[ListingProblem], object_ids: Any) -> list[ListingProblem]:
        """Return the tickets; 404 where none of them exists."""
        ids = {int(one) for one in object_ids if str(one).isdecimal() and len(str(one)) < 10}
        return get_list_or_404(model.objects.select_related("facility").filter(pk__in=ids))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """Return the keys of all that the list shows, by its filters."""
        view = ProblemIndexView()
        view.setup(self.request)
        return list(view.get_queryset().values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the template says."""
        return super().get_context_data(**kwargs) | {"action": self}

    def get_execution_context(self) -> dict[str, Any]:
        """Hand the action to `execute_action`, which is a class method."""
        return {"action": self}

    @classmethod
    def execute_action(
        cls, objects: list[ListingProblem], action: Any = None, **_: Any
    ) -> tuple[int, int]:
        """End each; name those that are ended already."""
        note, done = action.cleaned_form.cleaned_data["note"], 0
        for problem in objects:
            try:
                end(action.request.user, problem, cls.status, note)
                done += 1
            except EndedError as error:
                messages.warning(action.request, str(error))
        return done, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say how many."""
        if not num_parent_objects:
            return None
        plural = "" if num_parent_objects == 1 else "s"
        return f"{num_parent_objects} problem{plural} {self.status}."


class SettleProblems(EndProblems):
    """Says that they were mended."""

    display_name = "Settle"
    action_type = "settle"
    aria_label = "Settle the chosen problems"
    status = ListingProblem.Status.SETTLED


class DismissProblems(EndProblems):
    """Says that nothing was wrong."""

    display_name = "Dismiss"
    action_type = "dismiss"
    aria_label = "Dismiss the chosen problems"
    status = ListingProblem.Status.DISMISSED
    action_priority = 110
