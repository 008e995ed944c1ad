"""The answers kept in one process's memory: those used last, up to so many bytes."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

Headers = list[tuple[str, str]]
_OVERHEAD = (
    2_000  # bytes of an entry besides its bodies: headers, slots, key, the objects themselves
)


@dataclass(slots=True)
class Form:
    """One encoding of an answer."""

    etag: str
    headers: Headers
    unchanged: Headers  # of a 304
    body: bytes


@dataclass(slots=True)
class Entry:
    """A whole answer as it is sent, and the generations it was built from."""

    status: str
    content_type: str
    plain: Form
    packed: Form | None  # gzip, where that is smaller
    slots: tuple[int, ...]
    counts: tuple[int, ...]
    bumps: int  # all slots were last seen to have these counts at this number of bumps
    until: float | None  # seconds since 1970

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        packed = len(self.packed.body) if self.packed else 0
        return _OVERHEAD + len(self.plain.body) + packed + 80 * len(self.slots)


class Store:
    """Entries by key. Bounded in bytes; the least recently used go first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> Entry | None:
        """Return the entry, which is now the most recently used."""
        entry = self._entries.get(key)
        if entry is not None:
            try:
                self._entries.move_to_end(key)
            except KeyError:  # another thread dropped it meanwhile
                return None
        return entry

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, unless it would take more than an eighth of the room."""
        self.drop(key)
        if entry.size > self.limit // 8:
            return
        with self._lock:
            self._entries[key] = entry
            self.size += entry.size
            while self.size > self.limit:
                self.size -= self._entries.popitem(last=False)[1].size

    def drop(self, key: str) -> None:
        """Forget an entry."""
        with self._lock:
            if (entry := self._entries.pop(key, None)) is not None:
                self.size -= entry.size
