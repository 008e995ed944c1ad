"""What the cache does on a Redis that others use too."""

import pytest
import redis
from django.conf import settings
from django.core.cache import cache


def test_clearing_drops_what_is_ours_alone():
    address = settings.CACHES["default"].get("LOCATION")
    if not address:
        pytest.skip("TEST_REDIS_URL is empty.")
    server = redis.Redis.from_url(address)
    server.set("of-somebody-else", "kept", ex=60)
    cache.set_many({"one": 1, "two": 2})
    cache.clear()
    assert cache.get_many(["one", "two"]) == {}
    assert server.getdel("of-somebody-else") == b"kept"
