"""From what Django answered to an entry that can be sent again, and from an entry to an answer."""

import gzip
import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from headless.cache.generations import Generations, slot_of
from headless.cache.store import Entry, Form, Headers
from headless.cache.tags import ALWAYS, Collected

_KEPT_STATUS = "200 OK"
_KEPT_TYPES = re.compile(r"text/(html|plain|xml|css)|application/([\w.-]+\+)?(json|xml)|text/x-")
_NOT_SHARED = re.compile(r"no-store|no-cache|private|max-age|s-maxage", re.I)
# What an answer may vary by: in the key, or kept in both forms, or absent from requests kept.
_VARIES = {"accept-encoding", "origin", "cookie", "authorization"}
_WORTH_PACKING = 500  # bytes
_MOST_KEYS = 4_000  # bytes of surrogate keys: CDNs refuse headers that are much longer
MANY = "many"  # the surrogate key of an answer that would have too many
_OWN = {"content-length", "vary", "cache-control", "etag", "date"}
# What a 304 says (RFC 9110, 15.4.5), with what CORS asks of every answer and CDNs purge by.
_IN_304 = re.compile(
    r"(etag|cache-control|vary|expires|content-location|surrogate-key|cache-tag|access-control-.*)$",
    re.I,
)


@dataclass
class Reply:
    """What the application said, caught before it is sent."""

    status: str = ""
    headers: Headers = field(default_factory=list)
    error: Any = None

    def start(self, status: str, headers: Headers, error: Any = None) -> Any:
        """Stand in for the server's `start_response`."""
        self.status, self.headers, self.error = status, headers, error
        return _refuse_to_write

    def get(self, name: str) -> str:
        """Return a header's values, joined; empty without one."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    def may_be_kept(self, collected: Collected) -> bool:
        """Say whether this answer is for everybody, whole, and the same until something changes."""
        varies = {word.strip().lower() for word in self.get("vary").split(",") if word.strip()}
        return (
            collected.offered
            and not collected.refused
            and self.status == _KEPT_STATUS
            and self.error is None
            and varies <= _VARIES
            and _KEPT_TYPES.match(self.get("content-type")) is not None
            and not _NOT_SHARED.search(self.get("cache-control"))
            and not self.get("set-cookie")
            and not self.get("content-encoding")
        )


def _refuse_to_write(data: bytes) -> None:
    raise NotImplementedError("Django does not write; it returns its answer.")


@dataclass(frozen=True)
class Freshness:
    """How long others may keep an answer, in seconds."""

    shared: int
    stale: int

    def control(self, until: float | None) -> str:
        """Return the Cache-Control of an answer that holds until a moment, or for as long."""
        left = self.shared if until is None else min(self.shared, max(0, int(until - time.time())))
        stale = self.stale if left == self.shared else 0
        return f"public, max-age=0, s-maxage={left}, stale-while-revalidate={stale}"


def entry_of(
    reply: Reply, body: bytes, collected: Collected, counts: Any, freshness: Freshness
) -> Entry:
    """Return the entry; `counts` are all counters as they were before the database was read."""
    tags = sorted(collected.union(ALWAYS))
    until = collected.until.timestamp() if collected.until else None
    headers = [(name, value) for name, value in reply.headers if name.lower() not in _OWN]
    headers += [
        ("Cache-Control", freshness.control(until)),
        ("Vary", ", ".join(dict.fromkeys((*_words(reply.get("vary")), "Accept-Encoding")))),
        *_surrogate_keys(tags),
    ]
    digest = _digest(headers, body)
    packed = gzip.compress(body, 6, mtime=0) if len(body) > _WORTH_PACKING else body
    slots = tuple({slot_of(tag) for tag in tags})
    return Entry(
        status=reply.status,
        content_type=reply.get("content-type").partition(";")[0],
        plain=_form(headers, body, digest),
        packed=_form(headers, packed, digest, "gzip") if len(packed) < len(body) else None,
        slots=slots,
        counts=tuple(counts[slot] for slot in slots),
        bumps=counts[Generations.BUMPS],
        until=until,
    )


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def _surrogate_keys(tags: Iterable[str]) -> Headers:
    keys = " ".join(tags)
    if len(keys) > _MOST_KEYS:
        keys = f"{' '.join(ALWAYS)} {MANY}"
    return [("Surrogate-Key", keys), ("Cache-Tag", keys.replace(" ", ","))]


def _digest(headers: Headers, body: bytes) -> str:
    """Return what changes when the body does, or a header that a 304 does not say again."""
    silent = "\n".join(f"{name}: {value}" for name, value in headers if not _IN_304.match(name))
    return hashlib.blake2b(f"{silent}\n\n".encode() + body, digest_size=12).hexdigest()


def _form(headers: Headers, body: bytes, digest: str, encoding: str = "") -> Form:
    etag = f'"{digest}-{encoding}"' if encoding else f'"{digest}"'
    encoded = [("Content-Encoding", encoding)] if encoding else []
    whole = [*headers, *encoded, ("ETag", etag), ("Content-Length", str(len(body)))]
    return Form(etag, whole, [header for header in whole if _IN_304.match(header[0])], body)


def answer(entry: Entry, environ: dict[str, Any], start: Any, freshness: Freshness) -> list[bytes]:
    """Send an entry: whole, or as 304 (RFC 9110, 13.1.2), or to HEAD without its body."""
    form = entry.plain
    if entry.packed is not None and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
        form = entry.packed
    wanted = environ.get("HTTP_IF_NONE_MATCH")
    known = wanted is not None and (wanted == form.etag or _matches(wanted, entry))
    headers = form.unchanged if known else form.headers
    if entry.until is not None:
        control = ("Cache-Control", freshness.control(entry.until))
        headers = [control if header[0] == "Cache-Control" else header for header in headers]
    start("304 Not Modified" if known else entry.status, headers)
    return [] if known or environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def _matches(wanted: str, entry: Entry) -> bool:
    """Compare weakly, with both forms: either is what the reader has."""
    if wanted.strip() == "*":
        return True
    etags = {entry.plain.etag} | ({entry.packed.etag} if entry.packed else set())
    return any(part.strip().removeprefix("W/") in etags for part in wanted.split(","))


def _takes_gzip(accepted: str) -> bool:
    """Read Accept-Encoding (RFC 9110, 12.5.3) as far as gzip goes."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def holds(entry: Entry, generations: Generations) -> bool:
    """Say whether nothing that the entry shows has changed, and its time is not over."""
    if entry.until is not None and entry.until <= datetime.now(UTC).timestamp():
        return False
    bumps = generations.bumps()
    if entry.bumps == bumps:
        return True
    if not generations.unchanged(entry.slots, entry.counts):
        return False
    entry.bumps = bumps  # read before the slots were
    return True
