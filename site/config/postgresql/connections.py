"""The connections of the pool."""

from contextlib import suppress
from typing import Any

import psycopg
from psycopg.errors import _WaitTimeout

from config.postgresql.waits import QUICK, long_waits, seconds_left, silence, waiting


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is closed, with an OperationalError, where an answer takes too long."""

    longest: float | None = None  # seconds, outside of any deadline

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Wait for an answer; `timeout` is set by psycopg where it expects none."""
        left = seconds_left(self.longest)
        if timeout is not None or left is None:
            return super().wait(gen, interval, timeout)
        with waiting():
            try:
                answer = super().wait(gen, interval, min(QUICK, left))
            except _WaitTimeout:
                answer = self._wait_on(gen, interval, left - QUICK)
        silence.end()
        return answer

    def _wait_on(self, gen: Any, interval: float, left: float) -> Any:
        """Go on waiting, if not too many do."""
        with long_waits.place() as is_taken:
            if is_taken:
                with suppress(_WaitTimeout):
                    return super().wait(gen, interval, max(0.0, left))
                silence.begin()
        self.close()  # what comes later would be taken for the next statement's answer
        raise psycopg.OperationalError("The database gave no answer in time.")


class RequestConnection(BoundedConnection):
    """A connection of a process that answers requests."""

    longest = 35.0  # a little longer than `statement_timeout`
