"""How long, and how many at once, requests may wait for the database.

`lock_timeout` and `statement_timeout` end what a healthy server works on. A server that hangs, or
whose machine is cut off, ends nothing: its kernel still acknowledges what it is sent. So the client
keeps the time, too.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

QUICK = 0.5  # seconds in which a healthy server answers nearly everything
CONNECT = 2.0  # seconds to get a connection of the pool, and to see that it works
PAUSE = 1.0  # seconds between tries of a database that gave no answer

_budgets: ContextVar[tuple["_Budget", ...]] = ContextVar("database_budgets", default=())
_is_waiting: ContextVar[bool] = ContextVar("database_is_waiting", default=False)
_is_post: ContextVar[bool] = ContextVar("database_is_post", default=False)


@dataclass
class _Budget:
    """How many seconds somebody may still wait."""

    left: float


@contextmanager
def deadline(seconds: float, *, post: bool = False) -> Iterator[None]:
    """Allow all waits within, together, so many seconds; a nearer end stays.

    What a request does itself, such as encoding pictures, does not count: a slow page says nothing
    about the database.
    """
    mine = _budgets.set((*_budgets.get(), _Budget(seconds)))
    kind = _is_post.set(post or _is_post.get())
    try:
        yield
    finally:
        _is_post.reset(kind)
        _budgets.reset(mine)


@contextmanager
def waiting() -> Iterator[None]:
    """Take the time spent within off what is left; a wait inside another counts once."""
    if _is_waiting.get():
        yield
        return
    mine, since = _is_waiting.set(True), time.monotonic()
    try:
        yield
    finally:
        _is_waiting.reset(mine)
        for budget in _budgets.get():
            budget.left -= time.monotonic() - since


def seconds_left(otherwise: float | None) -> float | None:
    """Return the seconds that may still be waited, at least 0; `otherwise` without a deadline."""
    return max(0.0, min(b.left for b in _budgets.get())) if _budgets.get() else otherwise


class LongWaits:
    """The places of those who wait longer than a moment.

    A page leaves two places free, a reader's post one: so there is always a thread for what needs
    no database, such as a page from memory, and one that takes a post to the spool.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = 0
        self.places = 8

    def are_full(self) -> bool:
        """Say whether a request of this kind would find no place."""
        return self._taken >= self.places - (1 if _is_post.get() else 2)

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Take a place for a while; False where none is left."""
        with self._lock:
            taken = not self.are_full()
            self._taken += taken
        try:
            yield taken
        finally:
            with self._lock:
                self._taken -= taken


class Silence:
    """Whether the database gave no answer a moment ago: then nobody waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0

    def begin(self) -> None:
        """Note that somebody waited in vain."""
        self._until = time.monotonic() + PAUSE

    def end(self) -> None:
        """Note an answer."""
        self._until = 0.0

    def lasts(self) -> bool:
        """Say whether not to ask; after each pause one may try, and the others wait for word."""
        if not self._until:
            return False
        with self._lock:
            now = time.monotonic()
            if now < self._until:
                return True
            if self._until:
                self._until = now + PAUSE
            return False


long_waits = LongWaits()
silence = Silence()
