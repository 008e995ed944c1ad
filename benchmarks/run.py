"""`make bench`: time answers from memory, the start, the locator, the moderators' queue.

On each database that answers; on PostgreSQL, answers that are not in memory too, beside stock
Wagtail's. The import of a WordPress export comes last, because it empties the site.

Each database is a new one, removed afterwards. The locator's rows are those of the federal
directory of 2023 (FEDERAL_DATA_DIR), and a million made of them by moving each a few miles.
"""

import os
import subprocess
import sys
import tempfile
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
    """Return the address of a server on which we may make a database, or ''."""
    for address in filter(None, SERVERS):
        try:
            with psycopg.connect(address, connect_timeout=2, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {NAME}")
                connection.execute(f"CREATE DATABASE {NAME}")
        except psycopg.Error:
            continue
        return address
    return ""


def time_all(title: str, address: str, *scripts: str) -> int:
    """Run each timing in a process of its own, whose settings name the database."""
    failed = 0
    for script in scripts:
        print(f"\n=== {title}: {script}", flush=True)
        command = [sys.executable, str(ROOT / "benchmarks" / script)]
        environment = {**os.environ, "TEST_DATABASE_URL": address, "DATABASE_URL": address}
        failed += subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return failed


def main() -> int:
    """Time on SQLite, and on PostgreSQL where one answers."""
    with tempfile.TemporaryDirectory() as folder:
        failed = time_all("SQLite", f"sqlite:///{folder}/bench.sqlite3", *EVERYWHERE)
    server = postgres()
    if not server:
        print("\nPostgreSQL does not answer; BENCH_DATABASE_URL can name a server.")
        return failed
    try:
        address = urlsplit(server)._replace(path=f"/{NAME}").geturl()
        failed += time_all("PostgreSQL", address, "api.py", *EVERYWHERE)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    return failed


if __name__ == "__main__":
    sys.exit(main())
