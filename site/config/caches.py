"""A cache that may be away without taking the site along."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

logger = logging.getLogger(__name__)

PAUSE = 5.0  # seconds in which nobody asks again: a Redis that hangs costs each question a second


class ForgivingRedisCache(RedisCache):
    """While Redis is away, reading finds nothing and writing is forgotten.

    `add` and `incr` still raise: who counts, or does something once, must know.
    """

    _away_until = 0.0  # by the monotonic clock; of all threads

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return the value, or the default."""
        default = kwargs.get("default", args[1] if len(args) > 1 else None)
        return self._forgive(default, super().get, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """Return what is there."""
        return self._forgive({}, super().get_many, *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value, if possible."""
        self._forgive(None, super().set, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> list:
        """Keep values, if possible."""
        return self._forgive([], super().set_many, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Drop a value, if possible."""
        return self._forgive(False, super().delete, *args, **kwargs)  # noqa: FBT003

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a value where there is none; raise where nobody knows."""
        return self._ask(super().add, *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count, or raise."""
        return self._ask(super().incr, *args, **kwargs)

    def clear(self) -> None:
        """Drop what is kept here, and nothing else: one Redis also carries the stream of bumps."""
        client = self._cache.get_client(write=True)
        for key in client.scan_iter(match=f"{self.key_prefix}:*", count=1_000):
            client.unlink(key)

    def _forgive(self, otherwise: Any, method: Callable, *args: Any, **kwargs: Any) -> Any:
        try:
            return self._ask(method, *args, **kwargs)
        except RedisError:
            return otherwise

    def _ask(self, method: Callable, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < ForgivingRedisCache._away_until:
            raise RedisConnectionError("Redis was away a moment ago.")
        try:
            return method(*args, **kwargs)
        except (RedisConnectionError, RedisTimeoutError) as error:
            logger.warning("The cache is away: %s", type(error).__name__)
            ForgivingRedisCache._away_until = time.monotonic() + PAUSE
            raise
