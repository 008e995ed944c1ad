"""Answers in the publisher's name, shown as such."""

from typing import Any

from django.db import transaction

from blog.comments import states
from blog.comments.opening import settings_for
from blog.comments.text import tidy
from blog.comments.threads import place_below
from blog.models import Comment
from blog.moderation import rights


class NotShownError(ValueError):
    """Nobody would see the answer, or it is there already; the message is for moderators."""


@transaction.atomic
def answer(user: Any, comment: Comment, text: str) -> Comment:
    """Put an answer below a comment that readers see; PermissionDenied without the right."""
    rights.require(user, rights.REPLY)
    if comment.status != Comment.Status.APPROVED:
        raise NotShownError(f"{comment} is not shown to readers: approve it, then answer.")
    said = tidy(text)
    if Comment.objects.filter(parent=comment, by_team=True, text=said).exists():
        raise NotShownError(f"{comment} has this answer already.")
    answered = states.enter(
        **place_below(comment),
        article_id=comment.article_id,
        name=settings_for(comment.article).team_name,
        text=said,
        by_team=True,
        captcha=Comment.Captcha.NONE,
    )
    states.decide([answered.pk], Comment.Status.APPROVED, user=user, note="Written by the team")
    return answered
