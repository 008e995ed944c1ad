"""The bulk edits: services, checked, gone, back."""

from abc import abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from treatment.changes import Outcome, change_all, obstacle
from treatment.editing.bulk.forms import BackForm, CheckedForm, GoneForm, ServicesForm
from treatment.editing.bulk.selection import Selection
from treatment.models import FacilityPage, Service
from treatment.provenance import note_editor


class FacilityBulkEdit(Selection, PageBulkAction):
    """Asks what to do, does it to all in one transaction, and names what was left out."""

    template_name = "treatment/admin/bulk/edit.html"
    outcome: Outcome

    def check_perm(self, page: FacilityPage) -> bool:
        """Ask for the right to publish: the change is public at once."""
        return page.permissions_for_user(self.request.user).can_publish()

    @abstractmethod
    def change(self, page: FacilityPage) -> bool:
        """Change one page; return False where it was so already."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell those that can be changed from those that will be skipped."""
        context = super().get_context_data(**kwargs)
        pages = [(item["item"], self._obstacle(item["item"])) for item in context["items"]]
        return context | {
            "action": self,
            "ready": [page for page, reason in pages if not reason],
            "skipped": [(page, reason) for page, reason in pages if reason],
        }

    def _obstacle(self, page: FacilityPage) -> str:
        return obstacle(page, self.request.user)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Do it; where a page's own rules object, say which and take everything back."""
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error(None, ["Nothing was changed.", *error.messages])
            return self.form_invalid(form)

    def get_execution_context(self) -> dict[str, Any]:
        """Hand the action to `execute_action`, which is a class method."""
        return super().get_execution_context() | {"action": self}

    @classmethod
    def execute_action(
        cls, objects: list[FacilityPage], action: Any = None, user: Any = None, **_: Any
    ) -> tuple[int, int]:
        """Change the pages."""
        ids = [page.pk for page in objects]
        action.outcome = change_all(ids, action.change, user, action.cleaned_form.summary())
        return action.outcome.changed, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say what was done to how many, and name those left out."""
        outcome = self.outcome
        if outcome.skipped:
            messages.warning(self.request, f"Skipped. {'; '.join(outcome.skipped)}.")
        if outcome.same:
            messages.info(self.request, f"{_facilities(outcome.same)} had it already.")
        if not outcome.changed:
            return None
        return f"{_facilities(outcome.changed)} changed. {self.cleaned_form.summary()}."


def _facilities(number: int) -> str:
    return f"{number} {'facility' if number == 1 else 'facilities'}"


class EditServices(FacilityBulkEdit):
    """Adds, removes or replaces services."""

    display_name = "Services"
    action_type = "facility_services"
    aria_label = "Change the services of the chosen facilities"
    heading = "Change services"
    action_priority = 10
    form_class = ServicesForm

    def change(self, page: FacilityPage) -> bool:
        """Set the services."""
        chosen: set[Service] = set(self.cleaned_form.cleaned_data["services"])
        offered: set[Service] = set(page.services.all())
        wanted = {
            ServicesForm.ADD: offered | chosen,
            ServicesForm.REMOVE: offered - chosen,
            ServicesForm.REPLACE: chosen,
        }[self.cleaned_form.cleaned_data["how"]]
        if wanted == offered:
            return False
        page.services = sorted(wanted, key=lambda service: service.pk)
        note_editor(page, ["services"], self.request.user)
        return True


class MarkChecked(FacilityBulkEdit):
    """Says that facts were checked."""

    display_name = "Checked"
    action_type = "facility_checked"
    aria_label = "Say that the chosen facilities were checked"
    heading = "Mark as checked"
    action_priority = 20
    form_class = CheckedForm

    def change(self, page: FacilityPage) -> bool:
        """Note day and editor for each field."""
        form, before = self.cleaned_form, (page.provenance, page.source_date, page.source)
        note_editor(page, form.fields_checked, self.request.user, form.cleaned_data["day"])
        if form.is_whole:
            page.source_date = form.cleaned_data["day"]
            page.source = form.cleaned_data["source"]
        return before != (page.provenance, page.source_date, page.source)


class MarkGone(FacilityBulkEdit):
    """Takes facilities out of the search."""

    display_name = "Gone"
    action_type = "facility_gone"
    aria_label = "Mark the chosen facilities as gone"
    heading = "Mark as gone: they leave the search"
    action_priority = 21
    form_class: type[forms.Form] = GoneForm

    def change(self, page: FacilityPage) -> bool:
        """Set the day, or take it away."""
        day = self.cleaned_form.cleaned_data.get("day")
        if page.gone_on == day:
            return False
        page.gone_on = day
        note_editor(page, ["gone_on"], self.request.user)
        return True


class MarkBack(MarkGone):
    """Brings facilities back into the search."""

    display_name = "Back"
    action_type = "facility_back"
    aria_label = "Mark the chosen facilities as listed again"
    heading = "Mark as listed again: they return to the search"
    action_priority = 22
    form_class = BackForm


class FacilityPublish(Selection, PublishBulkAction):
    """Wagtail's, by the list's filters."""


class FacilityUnpublish(Selection, UnpublishBulkAction):
    """Wagtail's, by the list's filters."""


class FacilityDelete(Selection, DeleteBulkAction):
    """Wagtail's, by the list's filters."""


ACTIONS = (
    EditServices,
    MarkChecked,
    MarkGone,
    MarkBack,
    FacilityPublish,
    FacilityUnpublish,
    FacilityDelete,
)
