"""What can be decided about comments: asks for the right, and passes on to `states`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from blog.comments import states
from blog.models import Comment
from blog.moderation import rights

Status = Comment.Status


@dataclass(frozen=True)
class Decision:
    """One decision; `name` stands in addresses."""

    name: str
    status: Status
    label: str
    done: str


ALL = (
    Decision("approve", Status.APPROVED, "Approve", "approved"),
    Decision("reject", Status.REJECTED, "Reject", "rejected"),
    Decision("spam", Status.SPAM, "Spam", "marked as spam"),
    Decision("wait", Status.PENDING, "Put back into the queue", "put back into the queue"),
)
BY_NAME = {decision.name: decision for decision in ALL}


def possible(user: Any, comment: Comment) -> list[Decision]:
    """Return what the user may decide about a comment as it stands."""
    if not rights.may(user, rights.MODERATE):
        return []
    following = states.FLOW.get(Status(comment.status), frozenset())
    return [decision for decision in ALL if decision.status in following]


def decide(
    user: Any, ids: Iterable[int], decision: Decision, seen: Mapping[int, str] | None = None
) -> list[int]:
    """Decide; return the keys of those that stood otherwise. PermissionDenied without the right."""
    rights.require(user, rights.MODERATE)
    return states.decide(ids, decision.status, user=user, seen=seen)


def why_not(comment: Comment, decision: Decision) -> str:
    """Say why a comment could not be decided about: it is removed, or somebody was quicker."""
    there = Comment.objects.filter(pk=comment.pk).first()
    if there is None or there.status == Status.REMOVED:
        return f"{comment} is removed."
    comment = there
    last = comment.events.select_related("user").last()
    who = last.user.get_username() if last and last.user else "its author or the system"
    if comment.status == decision.status or last is None:
        return f"{comment} was {decision.done} already, by {who}."
    what = last.get_kind_display().lower()
    return f"{comment} was {what} by {who} meanwhile. Nothing was done: look at it again."
