"""Being told of replies: wished for with a comment, confirmed by mail, ended with one click.

Nobody is written to before a comment is approved: until then the address may be anybody's, and
there is no reply to tell of. What is signed in a link is the comment's number; who holds the link
may do the one thing that it says, without a cookie.
"""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from blog.models import Comment
from leads import reader_mail
from leads.signatures import lasting_signer, lasting_timestamp_signer

CONFIRMATION = "comments.confirmation"
REPLY = "comments.reply"
CONFIRM_WITHIN = timedelta(days=14)
MOST_UNANSWERED = 3  # confirmations in a day to one address, so that nobody's mailbox is filled
_DAY = timedelta(days=1)
_CONFIRM = "blog.comments.replies.confirm"
_STOP = "blog.comments.replies.stop"
Notify = Comment.Notify


def owe_letters(sender: type, comments: list[int], **kwargs: Any) -> None:
    """Owe what approvals give cause for: a receiver of `states.approved`, in its transaction.

    Each letter is owed once in the life of a comment, however often it is approved.
    """
    for comment in Comment.objects.filter(pk__in=comments).select_related("parent"):
        if comment.notify == Notify.ASKED and not _has_many_unanswered(comment):
            reader_mail.owe(CONFIRMATION, comment.pk)
        asked = comment.parent
        if asked and asked.notify == Notify.CONFIRMED and asked.email_hash != comment.email_hash:
            reader_mail.owe(REPLY, comment.pk)


def _has_many_unanswered(comment: Comment) -> bool:
    recent = Comment.objects.filter(
        email_hash=comment.email_hash,
        status=Comment.Status.APPROVED,
        notify=Notify.ASKED,
        decided_at__gt=timezone.now() - _DAY,
    )
    return recent.exclude(pk=comment.pk).count() >= MOST_UNANSWERED


def confirmation_token(comment: Comment) -> str:
    """Return what the link of the confirmation holds."""
    return lasting_timestamp_signer(_CONFIRM).sign(str(comment.pk))


def stop_token(comment: Comment) -> str:
    """Return what the link holds that ends all mail about replies; it does not grow old."""
    return lasting_signer(_STOP).sign(str(comment.pk))


def wishing(token: str) -> Comment | None:
    """Return the comment whose author may confirm now; None for a link that is old or wrong."""
    try:
        pk = int(lasting_timestamp_signer(_CONFIRM).unsign(token, max_age=CONFIRM_WITHIN))
    except (signing.BadSignature, ValueError):
        return None
    wished = (Notify.ASKED, Notify.CONFIRMED)
    return Comment.objects.filter(pk=pk, notify__in=wished).select_related("article").first()


def confirm(comment: Comment) -> None:
    """Note that the owner of the mailbox wants to be told."""
    Comment.objects.filter(pk=comment.pk, notify=Notify.ASKED).update(
        notify=Notify.CONFIRMED, notify_confirmed_at=timezone.now()
    )


def is_stop_token(token: str) -> bool:
    """Say whether the token is one of ours."""
    return _comment_of(token) is not None


def stop(token: str) -> bool:
    """End all mail about replies to whoever wrote the comment; False for a token not ours.

    The wish behind the click is 'no more mail', so that it holds for all comments of the address.
    """
    pk = _comment_of(token)
    if pk is None:
        return False
    hashes = Comment.objects.filter(pk=pk).exclude(email_hash="").values("email_hash")
    Comment.objects.filter(
        email_hash__in=hashes, notify__in=(Notify.ASKED, Notify.CONFIRMED)
    ).update(notify=Notify.STOPPED)
    return True


def _comment_of(token: str) -> int | None:
    try:
        return int(lasting_signer(_STOP).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
