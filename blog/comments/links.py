"""What a comment's author can do later, by a signed address: no account, no cookie.

One address for each comment. Who has it sees how the comment stands, may change it for ten minutes
and delete it at any time. It is shown after posting; mail to its author may carry it too.
"""

from datetime import datetime, timedelta

from django.core.signing import BadSignature
from django.urls import reverse
from django.utils import timezone

from blog.comments.states import EDITABLE
from blog.models import Comment
from leads.signatures import lasting_signer

EDITABLE_FOR = timedelta(minutes=10)
_SALT = "blog.comments.own"


def token_of(comment: Comment) -> str:
    """Return what stands for a comment in its author's address."""
    return lasting_signer(_SALT).sign(str(comment.pk))


def comment_of(token: str) -> Comment | None:
    """Return the comment of an author's token; None where nobody signed it, or it is gone."""
    try:
        pk = lasting_signer(_SALT).unsign(token)
    except BadSignature:
        return None
    return Comment.objects.filter(pk=pk).select_related("article").first()


def own_path(comment: Comment) -> str:
    """Return the path of the author's own page about a comment."""
    return reverse("comments:own", args=(token_of(comment),))


def editable_until(comment: Comment) -> datetime | None:
    """Return until when its author may change a comment; None where that is over."""
    until = comment.created_at + EDITABLE_FOR
    return until if comment.status in EDITABLE and timezone.now() < until else None
