"""Run the suite on every database that answers, and say which.

All of it runs on PostgreSQL and Redis, then what a database can change runs again on SQLite and
local memory. Where PostgreSQL does not answer, all of it runs on SQLite. With REQUIRE_SERVICES=1 a
missing service is a failure.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).resolve().parents[1]
# Databases that a plain local installation lets this user reach, in the order tried.
LOCAL_POSTGRES = (
    "postgres://127.0.0.1:5432/postgres",
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres://postgres:postgres@127.0.0.1:5432/postgres",
)
LOCAL_REDIS = ("redis://127.0.0.1:6379/15",)
# What a database can change: SQL of our own, locks, constraints, search, what is read in bulk.
ON_EACH_DATABASE = (
    "tests/headless/cache",
    *(f"tests/headless/test_{name}.py" for name in ("aliases", "guard", "hostile", "outbox")),
    *(f"tests/headless/test_{name}.py" for name in ("reading", "resolve", "rows", "scheduling")),
    *(f"tests/home/test_{name}.py" for name in ("reading_ahead", "routing", "search")),
    *(f"tests/leads/test_{name}.py" for name in ("encryption", "floods", "intake", "models")),
    *(f"tests/leads/test_{name}.py" for name in ("reports", "rotation", "spool")),
    *(f"tests/blog/test_{name}.py" for name in ("import_wordpress", "moderation_reads", "reading")),
    *("tests/blog/test_search_filters.py", "tests/blog/comments/test_posting.py"),
    *(f"tests/treatment/test_{name}.py" for name in ("facilities_api", "gazetteer", "search")),
    *(f"tests/treatment/test_import_{name}.py" for name in ("applying", "command", "matching")),
    *(f"tests/treatment/test_{name}.py" for name in ("locator_page", "reading", "site_search")),
)
COVERAGE = ("-m", "slipcover")  # as pyproject.toml says
FLOOR = 95  # percent of lines and branches


@dataclass(frozen=True)
class Service:
    name: str
    variable: str
    address: str | None


def postgres_answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=2):
            return True
    except psycopg.Error:
        return False


def redis_answers(address: str) -> bool:
    try:
        return bool(redis.Redis.from_url(address, socket_connect_timeout=2).ping())
    except redis.RedisError:
        return False


def find(name: str, variable: str, usual: tuple[str, ...], answers) -> Service:
    """Take the address given in the environment, else the first usual one that answers."""
    candidates = (os.environ[variable],) if os.environ.get(variable) else usual
    return Service(name, variable, next(filter(answers, candidates), None))


def run(
    title: str, environment: dict[str, str], *arguments: str, within: tuple[str, ...] = ()
) -> bool:
    print(f"\n=== {title}", flush=True)
    command = [sys.executable, *within, "-m", "pytest", *arguments, *sys.argv[1:]]
    return (
        subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
        == 0
    )


def is_covered() -> bool:
    """Say how much of the code the first run met, branches counted, and whether it is enough."""
    percent = json.loads((ROOT / "var/coverage.json").read_text())["summary"]["percent_covered"]
    print(f"Lines and branches covered: {percent:.1f}% (at least {FLOOR}%).", flush=True)
    return bool(percent >= FLOOR)


def main() -> int:
    services = (
        find("PostgreSQL", "TEST_DATABASE_URL", LOCAL_POSTGRES, postgres_answers),
        find("Redis", "TEST_REDIS_URL", LOCAL_REDIS, redis_answers),
    )
    for service in services:
        print(f"{service.name}: {'answers' if service.address else 'does not answer'}")
    missing = [service.name for service in services if not service.address]
    if missing and os.environ.get("REQUIRE_SERVICES") == "1":
        print(f"REQUIRE_SERVICES=1, but {' and '.join(missing)} cannot be reached.")
        return 1

    embedded = dict.fromkeys(("TEST_DATABASE_URL", "TEST_REDIS_URL"), "")
    servers = {service.variable: service.address for service in services if service.address}
    parallel = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    data = ("-m", "not browser and not install and not faults")
    names = [service.name for service in services if service.address]
    everything = " and ".join(names) or "SQLite and local memory"
    passed = run(everything, {**embedded, **servers}, *parallel, *data, within=COVERAGE)
    passed &= is_covered() or len(sys.argv) > 1  # of a selection, nobody expects it
    if servers.get("TEST_DATABASE_URL"):
        passed &= run(
            "What a database can change, on SQLite", embedded, *parallel, *data, *ON_EACH_DATABASE
        )
    passed &= run("Browser and installation", embedded, *parallel, "-m", "browser or install")
    passed &= run("Faults", embedded, "-m", "faults")  # alone: they look at how servers keep pace

    ran_on = ["SQLite", *(service.name for service in services if service.address)]
    print(f"\nThe suite ran on: {', '.join(ran_on)}.")
    if missing:
        print(f"It did NOT run on: {', '.join(missing)} (no answer on the usual local port).")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
