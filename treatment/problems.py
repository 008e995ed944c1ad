"""Tickets about listings: a reader opens one, staff end it, in the end its words are forgotten."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from home.crisis import find_dangers
from leads.encryption import keyed_hash
from treatment.models import FacilityPage, ListingProblem

LONGEST = 2_000  # characters, of a reader's words as of a note
WORDS_KEPT = timedelta(days=90)  # after the end
Status = ListingProblem.Status


class EndedError(Exception):
    """Somebody else has ended the ticket in the meantime; the message is for staff."""


def report(facility: FacilityPage, kind: str, words: str, *, suspected: bool) -> int | None:
    """Open a ticket, or count one more report where an open one says the same; return its key."""
    fingerprint = keyed_hash(f"{facility.pk} {kind} {' '.join(words.lower().split())}")
    if known := _count_again(fingerprint, suspected=suspected):
        return known
    try:
        with transaction.atomic():
            problem = ListingProblem.objects.create(
                facility=facility,
                kind=kind,
                words=words or None,
                suspected=suspected,
                danger=is_in_danger(words),
                fingerprint=fingerprint,
            )
    except IntegrityError:  # its double, posted at the same moment, was first
        return _count_again(fingerprint, suspected=suspected)
    return problem.pk


def fold_away(keys: Iterable[int]) -> None:
    """Rank open tickets that turned out to be the beginning of a flood."""
    begun = ListingProblem.objects.filter(pk__in=keys, status=Status.OPEN, suspected=False)
    begun.update(suspected=True)


def _count_again(fingerprint: str, *, suspected: bool) -> int | None:
    """Count a repeated report; one that surely comes from a person clears the ticket."""
    same = ListingProblem.objects.filter(fingerprint=fingerprint, status=Status.OPEN)
    cleared = {} if suspected else {"suspected": False}
    same.update(reports=F("reports") + 1, **cleared)
    return same.values_list("pk", flat=True).first()


def is_in_danger(words: str) -> bool:
    """Say whether a report speaks of somebody who may be in danger: it goes first."""
    return bool(find_dangers(words))


def may_end(user: Any) -> bool:
    """Say whether the user may settle and dismiss tickets."""
    return user.has_perm("treatment.change_listingproblem")


def end(user: Any, problem: ListingProblem, status: str, note: str = "") -> None:
    """Settle or dismiss a ticket; raise PermissionDenied or EndedError where that cannot be."""
    if not may_end(user):
        raise PermissionDenied
    ended = ListingProblem.objects.filter(pk=problem.pk, status=Status.OPEN).update(
        status=status, settled_by=user, settled_at=timezone.now(), note=note or None
    )
    if not ended:
        raise EndedError(f"“{problem}” has been ended by somebody else in the meantime.")


def open_count() -> int:
    """Return how many tickets wait, those that look like a program's work left out."""
    wanted = Q(suspected=False) | Q(danger=True)
    return ListingProblem.objects.filter(wanted, status=Status.OPEN).count()


def forget_words() -> int:
    """Empty what was written in tickets that ended long ago; return their number."""
    over = ListingProblem.objects.filter(settled_at__lt=timezone.now() - WORDS_KEPT)
    return over.exclude(words__isnull=True, note__isnull=True, fingerprint="").update(
        words=None, note=None, fingerprint=""
    )
