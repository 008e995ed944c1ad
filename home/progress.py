"""Progress on a terminal: one line that is overwritten; elsewhere a plain line now and then."""

import time

from django.core.management.base import OutputWrapper

_EVERY = 5.0  # seconds between plain lines


def silent(done: int, total: int) -> None:
    """Tell nobody."""


class Progress:
    """Tells how much is done, how fast, and how long the rest will take."""

    def __init__(self, what: str, out: OutputWrapper, *, unit: str = "rows") -> None:
        self.what, self.out, self.unit = what, out, unit
        self._began = time.monotonic()
        self._told = 0.0
        self._first: int | None = None

    def __call__(self, done: int, total: int = 0) -> None:
        """Tell; `total` is 0 where nobody knows it yet."""
        if self._first is None:  # what a run before this one did says nothing of our speed
            self._first = done
            self._began = time.monotonic() if done else self._began
        now = time.monotonic()
        terminal = self.out.isatty()
        if not terminal and now - self._told < _EVERY and done != total:
            return
        self._told = now
        rate = (done - self._first) / max(now - self._began, 0.001)
        ending = "\r" if terminal else "\n"
        self.out.write(self._line(done, total, rate), style_func=str, ending=ending)
        self.out.flush()

    def _line(self, done: int, total: int, rate: float) -> str:
        rows = f"{done:,} {self.unit}"
        if total:
            rows = f"{done:,} of {total:,} {self.unit} ({done / total:.0%})"
        speed = f", {rate:,.0f} a second" if rate else ""
        left = f", {(total - done) / rate:,.0f} s left" if rate and total else ""
        return f"{self.what}: {rows}{speed}{left}".ljust(78)

    def end(self) -> None:
        """Leave the last line on the terminal."""
        if self.out.isatty():
            self.out.write()
