"""Banning whoever wrote a comment, or the network it came from, without learning who that is."""

from typing import Any

from blog.models import Ban, Comment
from blog.moderation import rights


def ban(user: Any, comment: Comment, kind: str, reason: str) -> tuple[Ban | None, bool]:
    """Return the ban, and whether it is new; None where the comment came without this.

    Raise PermissionDenied without the right.
    """
    rights.require(user, rights.BAN)
    value = comment.email_hash if kind == Ban.Kind.PERSON else comment.network
    if not value:
        return None, False
    return Ban.objects.get_or_create(
        kind=kind, value=value, defaults={"reason": reason, "created_by": user}
    )
