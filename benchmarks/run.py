"""`make bench`: time answers from memory, the start, the locator, the moderators' queue.

On each database that answers; on PostgreSQL, answers that are not in memory too, beside stock
Wagtail's.

Each timing has a new database, removed afterwards. The locator's rows are those of the federal
directory of 2023 (FEDERAL_DATA_DIR), and a million made of them by moving each a few miles.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SERVERS = (
    os.environ.get("BENCH_DATABASE_URL", ""),
    "postgres://127.0.0.1:5432/postgres",
    "postgres://postgres@127.0.0.1:5432/postgres",
)
NAME = "recovery_cms_bench"
EVERYWHERE = ("footprint.py", "cache.py", "locator.py", "moderation.py", "wordpress.py")


def postgres() -> str:
    """Return the address of a server that answers and on which we may make a database, or ''."""
    for server in filter(None, SERVERS):
        with suppress(psycopg.Error), new_database(server):
            return server
    return ""


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """Make a database, give its address, and remove it."""
    with psycopg.connect(server, connect_timeout=2, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
        try:
            yield urlsplit(server)._replace(path=f"/{NAME}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


@contextmanager
def new_file() -> Iterator[str]:
    """Give the address of a SQLite database in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


def timed(title: str, script: str, address: str) -> int:
    """Run one timing in a process of its own; return how many bars it missed."""
    print(f"\n=== {title}: {script}", flush=True)
    command = [sys.executable, str(ROOT / "benchmarks" / script)]
    told = {"TEST_DATABASE_URL": address, "DATABASE_URL": address, "LOG_LEVEL": "ERROR"}
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **told}, check=False).returncode


def main() -> int:
    """Time on SQLite, and on PostgreSQL where one answers; return how many bars were missed."""
    missed = 0
    for script in EVERYWHERE:
        with new_file() as address:
            missed += timed("SQLite", script, address)
    server = postgres()
    if not server:
        print("\nPostgreSQL does not answer; BENCH_DATABASE_URL can name a server.")
        return missed
    for script in ("api.py", *EVERYWHERE):
        with new_database(server) as address:
            missed += timed("PostgreSQL", script, address)
    return missed


if __name__ == "__main__":
    sys.exit(main())
