"""Sending an issue: a test to oneself, then to everybody, each once, whatever breaks off.

The press of the button only marks the issue. The worker then owes copies, a thousand in one
transaction with the mark of how far it is; each copy is a row that cannot be there twice.
"""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from leads import reader_mail
from leads.models import IssueCopy, NewsletterIssue
from leads.newsletter.letters import ISSUE

BATCH = 1_000
COPIES_KEPT = timedelta(days=90)  # who asks whether an issue came, asks by then
State = NewsletterIssue.State


class NotSendableError(ValueError):
    """The issue cannot be sent now; the message says why, to staff."""


def send_test(user: Any, issue: NewsletterIssue) -> None:
    """Owe the issue, as it stands, to the member of staff alone."""
    if not user.has_perm("leads.change_newsletterissue"):
        raise PermissionDenied
    if not user.email:
        raise NotSendableError("Your account has no email address to send a test to.")
    with transaction.atomic():
        reader_mail.owe(ISSUE, IssueCopy.objects.create(issue=issue, tester=user).pk)


def send(user: Any, issue: NewsletterIssue) -> int:
    """Begin to send the issue to all subscribers; return how many there are."""
    if not user.has_perm("leads.send_newsletterissue"):
        raise PermissionDenied
    if not issue.is_tested:
        raise NotSendableError("Send yourself a test of this text first, and read it.")
    readers = issue.readers().count()
    if not readers:
        raise NotSendableError("Nobody is subscribed yet.")
    begun = NewsletterIssue.objects.filter(pk=issue.pk, state=State.DRAFT).update(
        state=State.SENDING, sending_at=timezone.now(), sent_by=user
    )
    if not begun:
        raise NotSendableError("This issue has been sent already.")
    return readers


def owe_copies() -> int:
    """Owe the next copies of every issue that is being sent; return how many."""
    return sum(map(_owe_next, NewsletterIssue.objects.filter(state=State.SENDING)))


@transaction.atomic
def _owe_next(issue: NewsletterIssue) -> int:
    """Owe one batch, or end the issue where nobody is left."""
    locked = NewsletterIssue.objects.select_for_update(of=("self",))
    issue = locked.get(pk=issue.pk)
    if issue.state != State.SENDING:  # another worker was quicker
        return 0
    beyond = issue.readers().filter(pk__gt=issue.sent_up_to).order_by("pk")
    readers = list(beyond.values_list("pk", flat=True)[:BATCH])
    if readers:
        copies = (IssueCopy(issue=issue, subscriber_id=pk) for pk in readers)
        made = IssueCopy.objects.bulk_create(copies)
        reader_mail.owe_all(ISSUE, [copy.pk for copy in made])
        issue.sent_up_to = readers[-1]
    else:
        issue.state = State.SENT
    # Not `save`: it would say that the text has changed.
    NewsletterIssue.objects.filter(pk=issue.pk).update(
        state=issue.state, sent_up_to=issue.sent_up_to
    )
    return len(readers)


def forget_copies() -> int:
    """Delete the copies of issues sent long ago, and what the outbox knows of them."""
    before = timezone.now() - COPIES_KEPT
    sent = NewsletterIssue.objects.filter(state=State.SENT, sending_at__lt=before)
    copies, _ = IssueCopy.objects.filter(issue__in=sent).delete()
    return copies + reader_mail.forget(ISSUE, before)
