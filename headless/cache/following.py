"""Several machines: each tells the others of its bumps over a Redis stream, and follows theirs.

On each machine one process, whoever holds the lock, reads the stream and bumps the shared file.
It asks every half second at the least, and writes down until when the file may be trusted: a
second after it began to ask. Later than that nothing is answered from memory. So the bound on
staleness is the time of a bump on its way, at most a second; with Redis away there are no hits.
Whoever begins, or begins again, to follow makes every answer old: it cannot know what it missed.
"""

import fcntl
import logging
import os
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import redis
from redis.exceptions import RedisError

from headless.cache.generations import Generations, NotToldError

logger = logging.getLogger(__name__)

STREAM = "headless:bumps"
TRUSTED = 1_000_000_000  # nanoseconds after it was last asked
_BLOCK = 500  # milliseconds
_KEPT = 10_000  # entries of the stream
_PAUSE = 0.5  # seconds between tries to take the lock, or to reach Redis


class FollowedGenerations(Generations):
    """Counters whose bumps go to other machines too, and that nobody trusts unless they follow."""

    def __init__(self, path: Path, address: str) -> None:
        super().__init__(path)
        patience = {"socket_connect_timeout": 1, "socket_timeout": 1}
        self.redis = redis.Redis.from_url(address, decode_responses=True, **patience)
        if self.trusted_until == 0:
            self.trusted_until = 1  # long ago: nothing is trusted before somebody follows

    def bump(self, tags: Iterable[str]) -> None:
        """Bump here at once, then tell the others; raises NotToldError where they cannot be.

        The change stays unconfirmed then, and the worker tells of it again.
        """
        tags = set(tags)
        super().bump(tags)
        if tags:
            entry: Any = {"from": self.name, "tags": "\n".join(tags)}
            try:
                self.redis.xadd(STREAM, entry, maxlen=_KEPT, approximate=True)
            except RedisError as error:
                raise NotToldError(type(error).__name__) from error


class Follower(threading.Thread):
    """Follows the stream while it holds the machine's lock."""

    def __init__(self, generations: FollowedGenerations) -> None:
        super().__init__(name="cache-follower", daemon=True)
        self.generations = generations
        self.stopping = threading.Event()

    def run(self) -> None:
        """Wait for the lock, then follow until stopped, through every failure of Redis."""
        lock = os.open(f"{self.generations.path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            while not self.stopping.is_set() and not _taken(lock):
                self.stopping.wait(_PAUSE)
            while not self.stopping.is_set():
                self._follow_safely()
        finally:
            os.close(lock)

    def stop(self) -> None:
        """End, and let another process of this machine follow."""
        self.stopping.set()

    def _follow_safely(self) -> None:
        try:
            self.follow()
        except RedisError as error:
            logger.warning("Other machines cannot be followed: %s", type(error).__name__)
            self.stopping.wait(_PAUSE)

    def follow(self) -> None:
        """Read from now on; raise RedisError when Redis goes away."""
        stream = self.generations.redis
        newest: Any = stream.xrevrange(STREAM, count=1)
        position = newest[0][0] if newest else "0-0"
        self.generations.bump_all()
        while not self.stopping.is_set():
            asked = time.monotonic_ns()
            answer: Any = stream.xread({STREAM: position}, block=_BLOCK)
            for number, entry in answer[0][1] if answer else ():
                position = number
                if entry["from"] != self.generations.name:
                    Generations.bump(self.generations, entry["tags"].split("\n"))
            self.generations.trusted_until = asked + TRUSTED


def _taken(lock: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
