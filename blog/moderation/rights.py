"""Who may do what with readers' comments. Every view and every step asks here.

None of the rights is one on pages: moderators need not be able to edit an article.
"""

from typing import Any

from django.core.exceptions import PermissionDenied

VIEW = "view"
MODERATE = "moderate"  # approve, reject, mark as spam, put back
EDIT = "edit"
REPLY = "reply"
ERASE = "erase"


def may(user: Any, action: str) -> bool:
    """Say whether the user may read comments and do this to them."""
    needed = ("blog.view_comment", f"blog.{action}_comment")
    return user.is_active and user.has_perms(needed)


def require(user: Any, action: str) -> None:
    """Raise PermissionDenied where the user may not."""
    if not may(user, action):
        raise PermissionDenied
