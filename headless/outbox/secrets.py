"""Secrets that sign webhooks, after the Standard Webhooks specification."""

import base64
import secrets

from django.core.exceptions import ValidationError

SECRET_PREFIX = "whsec_"  # noqa: S105 - not a secret


def new_secret() -> str:
    """Return a signing secret: 32 random bytes, as the Standard Webhooks specification has it."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def validate_secret(value: str) -> None:
    """Refuse what could sign nothing."""
    try:
        key = base64.b64decode(value.removeprefix(SECRET_PREFIX), validate=True)
    except ValueError:
        key = b""
    if len(key) < 24:
        raise ValidationError("A secret is whsec_ and at least 24 bytes in base 64.")
