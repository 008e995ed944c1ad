"""Who may do what with readers' comments. Every view and every step asks here.

None of the rights is one on pages: moderators need not be able to edit an article.
"""

from typing import Any

from django.core.exceptions import PermissionDenied

VIEW = "blog.view_comment"
MODERATE = "blog.moderate_comment"  # approve, reject, mark as spam, put back
EDIT = "blog.edit_comment"
REPLY = "blog.reply_comment"
BAN = "blog.add_ban"
ERASE = "blog.erase_comment"


def may(user: Any, permission: str) -> bool:
    """Say whether the user may read comments and do this to them."""
    return user.is_active and user.has_perms((VIEW, permission))


def require(user: Any, permission: str) -> None:
    """Raise PermissionDenied where the user may not."""
    if not may(user, permission):
        raise PermissionDenied
