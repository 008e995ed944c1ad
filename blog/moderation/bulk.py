"""Deciding about several comments at once."""

from typing import Any

from django.shortcuts import get_list_or_404
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from blog.models import Comment
from blog.moderation import decisions, rights
from blog.moderation.actions import SEEN
from blog.moderation.decisions import Decision
from blog.moderation.listing import QueueView

MOST_TOLD = 3  # of those that somebody else decided about; the rest are counted
STAY = "Came or changed meanwhile, and stayed as they are: {}. Look at them again."
MOST = 500  # in one transaction; of a longer list the first ones are taken


class BulkDecision(BulkAction):
    """Asks once more, then decides about all of them in one transaction."""

    models = [Comment]
    template_name = "blog/admin/bulk.html"
    decision: Decision

    def check_perm(self, obj: Comment) -> bool:
        """Ask for the right."""
        return rights.may(self.request.user, rights.MODERATE)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Let nobody without the right read what is chosen."""
        rights.require(request.user, rights.MODERATE)
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Comment], object_ids: Any) -> list[Comment]:
        """Return the comments, removed ones left out; 404 where none of them exists."""
        ids = {int(one) for one in object_ids if str(one).isdecimal() and len(str(one)) < 19}
        found = model.objects.filter(pk__in=sorted(ids)[:MOST]).order_by("rank", "created_at", "pk")
        return get_list_or_404(found.exclude(status=Comment.Status.REMOVED))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """Return the keys of the first that the list shows, by its filters and in its order."""
        view = QueueView()
        view.setup(self.request)
        return list(view.get_queryset().values_list("pk", flat=True)[:MOST])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the template says."""
        return super().get_context_data(**kwargs) | {"action": self, "most": MOST}

    def get_execution_context(self) -> dict[str, Any]:
        """Hand the action to `execute_action`, which is a class method."""
        return {"action": self}

    @classmethod
    def execute_action(
        cls, objects: list[Comment], action: Any = None, **_: Any
    ) -> tuple[int, int]:
        """Decide about those that are as the question showed them; tell of the others."""
        request, seen = action.request, action.seen()
        ids = [comment.pk for comment in objects if comment.pk in seen]
        done = decisions.decide(request.user, ids, cls.decision, seen)
        others = [comment for comment in objects if comment.pk in set(ids) - set(done)]
        for comment in others[:MOST_TOLD]:
            messages.warning(request, decisions.why_not(comment, cls.decision))
        if more := len(objects) - len(done) - len(others[:MOST_TOLD]):
            messages.warning(request, STAY.format(more))
        return len(done), 0

    def seen(self) -> dict[int, str]:
        """Return in which version the question showed each comment."""
        pairs = (one.partition(":") for one in self.request.POST.getlist(SEEN))
        return {int(pk): version for pk, _, version in pairs if pk.isdecimal()}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say how many; nothing of none."""
        if not num_parent_objects:
            return None
        plural = "" if num_parent_objects == 1 else "s"
        return f"{num_parent_objects} comment{plural} {self.decision.done}."


def _bulk(name: str, aria_label: str, priority: int) -> type[BulkDecision]:
    """Return the action of one decision."""
    decision = decisions.BY_NAME[name]
    said = {"display_name": decision.label, "action_type": name, "aria_label": aria_label}
    return type(
        f"{decision.label}Comments",
        (BulkDecision,),
        {**said, "decision": decision, "action_priority": priority},
    )


ACTIONS = (
    _bulk("approve", "Approve the chosen comments", 10),
    _bulk("reject", "Reject the chosen comments", 20),
    _bulk("spam", "Mark the chosen comments as spam", 30),
)
