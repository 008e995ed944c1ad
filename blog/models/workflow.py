"""The step of a workflow in which somebody with medical standing checks an article."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from wagtail.models import AbstractGroupApprovalTask

from blog import reviewing

LAST_STEP = (
    "This is the last step of its workflow, which publishes, and your account may not publish. "
    "Ask an administrator to add a step for moderators after it."
)


class MedicalReviewTask(AbstractGroupApprovalTask):
    """Approved by a member of the groups who neither wrote the article nor edited it last.

    The approval is what readers see: it writes the reviewer and the day into the article.
    """

    class Meta:
        verbose_name = "Medical review"
        verbose_name_plural = "Medical reviews"

    @classmethod
    def get_description(cls) -> str:
        """Return what the workflow's editor reads when choosing a kind of task."""
        return (
            "A member of the chosen groups, who did not write the article, checks it. "
            "The article then says who reviewed it and when."
        )

    def why_not(self, page: Any, user: Any) -> str:
        """Return why this user may not approve this page; empty where they may."""
        if not self._user_in_groups(user):
            return "Only members of the reviewers' groups approve a medical review."
        if self._publishes(page) and not page.permissions_for_user(user).can_publish():
            return LAST_STEP
        return reviewing.why_not(_specific(page), user)

    def _publishes(self, page: Any) -> bool:
        """Say whether this task is the last of the page's workflow: its approval publishes."""
        state = page.current_workflow_state
        if state is None:
            return False
        tasks = state.workflow.workflow_tasks.filter(task__active=True).order_by("sort_order")
        return bool(tasks.values_list("task", flat=True).last() == self.pk)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer members to ask for changes, and to approve those who may."""
        offered = super().get_actions(obj, user)
        if not offered or not self.why_not(obj, user):
            return offered
        return [action for action in offered if action[0] != "approve"]

    @transaction.atomic
    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Carry an action out; raise PermissionDenied where this user may not approve."""
        if action_name == "approve":
            page = task_state.workflow_state.content_object
            if reason := self.why_not(page, user):
                raise PermissionDenied(reason)
            if revision := reviewing.record(_specific(page), user, on=localdate()):
                task_state.revision = revision  # saved with the approval
                page.refresh_from_db()  # what comes next takes its latest draft
        leads_to = super().on_action(task_state, user, action_name, **kwargs)
        return leads_to or reviewing.way_back(task_state.workflow_state.content_object, user)


def _specific(page: Any) -> Any:
    """Return a page as its own type; a snippet is that already."""
    return getattr(page, "specific", page)
