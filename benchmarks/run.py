"""`make bench`: time answers from memory and the locator's search on each database that answers.

On PostgreSQL, answers that are not in memory too, beside stock Wagtail's. On both, the import of a
WordPress export.

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


def time_import(title: str, address: str) -> int:
    """Time the import of a WordPress export, which empties the site."""
    return time_all(title, address, "wordpress.py")


def main() -> int:
    """Time on SQLite, and on PostgreSQL where one answers."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/bench.sqlite3"
        failed = time_all("SQLite", address, "cache.py", "locator.py")
        failed += time_import("SQLite", address)
    server = postgres()
    if not server:
        print("\nPostgreSQL does not answer; BENCH_DATABASE_URL can name a server.")
        return failed
    try:
        address = urlsplit(server)._replace(path=f"/{NAME}").geturl()
        failed += time_all("PostgreSQL", address, "api.py", "cache.py", "locator.py")
        failed += time_import("PostgreSQL", address)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
    return failed


if __name__ == "__main__":
    sys.exit(main())
