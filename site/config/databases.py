"""Database and cache settings from their addresses."""

from pathlib import Path
from typing import Any

import environ

from config.postgresql.waits import CONNECT

# A process that answers requests gives up early, so that a call-back goes to the spool within five
# seconds; commands and the worker have nobody who waits.
_SQLITE_SECONDS = {True: 4, False: 20}  # whether it answers requests: how long another may write
_LIMITS = {
    True: "-c lock_timeout=3s -c statement_timeout=30s",
    False: "-c lock_timeout=60s -c statement_timeout=1h",
}
# A server that hangs acknowledges what it is sent; one whose machine is cut off does not.
_NETWORK = {
    "connect_timeout": 2,
    "tcp_user_timeout": 10_000,  # milliseconds
    "keepalives_idle": 10,  # seconds
    "keepalives_interval": 5,
    "keepalives_count": 2,
}


def database(
    url: str, *, default_path: Path, pool_size: int, for_requests: bool = False
) -> dict[str, Any]:
    """Return Django's settings for the database at `url`; empty means SQLite at `default_path`."""
    settings = environ.Env.db_url_config(url or f"sqlite:///{default_path}")
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = {
            # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start
            # of a transaction, so that two writers wait for each other and do not fail half-way.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": _SQLITE_SECONDS[for_requests],
        }
        return settings
    from config.postgresql.connections import BoundedConnection, RequestConnection

    settings["ENGINE"] = "config.postgresql"
    settings["OPTIONS"] = {
        "pool": {
            "min_size": 1,
            "max_size": pool_size,
            "timeout": CONNECT if for_requests else 10,
            "reconnect_timeout": 5,  # then whoever comes next tries anew, without a long pause
            "connection_class": RequestConnection if for_requests else BoundedConnection,
        },
        # Statements asked more often are planned once for each connection. A pooler in
        # between must pass prepared statements on, as PgBouncer does from 1.21.
        "prepare_threshold": 5,
        # Of tables that it has no statistics of yet, PostgreSQL thinks so much that it compiles
        # a page's queries to machine code: half a second for what takes two milliseconds. A
        # PgBouncer in between needs `ignore_startup_parameters = options`.
        "options": f"-c jit=off {_LIMITS[for_requests]}",
        **_NETWORK,
    }
    settings["CONN_HEALTH_CHECKS"] = True
    # A cursor on the server that a request does not read to its end is closed when its memory is
    # taken back: in the middle of somebody else's transaction, which that aborts.
    settings["DISABLE_SERVER_SIDE_CURSORS"] = for_requests
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
