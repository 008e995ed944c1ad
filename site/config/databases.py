"""Database and cache settings from their addresses."""

from pathlib import Path
from typing import Any

import environ

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a
# transaction, so that two writers wait for each other instead of failing half-way.
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def database(url: str, *, default_path: Path, pool_size: int) -> dict[str, Any]:
    """Return Django's settings for the database at `url`; empty means SQLite at `default_path`."""
    settings = environ.Env.db_url_config(url or f"sqlite:///{default_path}")
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE_OPTIONS
    else:
        settings["OPTIONS"] = {
            "pool": {"min_size": 1, "max_size": pool_size, "timeout": 5},
            # Statements asked more often are planned once for each connection. A pooler in
            # between must pass prepared statements on, as PgBouncer does from 1.21.
            "prepare_threshold": 5,
            # Of tables that it has no statistics of yet, PostgreSQL thinks so much that it compiles
            # a page's queries to machine code: half a second for what takes two milliseconds. A
            # PgBouncer in between needs `ignore_startup_parameters = options`.
            "options": "-c jit=off",
        }
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def cache(url: str) -> dict[str, Any]:
    """Return Django's settings for the cache at `url`; empty means this process's memory."""
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    # A Redis that hangs is as good as gone: nobody's request waits for it.
    patience = {"socket_connect_timeout": 1, "socket_timeout": 1}  # seconds
    return {
        "BACKEND": "config.caches.ForgivingRedisCache",
        "LOCATION": url,
        "OPTIONS": patience,
    }
