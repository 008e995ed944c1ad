"""One building of an answer for all who ask for it meanwhile, in this process."""

import threading
from dataclasses import dataclass, field

from headless.cache.store import Entry

PATIENCE = 10.0  # seconds; whoever has waited so long builds the answer too


@dataclass
class Flight:
    """An answer that is being built; `entry` is None where it turned out not to be kept."""

    entry: Entry | None = None
    landed: threading.Event = field(default_factory=threading.Event)


class Flights:
    """The answers that are being built, by key."""

    def __init__(self) -> None:
        self._flying: dict[str, Flight] = {}
        self._lock = threading.Lock()

    def board(self, key: str) -> tuple[Flight, bool]:
        """Return the building of this answer, and whether it is the caller's to do."""
        with self._lock:
            if (flight := self._flying.get(key)) is not None:
                return flight, False
            flight = self._flying[key] = Flight()
            return flight, True

    def land(self, key: str, flight: Flight) -> None:
        """Let those who wait go on, whatever became of it."""
        with self._lock:
            self._flying.pop(key, None)
        flight.landed.set()
