"""Why a comment waits, in words."""

from blog.comments.holds import WORDS, Hold
from blog.models import Comment
from leads import flags


def reasons(comment: Comment) -> list[str]:
    """Return what holds a comment, and what was unusual about how it was sent.

    That every comment is read first is left out where there is more to say.
    """
    held = [Hold(one) for one in comment.holds if one in set(Hold)]
    held = [one for one in held if one != Hold.NEW] or held
    unusual = [flags.WORDS[flags.Flag(one)] for one in comment.flags if one in set(flags.Flag)]
    return [WORDS[one] for one in held] + unusual
