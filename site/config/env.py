"""The one place that reads the environment: every variable, its type, its default, what it does.

README.md prints this table; a test holds the two together.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]


def _truth(value: str) -> bool:
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise ValueError("use 1 or 0")


# Nothing that could end a directive of the content security policy, or leave an attribute.
_TILES = re.compile(r"(https?://[\w.{}:-]+)?/(?!/)[\w./{}@?=&~%+-]*", re.ASCII)


def _tiles(value: str) -> str:
    if value and not (
        _TILES.fullmatch(value) and all(part in value for part in ("{z}", "{x}", "{y}"))
    ):
        raise ValueError("use an address such as https://tiles.example.org/{z}/{x}/{y}.png")
    return value


@dataclass(frozen=True)
class Variable:
    """One environment variable; `default` is written as it would stand in the environment."""

    name: str
    default: str
    help: str
    parse: Callable[[str], Any] = str


_TABLE = (
    Variable(
        "SECRET_KEY", "", "Signs sessions and tokens. Production refuses to start without it."
    ),
    Variable(
        "SECRET_KEY_FALLBACKS",
        "",
        "Earlier values of `SECRET_KEY`, comma-separated, whose signatures still hold: set it when "
        "you change the key, and empty it once old sessions and letters may end.",
        _words,
    ),
    Variable(
        "ALLOWED_HOSTS", "", "Host names served, comma-separated. Production refuses `*`.", _words
    ),
    Variable(
        "BASE_URL",
        "",
        "The site's public address, such as `https://example.org`, for links in mail.",
    ),
    Variable(
        "DATABASE_URL",
        "",
        "`postgres://user:password@host:5432/name` or `sqlite:///path`. Empty: SQLite in `var/`.",
    ),
    Variable("DATABASE_POOL_SIZE", "8", "Most PostgreSQL connections a process keeps open.", int),
    Variable(
        "SERVES_REQUESTS",
        "0",
        "Set by `config/wsgi.py`: nobody waits as long for the database as commands and the "
        "worker may.",
        _truth,
    ),
    Variable("REDIS_URL", "", "`redis://host:6379/0`. Empty: a cache in each process's memory."),
    Variable(
        "ANSWER_CACHE_MB",
        "24",
        "Memory each process may keep whole answers in. 0: every answer is made anew.",
        int,
    ),
    Variable(
        "ANSWER_CACHE_FILE",
        "",
        "Where a machine's processes count changes: a file on its own disk. Empty: "
        "`var/generations`.",
    ),
    Variable(
        "ANSWER_CACHE_REDIS_URL",
        "",
        "Several machines: the Redis over which they tell each other of changes. Empty: one.",
    ),
    Variable(
        "ANSWER_CACHE_SHARED_SECONDS",
        "60",
        "How long a CDN may keep an answer; hours, where it is purged (`PURGE_URL`).",
        int,
    ),
    Variable(
        "PURGE_URL",
        "",
        "Where a CDN takes purges by tag: Varnish with xkey, or Fastly's "
        "`https://api.fastly.com/service/<id>/purge`.",
    ),
    Variable("PURGE_TOKEN", "", "Fastly's key; without it, `PURGE_URL` is sent `PURGE`."),
    Variable(
        "LEADS_ENCRYPTION_KEYS",
        "",
        "Fernet keys for personal data, comma-separated; the first encrypts. Production needs it.",
        _words,
    ),
    Variable(
        "LEADS_HASH_KEY",
        "",
        "Secret of the keyed hash that finds a phone number again. Production needs it.",
    ),
    Variable(
        "LEADS_SPOOL_DIR",
        "",
        "Where requests wait, encrypted, while the database is away. Empty: `var/spool/`.",
    ),
    Variable(
        "CORS_ALLOWED_ORIGINS",
        "",
        "Front ends on other addresses, such as `https://app.example.org`, comma-separated.",
        _words,
    ),
    Variable(
        "WEBHOOKS_TO_LOOPBACK",
        "0",
        "Allow webhooks to this machine itself, such as a relay beside the worker.",
        _truth,
    ),
    Variable(
        "RECAPTCHA_PUBLIC_KEY", "", "reCAPTCHA v2 site key. Empty: the self-hosted proof of work."
    ),
    Variable("RECAPTCHA_PRIVATE_KEY", "", "reCAPTCHA v2 secret key."),
    Variable(
        "LOCATOR_TILES_URL",
        "",
        "Map tiles, such as `https://tiles.example.org/{z}/{x}/{y}.png`; that server learns who "
        "looks where. Empty: an outline of the states, and nobody is asked.",
        _tiles,
    ),
    Variable("LOCATOR_TILES_ATTRIBUTION", "", "Whom the map names for its tiles, as plain text."),
    Variable(
        "EMAIL_URL", "", "`smtp+tls://user:password@host:587`. Empty: files under `var/mail/`."
    ),
    Variable("DEFAULT_FROM_EMAIL", "site@localhost", "Sender of the site's mail."),
    Variable(
        "VAR_DIR", "", "Where the database, media, mail and built static files lie. Empty: `var/`."
    ),
    Variable("SECURE_SSL", "1", "Production: redirect to HTTPS, secure cookies, HSTS.", _truth),
    Variable("BEHIND_PROXY", "0", "Trust `X-Forwarded-Proto` from the proxy in front.", _truth),
    Variable(
        "TRUSTED_PROXIES",
        "0",
        "How many proxies of yours append to `X-Forwarded-For`. 0: the connection's address "
        "counts.",
        int,
    ),
    Variable("TIME_ZONE", "America/New_York", "The publisher's time zone."),
    Variable("LOG_LEVEL", "INFO", "Least severe message that is logged."),
    Variable(
        "TEST_DATABASE_URL", "", "The database that the test settings use. Empty: SQLite in memory."
    ),
    Variable("TEST_REDIS_URL", "", "The Redis that the test settings use. Empty: local memory."),
)
VARIABLES = {variable.name: variable for variable in _TABLE}


def env(name: str) -> Any:
    """Return the variable's parsed value, or its default.

    Raises ImproperlyConfigured, naming the variable, where the value cannot be parsed.
    """
    variable = VARIABLES[name]
    raw = os.environ.get(name, "").strip() or variable.default
    try:
        return variable.parse(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={raw!r} cannot be used: {error}") from error
