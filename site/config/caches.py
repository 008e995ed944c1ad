"""A cache that may be away without taking the site along."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """While Redis is away, reading finds nothing and writing is forgotten.

    `add` and `incr` still raise: who counts, or does something once, must know.
    """

    def _forgive(self, error: RedisError) -> None:
        logger.warning("The cache is away: %s", type(error).__name__)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default."""
        try:
            return super().get(key, default, version)
        except RedisError as error:
            self._forgive(error)
            return default

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """Return what is there."""
        try:
            return super().get_many(keys, version)
        except RedisError as error:
            self._forgive(error)
            return {}

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value, if possible."""
        try:
            super().set(*args, **kwargs)
        except RedisError as error:
            self._forgive(error)

    def set_many(self, *args: Any, **kwargs: Any) -> list:
        """Keep values, if possible."""
        try:
            return super().set_many(*args, **kwargs)
        except RedisError as error:
            self._forgive(error)
            return []

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Drop a value, if possible."""
        try:
            return super().delete(key, version)
        except RedisError as error:
            self._forgive(error)
            return False
