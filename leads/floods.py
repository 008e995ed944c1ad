"""Whether what somebody sends is one of many alike. It ranks what came; it refuses nobody.

A flood has something in common: an address, a network, a phone number, an e-mail address, its
words. For each such sign the database holds a level. It rises with what is sent and sinks with
time, so that a steady trickle from a shelter stays low. One statement raises and reads it: posts at
the same moment, in whatever process, each get a level of their own. No cache is asked.
"""

import logging
import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address, ip_network

from django.db import Error, connection, transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from headless.keys.checking import key_of
from headless.keys.scopes import Scope
from leads.encryption import keyed_hash
from leads.flags import Flag, address_of
from leads.models.floods import Sighting, Tally

logger = logging.getLogger(__name__)

FLOOD = 5  # times as many as are many: no household or shelter asks so often
FORGOTTEN = timedelta(days=1)  # far above the longest span: by then every level is 0
SHORTEST = 40  # characters of words that people do not happen to share, as they do "Please call me"
_CEILING = 2 * FLOOD  # a level above sinks as if from here, so that the end of a flood is one
_ROUNDING = 1e-6


class Sign(StrEnum):
    """What things that were sent can have in common."""

    ADDRESS = "address"  # of IPv6 the /64, which one household has whole
    NETWORK = "network"
    KEY = "key"  # of a front end's server, which sends for all of its readers
    PHONE = "phone"
    EMAIL = "email"
    WORDS = "words"
    ALL = "all"


@dataclass(frozen=True)
class Bound:
    """How many are many, in how long."""

    many: int
    within: timedelta


_TEN_MINUTES, _HOUR = timedelta(minutes=10), timedelta(hours=1)
BOUNDS = {
    Sign.ADDRESS: Bound(5, _TEN_MINUTES),
    Sign.NETWORK: Bound(20, _TEN_MINUTES),
    Sign.KEY: Bound(300, _TEN_MINUTES),
    Sign.PHONE: Bound(3, _HOUR),
    Sign.EMAIL: Bound(3, _HOUR),
    Sign.WORDS: Bound(3, _HOUR),
    Sign.ALL: Bound(30, _TEN_MINUTES),
}
_KEPT_BITS = {4: (32, 24), 6: (64, 48)}
Signs = Mapping[str, str]


@dataclass(frozen=True)
class Level:
    """How much was sent lately with one sign: a multiple of what is many."""

    key: str
    within: timedelta
    height: float


@dataclass(frozen=True)
class Crowd:
    """What was just sent among all that is like it."""

    levels: tuple[Level, ...] = ()

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What is unusual about it."""
        highest = max((level.height for level in self.levels), default=0)
        return tuple(
            flag for flag, bound in ((Flag.MANY, 1), (Flag.FLOOD, FLOOD)) if highest > bound
        )

    def remember(self, object_id: int) -> None:
        """Note what was stored, so that a flood it began folds it away; in the transaction of it.

        Once the flood is seen there is nothing more to learn.
        """
        Sighting.objects.bulk_create(
            Sighting(key=level.key, object_id=object_id)
            for level in self.levels
            if level.height < _CEILING
        )

    def before(self) -> set[int]:
        """Return what came before it in a flood that is seen now.

        What is being stored at this moment, the next of the flood returns.
        """
        flood = Q()
        for level in self.levels:
            if FLOOD < level.height < _CEILING:
                flood |= Q(key=level.key, at__gte=timezone.now() - level.within)
        return (
            set(Sighting.objects.filter(flood).values_list("object_id", flat=True))
            if flood
            else set()
        )


def signs_of(request: HttpRequest) -> dict[str, str]:
    """Return the signs of a sender."""
    if key := key_of(request, Scope.FORMS):
        return {Sign.KEY: str(key.pk)}
    address = address_of(request)
    household, network = _networks(address)
    return {Sign.ADDRESS: household, Sign.NETWORK: network}


def _networks(address: str) -> list[str]:
    try:
        found = ip_address(address)
    except ValueError:
        return [address, address]
    return [str(ip_network(f"{found}/{bits}", strict=False)) for bits in _KEPT_BITS[found.version]]


def email_sign(email: str) -> dict[str, str]:
    """Return the sign of an email address; none for none."""
    return {Sign.EMAIL: email.strip().casefold()} if email.strip() else {}


def words_sign(*texts: str) -> dict[str, str]:
    """Return the sign of what somebody wrote, as a program varies it: by signs and numbers."""
    words = " ".join(re.findall(r"[^\W\d_]+", " ".join(texts).casefold()))
    return {Sign.WORDS: words} if len(words) >= SHORTEST else {}


def count(counter: str, signs: Signs, at: datetime | None = None) -> Crowd:
    """Count what was sent, and return how much is like it.

    Each kind of form has a counter of its own: floods of one leave the others as they are. Call it
    before the transaction in which the thing is stored: those of a flood must not wait for each
    other. Where it cannot be counted, nothing is unusual.
    """
    known = {
        keyed_hash(f"{counter} {sign} {value}"): BOUNDS[Sign(sign)] for sign, value in signs.items()
    }
    if not known:
        return Crowd()
    moment = (at or timezone.now()).timestamp()
    rows = [
        (key, 1 / known[key].many, moment, known[key].within.total_seconds())
        for key in sorted(known)  # whoever raises several takes them in the same order
    ]
    # Where no transaction is open, a statement that fails spoils none.
    safely = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with safely:
            heights = _raise(rows)
    except Error as error:
        logger.warning("What was sent cannot be counted: %s", type(error).__name__)
        return Crowd()
    return Crowd(tuple(Level(key, known[key].within, heights[key] - _ROUNDING) for key in heights))


_KEPT = f"""CASE WHEN "leads_tally"."level" > {_CEILING} THEN {_CEILING}
    ELSE "leads_tally"."level" END"""
_SUNK = '(EXCLUDED."at" - "leads_tally"."at") / EXCLUDED."span"'
_RAISE = f"""
    INSERT INTO "leads_tally" ("key", "level", "at", "span") VALUES {{rows}}
    ON CONFLICT ("key") DO UPDATE SET
        "level" = EXCLUDED."level" + CASE
            WHEN {_SUNK} <= 0 THEN {_KEPT}
            WHEN {_SUNK} >= {_KEPT} THEN 0
            ELSE {_KEPT} - {_SUNK} END,
        "at" = CASE WHEN {_SUNK} > 0 THEN EXCLUDED."at" ELSE "leads_tally"."at" END
    RETURNING "key", "level"
"""  # noqa: S608 - our own constants


def _raise(rows: Sequence[tuple[str, float, float, float]]) -> dict[str, float]:
    """Let levels sink for the time that passed, raise each by its step, and return them."""
    places = ", ".join(["(%s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(_RAISE.format(rows=places), [value for row in rows for value in row])
        return dict(cursor.fetchall())


def forget() -> int:
    """Delete what is over; return how many levels."""
    before = timezone.now() - FORGOTTEN
    Sighting.objects.filter(at__lt=before).delete()
    return Tally.objects.filter(at__lt=before.timestamp()).delete()[0]
