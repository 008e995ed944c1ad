"""Taking a comment: what arrived, what holds it, and when it may be shown at once.

HTML and the API both end here. The status is decided in `states`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, When
from django.utils import timezone

from blog.comments import states
from blog.comments.bans import look_up
from blog.comments.holds import Hold, has_many_links, holds_of
from blog.comments.people import is_trusted, network_of, person_hash
from blog.comments.threads import place_below
from blog.models import ArticlePage, Comment, CommentSettings
from leads.captcha import Outcome
from leads.encryption import keyed_hash
from leads.flags import Flag, is_suspected
from leads.intake import wait_for_the_same

# The same words by the same sender within an hour are a double click, a refresh or a retry.
SAME_COMMENT = timedelta(hours=1)
Rank, Status = Comment.Rank, Comment.Status


@dataclass(frozen=True)
class Words:
    """What somebody wrote, checked by a form."""

    name: str
    text: str
    email: str = ""
    notify: bool = False
    parent: Comment | None = None


@dataclass(frozen=True)
class Arrival:
    """What is known of a comment besides its words; a captcha that failed never comes here."""

    captcha: Outcome = Outcome.UNKNOWN
    flags: tuple[Flag, ...] = ()
    address: str = ""  # of the sender; only its network is kept
    attempt: str = ""  # the value that the sender's browser made up, or an Idempotency-Key
    at: datetime = field(default_factory=timezone.now)


@dataclass(frozen=True)
class Taken:
    """A stored comment, and whether who just sent it has shown to be its sender."""

    comment: Comment
    is_senders: bool = True


@dataclass(frozen=True)
class Judgement:
    """Where a comment goes, and why."""

    status: str
    rank: int
    holds: list[str]

    def columns(self) -> dict[str, Any]:
        """Return what the comment keeps of it, besides its status."""
        return {
            "rank": self.rank,
            "holds": [str(hold) for hold in self.holds],
            "crisis": Hold.CRISIS in self.holds,
        }


@transaction.atomic
def take(article: ArticlePage, settings: CommentSettings, words: Words, arrival: Arrival) -> Taken:
    """Store a comment, once, and show it where nothing holds it; return it, or its double.

    A double is its sender's own only where the same attempt comes again: the words are public, and
    others share the network.
    """
    fingerprint, attempt = _fingerprint(article, words, arrival), _hashed_attempt(arrival)
    if double := _double(fingerprint, attempt, arrival):
        return Taken(double, bool(attempt) and double.attempt == attempt)
    email_hash, network = person_hash(words.email), network_of(arrival.address)
    judged = _judge(words.name, words.text, arrival, email_hash, network)
    if settings.pre_moderated and not (settings.trust_known_people and is_trusted(email_hash)):
        judged.holds.append(Hold.NEW)
    comment = states.enter(
        **place_below(words.parent),
        **judged.columns(),
        article=article,
        status=judged.status,
        name=words.name,
        text=words.text,
        email=words.email or None,
        email_hash=email_hash,
        notify=_notify(words),
        network=network,
        fingerprint=fingerprint,
        attempt=attempt,
        captcha=arrival.captcha.value,
        flags=[str(flag) for flag in arrival.flags],
        created_at=arrival.at,
    )
    if not judged.holds and judged.status == Status.PENDING:
        states.decide([comment.pk], Status.APPROVED, note="Nothing held it")
    comment.refresh_from_db()
    return Taken(comment)


@transaction.atomic
def edit(comment: Comment, name: str, text: str) -> bool:
    """Give a comment its author's new words; it waits again. False where it is too late."""
    before = Arrival(Outcome(comment.captcha), tuple(Flag(flag) for flag in comment.flags))
    judged = _judge(name, text, before, comment.email_hash, comment.network)
    judged.holds.append(Hold.EDITED)
    return states.replace(comment, judged.status, name=name, text=text, **judged.columns())


def fold_away(keys: Iterable[int]) -> None:
    """Rank comments that turned out to be the beginning of a flood, where they wait."""
    ordinary = Comment.objects.filter(status=Status.PENDING, rank=Rank.ORDINARY)
    for comment in ordinary.filter(pk__in=keys).order_by("pk"):
        ordinary.filter(pk=comment.pk).update(
            rank=Rank.SUSPECTED,
            flags=[*comment.flags, str(Flag.FLOOD)],
            holds=[*comment.holds, str(Hold.UNUSUAL)],
        )


def _double(fingerprint: str, attempt: str, arrival: Arrival) -> Comment | None:
    """Return the comment that this one repeats; hold others like it back until we are done.

    Of several, the one of the same attempt.
    """
    if not fingerprint:
        return None
    wait_for_the_same(fingerprint)
    since = arrival.at - SAME_COMMENT
    alike = Comment.objects.filter(fingerprint=fingerprint, created_at__gte=since)
    return alike.order_by(Case(When(attempt=attempt, then=0), default=1), "pk").first()


def _hashed_attempt(arrival: Arrival) -> str:
    return keyed_hash(f"attempt {arrival.attempt}") if arrival.attempt else ""


def _judge(name: str, text: str, arrival: Arrival, email_hash: str, network: str) -> Judgement:
    banned = look_up(email_hash, network, f"{name}\n{text}")
    holds: list[str] = list(holds_of(name, text))
    suspected = is_suspected(arrival.flags) or has_many_links(text)
    if banned.words:
        holds.append(Hold.WORD)
    if arrival.captcha is not Outcome.PASS:
        holds.append(Hold.CAPTCHA)
    if suspected:
        holds.append(Hold.UNUSUAL)
    rank = Rank.SUSPECTED if suspected else Rank.ORDINARY
    # Somebody in danger comes first, whoever is banned and however odd it looks.
    if Hold.CRISIS in holds:
        return Judgement(Status.PENDING, Rank.CRISIS, holds)
    return Judgement(Status.SPAM if banned.sender else Status.PENDING, rank, holds)


def _notify(words: Words) -> str:
    return Comment.Notify.ASKED if words.notify and words.email else Comment.Notify.NO


def _fingerprint(article: ArticlePage, words: Words, arrival: Arrival) -> str:
    """Return the keyed hash by which a double is known; none without an address.

    The whole address is in it: who copies somebody's words must not be given their comment.
    """
    if not arrival.address:
        return ""
    parent = words.parent.pk if words.parent else None
    said = (article.pk, parent, words.name, words.email, words.text, arrival.address)
    return keyed_hash(f"comment {said!r}")
