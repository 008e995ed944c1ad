"""System checks: without keys the plugin could store nothing, so it says so at start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004
from django.db import DatabaseError

GENERATE = (
    'Make one with: python -c "from cryptography.fernet import Fernet; '
    'print(Fernet.generate_key().decode())"'
)


@register()
def check_keys(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Report missing and malformed keys."""
    errors: list[CheckMessage] = []
    keys = getattr(settings, "LEADS_ENCRYPTION_KEYS", None) or []
    if isinstance(keys, str):
        errors.append(Error("LEADS_ENCRYPTION_KEYS must be a list of keys.", id="leads.E002"))
    elif not keys:
        errors.append(Error("LEADS_ENCRYPTION_KEYS is empty.", hint=GENERATE, id="leads.E001"))
    elif not all(_is_key(key) for key in keys):
        errors.append(
            Error("LEADS_ENCRYPTION_KEYS holds a malformed key.", hint=GENERATE, id="leads.E002")
        )
    if not getattr(settings, "LEADS_HASH_KEY", ""):
        errors.append(
            Error("LEADS_HASH_KEY is empty.", hint="Any long random text.", id="leads.E003")
        )
    if not getattr(settings, "LEADS_SPOOL_DIR", ""):
        errors.append(
            Error(
                "LEADS_SPOOL_DIR is empty: requests would be lost while the database is away.",
                hint="A folder on a disk that outlives the machine.",
                id="leads.E004",
            )
        )
    return errors


def _is_key(key: Any) -> bool:
    from cryptography.fernet import Fernet  # 7 MB, which no process that serves needs for this

    try:
        Fernet(key)
    except (ValueError, TypeError):
        return False
    return True


@register(Tags.database)
def check_answerers(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn of contracts that are over; asked for with `check --database default`."""
    if not databases:
        return []
    from leads.admin.reports import expired_answerers

    try:
        expired = expired_answerers()
    except DatabaseError:  # before the first migrate
        return []
    return [
        Warning(
            f"The contract of {answerer.name} ended on {answerer.contract_to}, and readers still "
            "see their numbers or forms.",
            hint="See the report “Numbers and answerers” in the admin.",
            id="leads.W001",
        )
        for answerer in expired
    ]


@register(Tags.security, deploy=True)
def check_proxies(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn where a proxy is trusted for the scheme and not for the address.

    To the count of many posts from one address, all callers would be one.
    """
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    if not behind_proxy or getattr(settings, "TRUSTED_PROXIES", 0) > 0:
        return []
    return [
        Warning(
            "The site is behind a proxy, and TRUSTED_PROXIES is 0: all callers share one address, "
            "so that many of them at once count as a flood.",
            hint="Set TRUSTED_PROXIES to the number of proxies that append to X-Forwarded-For.",
            id="leads.W002",
        )
    ]
