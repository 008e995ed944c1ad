"""What becomes of a comment. Its status changes here and nowhere else, and leaves a trace.

`approved` is sent within the transaction, with the keys of the comments that became visible.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.utils import timezone

from blog.models import Comment, CommentEvent

Status, Kind = Comment.Status, CommentEvent.Kind
approved = Signal()
_STANDING = frozenset(Status) - {Status.REMOVED}
# From each status to those that may follow; of what was removed nothing is left.
FLOW = {status: _STANDING - {status} for status in _STANDING}
EDITABLE = frozenset({Status.PENDING, Status.APPROVED, Status.SPAM})  # by their authors
_NOTHING = {
    "name": "",
    "text": "",
    "email": None,
    "email_hash": "",
    "network": "",
    "fingerprint": "",
    "attempt": "",
    "notify": Comment.Notify.NO,
    "notify_confirmed_at": None,
}


@transaction.atomic
def enter(**columns: Any) -> Comment:
    """Store a new comment that waits, or that is spam; return it."""
    comment = Comment.objects.create(**columns)
    CommentEvent.objects.create(comment=comment, at=comment.created_at, kind=Kind.POSTED)
    return comment


@transaction.atomic
def decide(
    ids: Iterable[int],
    status: str,
    *,
    user: Any = None,
    note: str = "",
    seen: Mapping[int, str] | None = None,
) -> list[int]:
    """Give comments a status; return the keys of those that did not have it.

    Without a user the system decided, and `note` says why. Who may is the caller's to ask. Where
    they were `seen`, each in a version, those that are another by now stay as they are.
    """
    target = Status(status)
    if target not in _STANDING:
        raise ValueError("A comment is removed by `remove`, which empties it.")
    before = [status for status, following in FLOW.items() if target in following]
    changed = _locked(Comment.objects.filter(pk__in=list(ids), status__in=before))
    if seen is not None:
        there = Comment.objects.in_bulk(changed)
        changed = [pk for pk in changed if there[pk].version == seen.get(pk)]
    decided_at = None if target == Status.PENDING else timezone.now()
    Comment.objects.filter(pk__in=changed).update(status=target, decided_at=decided_at)
    _trace(changed, Kind(target.value), user, note)
    if target == Status.APPROVED and changed:
        approved.send(Comment, comments=changed)
    return changed


@transaction.atomic
def replace(comment: Comment, status: str = Status.PENDING, **said: Any) -> bool:
    """Give a comment its author's new words, and let it wait again; False where it is too late."""
    rows = Comment.objects.filter(pk=comment.pk, status__in=EDITABLE)
    if not _locked(rows):
        return False
    rows.update(**said, status=status, decided_at=None, edited_at=timezone.now())
    _trace([comment.pk], Kind.EDITED, None, "By its author")
    return True


@transaction.atomic
def correct(comment: Comment, text: str, *, user: Any) -> bool:
    """Let a moderator change the words; what stood there goes into the trace, the status stays."""
    rows = Comment.objects.filter(pk=comment.pk)
    if not text.strip() or not _locked(rows):
        return False
    old = rows.values_list("text", flat=True).get()
    rows.update(text=text, edited_at=timezone.now())
    CommentEvent.objects.create(comment=comment, kind=Kind.EDITED, user=user, old_text=old)
    return True


@transaction.atomic
def remove(ids: Iterable[int], kind: str, *, user: Any = None) -> list[int]:
    """Empty comments for good, as `removed` by their author or `erased`; return their keys."""
    removed = _locked(Comment.objects.filter(pk__in=list(ids)))
    now = timezone.now()
    erased = {"erased_at": now} if kind == Kind.ERASED else {}
    Comment.objects.filter(pk__in=removed).update(
        **_NOTHING, **erased, status=Status.REMOVED, decided_at=now
    )
    CommentEvent.objects.filter(comment__in=removed).exclude(old_text="").update(old_text="")
    _trace(removed, Kind(kind), user, "")
    return removed


def _locked(comments: QuerySet) -> list[int]:
    """Return the keys of those that are not removed, held until the transaction ends."""
    rows = comments.exclude(status=Status.REMOVED).select_for_update().order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _trace(ids: Iterable[int], kind: CommentEvent.Kind, user: Any, note: str) -> None:
    CommentEvent.objects.bulk_create(
        CommentEvent(comment_id=pk, kind=kind, user=user, note=note[:200]) for pk in ids
    )
