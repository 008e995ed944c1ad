"""Before Django: whole answers that are still true are sent at once; others are made and kept.

A hit touches no middleware, no model, no session. What a cookie, a token or an unusual request
could make another answer passes by, untouched.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from wagtail.models import Site

from headless.cache.answers import Freshness, Reply, answer, entry_of, holds
from headless.cache.flights import PATIENCE, Flight, Flights
from headless.cache.generations import Generations, slot_of
from headless.cache.keys import Keys
from headless.cache.reading import watching
from headless.cache.schedule import Schedule
from headless.cache.shared import follow, generations
from headless.cache.store import Entry, Store
from headless.cache.tags import SITE, collecting, hold_until, offer
from headless.changes.ledger import confirm_if_possible

_SITES = slot_of(SITE)
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def kept(application: Application) -> Application:
    """Put the cache before an application, as the settings say.

    With room for 0 bytes every answer is built anew, and still carries its ETag and Cache-Control.
    """
    options = settings.ANSWER_CACHE
    if options["BYTES"] is None:
        return application
    return AnswerCache(
        application,
        generations(),
        Store(options["BYTES"]),
        Freshness(options["SHARED_SECONDS"], options["STALE_SECONDS"]),
        tuple(options["PATHS"]),
    )


class AnswerCache:
    """A WSGI application before another."""

    def __init__(
        self,
        application: Application,
        counters: Generations,
        store: Store,
        freshness: Freshness,
        paths: tuple[str, ...],
    ) -> None:
        self.application = application
        self.generations = counters
        self.store = store
        self.freshness = freshness
        self.paths = paths
        self.keys = Keys()
        self.flights = Flights()
        self.schedule = Schedule(counters)
        self._beginning = threading.Lock()
        self._begun = False
        self._sites = -1

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answer from memory, or have the answer made."""
        key = self.keys.of(environ)
        if key is None:
            return self.application(environ, start)
        if not self._begun:
            self._begin()
        if not self._trusted():
            return self.application(environ, start)
        entry = self.store.get(key)
        if entry is not None and holds(entry, self.generations):
            if not _accepts(environ, entry):
                return self.application(environ, start)
            return answer(entry, environ, start, self.freshness)
        return self._make_once(key, environ, start)

    def _begin(self) -> None:
        """Do once, in the process that serves and not in one it was forked from.

        What cannot be confirmed now, the worker confirms.
        """
        with self._beginning:
            if not self._begun:
                follow()
                confirm_if_possible()
                self._begun = True

    def _trusted(self) -> bool:
        """Say whether other machines' changes are known to have come (`following.py`)."""
        until = self.generations.trusted_until
        return until == 0 or time.monotonic_ns() < until

    def _make_once(self, key: str, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Make the answer, or wait for somebody who does, and take it if it is still true."""
        flight, is_mine = self.flights.board(key)
        if not is_mine:
            flight.landed.wait(PATIENCE)
            entry = flight.entry
            if entry is not None and _accepts(environ, entry) and holds(entry, self.generations):
                return answer(entry, environ, start, self.freshness)
            return self._make(key, environ, start)
        with self.flights.flying(key, flight):
            return self._make(key, environ, start, flight)

    def _make(
        self, key: str, environ: dict[str, Any], start: Any, flight: Flight | None = None
    ) -> Iterable[bytes]:
        counts = self.generations.snapshot()  # before the database is read
        self._forget_sites(counts[_SITES])
        reply = Reply()
        asked = {**environ, "REQUEST_METHOD": "GET"}  # what HEAD asks about
        with collecting() as collected, watching():
            if environ["PATH_INFO"].startswith(self.paths):
                offer()
            parts = self.application(asked, reply.start)
            if getattr(parts, "streaming", True) or not reply.may_be_kept(collected):
                if collected.refused and not reply.get("cache-control"):
                    reply.headers.append(("Cache-Control", "no-store"))
                return _pass_on(reply, parts, environ, start)
            if moment := self.schedule.next():
                hold_until(moment)
            body = _read(parts)  # which ends the request, with its database connection
        entry = entry_of(reply, body, collected, counts, self.freshness)
        self.store.put(key, entry)
        if flight is not None:
            flight.entry = entry
        return answer(entry, environ, start, self.freshness)

    def _forget_sites(self, count: int) -> None:
        """Drop what Wagtail remembers of sites: in local memory, only one process would do it."""
        if count != self._sites:
            Site.clear_site_root_paths_cache()
            self._sites = count


def _accepts(environ: dict[str, Any], entry: Entry) -> bool:
    """Say whether a kept answer is of a kind that was asked for (RFC 9110, 12.5.1)."""
    accepted = environ.get("HTTP_ACCEPT", "*/*")
    return "*/*" in accepted or entry.content_type in accepted


def _pass_on(
    reply: Reply, parts: Iterable[bytes], environ: dict[str, Any], start: Any
) -> Iterable[bytes]:
    start(reply.status, reply.headers, *([reply.error] if reply.error else []))
    if environ["REQUEST_METHOD"] != "HEAD":
        return parts
    _close(parts)
    return []


def _read(parts: Iterable[bytes]) -> bytes:
    try:
        return b"".join(parts)
    finally:
        _close(parts)


def _close(parts: Any) -> None:
    if hasattr(parts, "close"):
        parts.close()
