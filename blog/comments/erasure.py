"""Forgetting: networks after a month, spam after three, people when they ask."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from blog.comments.people import person_hash
from blog.comments.states import remove
from blog.models import Comment, CommentEvent

NETWORK_KEPT = timedelta(days=30)
SPAM_KEPT = timedelta(days=90)  # time enough to notice that it was none
_BATCH = 1_000


def erase(comments: list[int], user: Any = None) -> list[int]:
    """Empty these comments for good; return the keys of those that still held something."""
    return remove(comments, CommentEvent.Kind.ERASED, user=user)


def erase_person(email: str, user: Any = None) -> int:
    """Empty everything that was written under a mail address; return how many comments."""
    theirs = Comment.objects.filter(email_hash=person_hash(email)).exclude(email_hash="")
    return len(erase(list(theirs.values_list("pk", flat=True)), user))


def forget_networks() -> int:
    """Empty the networks, and the hashes made with an address, of older comments."""
    old = Comment.objects.filter(created_at__lt=timezone.now() - NETWORK_KEPT)
    held = old.filter(~Q(network="") | ~Q(fingerprint="")).order_by()
    done = 0
    while ids := list(held.values_list("pk", flat=True)[:_BATCH]):
        done += Comment.objects.filter(pk__in=ids).update(network="", fingerprint="", attempt="")
    return done


def forget_spam() -> int:
    """Empty what was marked as spam, or arrived as such, long ago; the trace stays."""
    before = timezone.now() - SPAM_KEPT
    old = Comment.objects.filter(status=Comment.Status.SPAM, created_at__lt=before).order_by()
    held = old.filter(Q(decided_at=None) | Q(decided_at__lt=before))
    done = 0
    while ids := list(held.values_list("pk", flat=True)[:_BATCH]):
        done += len(erase(ids))
    return done
