"""What looks unusual about a request. It ranks requests; it never refuses one."""

from collections.abc import Iterable
from enum import StrEnum
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

FASTEST = 3  # seconds in which a person can find the form and type a number


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
    Flag.MANY: "Many in a short time from one sender, or with the same contact or words",
    Flag.FLOOD: "Part of a flood from one sender, or with the same contact or words",
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


def flags_of(trap: str, seconds: str) -> tuple[Flag, ...]:
    """Return what is unusual about how a form was filled in; `floods.count` tells of many."""
    found = []
    if trap:
        found.append(Flag.TRAP)
    if seconds.isascii() and seconds.isdecimal() and int(seconds[:6]) < FASTEST:
        found.append(Flag.FAST)
    return tuple(found)


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
