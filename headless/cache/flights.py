"""One building of an answer for all who ask for it meanwhile, in this process."""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from headless.cache.store import Entry

PATIENCE = 10.0  # seconds; whoever has waited so long builds the answer too
MOST_ALONE = 1_000  # keys of answers that were not kept, of which is known that waiting is in vain


@dataclass
class Flight:
    """An answer that is being built; `entry` is None where it turned out not to be kept."""

    entry: Entry | None = None
    landed: threading.Event = field(default_factory=threading.Event)


_mine: ContextVar[Flight | None] = ContextVar("mine", default=None)


def let_go() -> None:
    """Let those go on who wait for the answer that this thread builds: it will take long."""
    if (flight := _mine.get()) is not None:
        flight.landed.set()


class Flights:
    """The answers that are being built, by key."""

    def __init__(self) -> None:
        self._flying: dict[str, Flight] = {}
        self._alone: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def board(self, key: str) -> tuple[Flight, bool]:
        """Return the building of this answer, and whether it is the caller's to do.

        One that is not kept is everybody's own: who waited for it would have to build it after.
        """
        with self._lock:
            if key not in self._alone and (flight := self._flying.get(key)) is not None:
                return flight, False
            flight = Flight()
            self._flying.setdefault(key, flight)
            return flight, True

    @contextmanager
    def flying(self, key: str, flight: Flight) -> Iterator[None]:
        """Build the answer within; afterwards let those who wait go on, whatever became of it."""
        token = _mine.set(flight)
        try:
            yield
        finally:
            _mine.reset(token)
            self._land(key, flight)

    def _land(self, key: str, flight: Flight) -> None:
        with self._lock:
            if self._flying.get(key) is flight:
                del self._flying[key]
            if flight.entry is None:
                self._alone[key] = None
                self._alone.move_to_end(key)
                while len(self._alone) > MOST_ALONE:
                    self._alone.popitem(last=False)
            else:
                self._alone.pop(key, None)
        flight.landed.set()
