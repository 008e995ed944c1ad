"""What looks unusual about a request. It ranks requests; it never refuses one."""

import logging
from collections.abc import Iterable
from enum import StrEnum

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from headless.keys.checking import key_of
from headless.keys.scopes import Scope
from leads.encryption import keyed_hash

logger = logging.getLogger(__name__)

FASTEST = 3  # seconds in which a person can find the form and type a number
MANY, WITHIN = 5, 600  # requests from one address in so many seconds
MANY_BY_KEY = 300  # a front end's server sends for all of its readers


class Flag(StrEnum):
    """One unusual thing."""

    TRAP = "trap"
    FAST = "fast"
    MANY = "many"
    UNVERIFIED = "unverified"
    UNUSUAL_PHONE = "unusual_phone"
    UNCHECKED = "unchecked"


WORDS = {
    Flag.TRAP: "Filled in a field that people do not see",
    Flag.FAST: "Sent within three seconds",
    Flag.MANY: "Many requests from one address",
    Flag.UNVERIFIED: "Captcha not passed",
    Flag.UNUSUAL_PHONE: "Unusual phone number, sent twice",
    Flag.UNCHECKED: "Taken unchecked: the database was away, or the form was taken down; "
    "some answers may be missing",
}
# A person without scripts, with an odd number, in a shelter's network must stay below the limit.
_WEIGHT = {Flag.TRAP: 4, Flag.FAST: 3, Flag.MANY: 2, Flag.UNVERIFIED: 1, Flag.UNUSUAL_PHONE: 0}
_LIMIT = 4


def is_suspected(flags: Iterable[Flag]) -> bool:
    """Say whether the request is folded away, below those that surely come from people."""
    return sum(_WEIGHT.get(flag, 0) for flag in set(flags)) >= _LIMIT


def flags_of(
    request: HttpRequest, trap: str, seconds: str, *, counter: str = "leads"
) -> tuple[Flag, ...]:
    """Return what is unusual about how a form was sent.

    Each kind of form has a counter of its own: floods of one leave the others as they are.
    """
    found = []
    if trap:
        found.append(Flag.TRAP)
    if seconds.isascii() and seconds.isdecimal() and int(seconds[:6]) < FASTEST:
        found.append(Flag.FAST)
    if _has_sent_many(request, counter):
        found.append(Flag.MANY)
    return tuple(found)


def _has_sent_many(request: HttpRequest, counter: str) -> bool:
    """Count by the API key or the keyed hash of the address; without a cache nobody is many."""
    sender = key_of(request, Scope.FORMS)
    who, many = (f"key-{sender.pk}", MANY_BY_KEY) if sender else (address_of(request), MANY)
    key = f"{counter}:sent:{keyed_hash(who)}"
    try:
        cache.add(key, 0, WITHIN)
        return cache.incr(key) > many
    except Exception as error:  # every cache has exceptions of its own
        logger.warning("Requests cannot be counted: %s", type(error).__name__)
        return False


def address_of(request: HttpRequest) -> str:
    """Return the sender's address: the last that a trusted proxy added, else the connection's."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")
