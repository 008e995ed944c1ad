"""Comments as JSON: what readers see of them, and never an address of mail or network."""

from typing import Any

from django.urls import reverse
from typing_extensions import TypedDict

from blog.comments.forms import CommentForm
from blog.comments.links import editable_until, own_path
from blog.comments.opening import Opening
from blog.comments.threads import Node
from blog.models import Comment
from home.crisis import CRISIS_LINES, CrisisLineValue, as_json, find_dangers, lines_for
from leads.api import FormFieldDescription, describe_field
from leads.captcha import get_captcha


class CommentValue(TypedDict):
    """A comment with its answers, oldest first; `text` is null where it is not shown any more.

    `text` is as it was written, `html` the same made safe. `answers_to` names the comment answered
    where this one stands beside it, on the third level.
    """

    id: int
    name: str
    initials: str
    by_team: bool
    text: str | None
    html: str | None
    created_at: str | None
    edited_at: str | None
    answers_to: int | None
    path: str
    replies: "list[CommentValue]"


class CommentFormValue(TypedDict):
    """What a new comment is asked for, and the captcha that goes with it."""

    fields: list[FormFieldDescription]
    captcha: dict[str, str]


class ConversationMeta(TypedDict):
    """How many comments there are in all, and whether more are taken, until when."""

    total_count: int
    open: bool
    closes_at: str | None
    team_name: str
    form: CommentFormValue | None


class ConversationValue(TypedDict):
    """A page of an article's threads."""

    meta: ConversationMeta
    items: list[CommentValue]


class CommentReceipt(TypedDict):
    """What became of a comment. `own_path` is its author's alone: to change and to delete it.

    Who repeats a comment is told no more than that it is `known`, unless the same
    `Idempotency-Key` shows that it is theirs.
    """

    id: int | None
    state: str
    own_path: str | None
    editable_until: str | None
    crisis_lines: list[CrisisLineValue]


def represent(node: Node) -> CommentValue:
    """Return a comment with those below it."""
    comment = node.comment
    return {
        "id": node.pk,
        "name": comment.name if comment else "",
        "initials": node.initials,
        "by_team": bool(comment and comment.by_team),
        "text": comment.text if comment else None,
        "html": node.html if comment else None,
        "created_at": _moment(comment and comment.created_at),
        "edited_at": _moment(comment and comment.edited_at),
        "answers_to": node.answers_to.pk if node.answers_to else None,
        "path": reverse("comments:at", args=(node.pk,)) if comment else "",
        "replies": [represent(below) for below in node.replies],
    }


def represent_meta(
    total: int, opening: Opening, team_name: str, form: CommentForm
) -> ConversationMeta:
    """Return what is said of the whole conversation."""
    fields = [describe_field(field.name, field.field) for field in (*form.questions, form.box)]
    described: CommentFormValue = {"fields": fields, "captcha": get_captcha().describe()}
    return {
        "total_count": total,
        "open": opening.is_open,
        "closes_at": _moment(opening.until),
        "team_name": team_name,
        "form": described if opening.is_open else None,
    }


def receipt_of(comment: Comment) -> CommentReceipt:
    """Return what a comment's sender is told, with the crisis lines where it speaks of danger."""
    return {
        "id": comment.pk,
        # Nobody is told that they are banned.
        "state": "approved" if comment.status == Comment.Status.APPROVED else "pending",
        "own_path": own_path(comment),
        "editable_until": _moment(editable_until(comment)),
        "crisis_lines": _crisis_lines(comment),
    }


def receipt_of_known(comment: Comment) -> CommentReceipt:
    """Return what somebody is told who repeats a comment and has not shown that it is theirs."""
    return {
        "id": None,
        "state": "known",
        "own_path": None,
        "editable_until": None,
        "crisis_lines": _crisis_lines(comment),
    }


def _crisis_lines(comment: Comment) -> list[CrisisLineValue]:
    dangers = find_dangers(comment.name, comment.text)
    return as_json((lines_for(dangers) or CRISIS_LINES) if comment.crisis else ())


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
