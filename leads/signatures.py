"""Signers for links in letters, which people may follow years later.

Their key is derived from LEADS_HASH_KEY, which stays as long as the hashes it made: a new
SECRET_KEY ends sessions and not links. Links of earlier letters were signed with SECRET_KEY; they
hold while it stands there or in SECRET_KEY_FALLBACKS.
"""

from typing import Any

from django.conf import settings
from django.core.signing import Signer, TimestampSigner

from leads.encryption import keyed_hash


def lasting_signer(salt: str) -> Signer:
    """Return a signer whose signatures do not grow old."""
    return Signer(**_keys(salt))


def lasting_timestamp_signer(salt: str) -> TimestampSigner:
    """Return a signer that tells the age of its signatures."""
    return TimestampSigner(**_keys(salt))


def _keys(salt: str) -> dict[str, Any]:
    return {
        "key": keyed_hash(f"signatures of {salt}"),
        "fallback_keys": [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS],
        "salt": salt,
    }
