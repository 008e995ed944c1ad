"""What looks unusual about a request. It ranks requests; it never refuses one."""

import logging
from collections.abc import Iterable
from enum import StrEnum
from ipaddress import ip_address

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
FLOOD = 5  # times as many as are many: no household or shelter asks so often


class Flag(StrEnum):
    """One unusual thing."""

    TRAP = "trap"
    FAST = "fast"
    MANY = "many"
    FLOOD = "flood"
    UNVERIFIED = "unverified"
    UNUSUAL_PHONE = "unusual_phone"
    UNCHECKED = "unchecked"


WORDS = {
    Flag.TRAP: "Filled in a field that people do not see",
    Flag.FAST: "Sent within three seconds",
    Flag.MANY: "Many requests from one address",
    Flag.FLOOD: "A flood of requests from one address",
    Flag.UNVERIFIED: "Captcha not passed",
    Flag.UNUSUAL_PHONE: "Unusual phone number, sent twice",
    Flag.UNCHECKED: "Taken unchecked: the database was away, or the form was taken down; "
    "some answers may be missing",
}
# A person without scripts, with an odd number, in a shelter's network must stay below the limit.
_WEIGHT = {
    Flag.TRAP: 4,
    Flag.FLOOD: 4,
    Flag.FAST: 3,
    Flag.MANY: 2,
    Flag.UNVERIFIED: 1,
    Flag.UNUSUAL_PHONE: 0,
}
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
    times_many = _times_many(request, counter)
    if times_many > 1:
        found.append(Flag.MANY)
    if times_many > FLOOD:
        found.append(Flag.FLOOD)
    return tuple(found)


def _times_many(request: HttpRequest, counter: str) -> float:
    """Return what was sent lately by an API key, or from an address, as a multiple of "many".

    Without a cache nobody has sent anything.
    """
    sender = key_of(request, Scope.FORMS)
    who, many = (f"key-{sender.pk}", MANY_BY_KEY) if sender else (address_of(request), MANY)
    key = f"{counter}:sent:{keyed_hash(who)}"
    try:
        cache.add(key, 0, WITHIN)
        return cache.incr(key) / many
    except Exception as error:  # every cache has exceptions of its own
        logger.warning("Requests cannot be counted: %s", type(error).__name__)
        return 0


def address_of(request: HttpRequest) -> str:
    """Return the sender's address, without its port: as the outermost trusted proxy saw it.

    Each proxy appends whom it was asked by to `X-Forwarded-For`. So, with `TRUSTED_PROXIES` of
    ours in front, that many entries from the right are true, and the rest is what anybody may
    have sent. Where the header is shorter, or holds no address there, the connection's counts.
    """
    proxies = getattr(settings, "TRUSTED_PROXIES", 0)
    chain = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < proxies <= len(chain) and (address := _plain(chain[-proxies])):
        return address
    connection = request.META.get("REMOTE_ADDR", "")
    return _plain(connection) or connection


def _plain(text: str) -> str:
    """Return an IP address in its one spelling, or "" for anything else."""
    text = text.strip().strip('"')
    if text.startswith("["):  # [2001:db8::1]:443
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:  # 192.0.2.7:443
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)
