"""System checks: without keys the plugin could store nothing, so it says so at start."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

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
    return errors


def _is_key(key: Any) -> bool:
    try:
        Fernet(key)
    except (ValueError, TypeError):
        return False
    return True
