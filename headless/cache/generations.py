"""One counter for each of 131,072 slots, in a file that all processes of a host map into memory.

A tag's slot is a hash of it. Two tags in one slot cost a needless miss, never a wrong hit: of 200
answers with 25 tags each, a change of a dozen tags meets such a one every fourth time. Reading
is a load from memory. Writing takes a lock on the file, so that no bump is lost. Behind the slots
stand a counter of all bumps, by which an answer is seen to be good without looking at each of its
slots, and the moment until which the file may be trusted (`following.py`).
"""

import fcntl
import mmap
import os
import secrets
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

SLOTS = 131_072
_TRUSTED_UNTIL, _NAME = SLOTS + 1, SLOTS + 2
_SIZE = (SLOTS + 8) * 8  # bytes


def slot_of(tag: str) -> int:
    """Return the slot that a tag counts in."""
    return zlib.crc32(tag.encode()) % SLOTS


class NotToldError(Exception):
    """A bump was counted on this machine, but the others could not be told of it."""


class Generations:
    """The counters in one file, made where it is missing."""

    BUMPS = SLOTS  # where the counter of all bumps stands

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._lock = threading.Lock()
        with self._locked():
            if os.fstat(self._file).st_size != _SIZE:
                os.ftruncate(self._file, _SIZE)
        self._map = mmap.mmap(self._file, _SIZE)
        self._cells = memoryview(self._map).cast("Q")
        with self._locked():
            self._cells[_NAME] = self._cells[_NAME] or secrets.randbits(64)

    @property
    def name(self) -> str:
        """The name of the file, which no other machine's has: drawn when it was made."""
        return f"{self._cells[_NAME]:x}"

    def close(self) -> None:
        """Let the file go."""
        self._cells.release()
        self._map.close()
        os.close(self._file)

    def bumps(self) -> int:
        """Return how often anything was bumped: while it stays, every slot stays."""
        return self._cells[self.BUMPS]

    def snapshot(self) -> memoryview:
        """Return a copy of all counters; take it before the database is read."""
        return memoryview(self._map[:]).cast("Q")

    def unchanged(self, slots: tuple[int, ...], counts: tuple[int, ...]) -> bool:
        """Say whether these slots still have these counts."""
        cells = self._cells
        return all(cells[slot] == count for slot, count in zip(slots, counts, strict=True))

    def bump(self, tags: Iterable[str]) -> None:
        """Make every answer that depends on one of these tags old, in all processes, at once."""
        self._add({slot_of(tag) for tag in tags})

    def bump_all(self) -> None:
        """Make every answer old."""
        self._add(range(SLOTS))

    def _add(self, slots: Iterable[int]) -> None:
        with self._locked():
            for slot in slots:
                self._cells[slot] += 1
            self._cells[self.BUMPS] += 1  # last: who reads it as unchanged has seen no slot change

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other threads and, by a POSIX record lock, other processes away."""
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    @property
    def trusted_until(self) -> int:
        """Until when, in monotonic nanoseconds, other hosts' bumps are known to have come."""
        return self._cells[_TRUSTED_UNTIL]

    @trusted_until.setter
    def trusted_until(self, moment: int) -> None:
        self._cells[_TRUSTED_UNTIL] = moment
