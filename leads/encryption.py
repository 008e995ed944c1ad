"""Personal data at rest: columns that hold Fernet tokens, and the keyed hash that finds a number.

Everything fails closed: without a key, or with a token no key opens, an exception is raised.
Neither plain text nor a token is ever handed out in place of the other. The library is imported by
who first needs it: it takes 7 MB, and a process that serves readers may never do.
"""

import hashlib
import hmac
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class UnreadableValueError(Exception):
    """A stored value that none of the configured keys opens: damaged, or a key was removed."""


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    if not keys:
        raise ImproperlyConfigured("LEADS_ENCRYPTION_KEYS is empty: personal data needs a key.")
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured("LEADS_ENCRYPTION_KEYS holds a malformed key.") from error


def cipher() -> "MultiFernet":
    """Return the cipher of the configured keys: the first encrypts, all decrypt."""
    return _cipher(tuple(getattr(settings, "LEADS_ENCRYPTION_KEYS", None) or ()))


def encrypt(text: str) -> str:
    """Return the token that stands for `text` in the database."""
    return cipher().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text of a token; raise UnreadableValueError where no key opens it."""
    from cryptography.fernet import InvalidToken

    try:
        return cipher().decrypt(token.encode()).decode()
    except (InvalidToken, UnicodeDecodeError) as error:
        raise UnreadableValueError("A stored value cannot be decrypted.") from error


def keyed_hash(text: str) -> str:
    """Return the hash by which equal texts are found, useless without LEADS_HASH_KEY."""
    key = getattr(settings, "LEADS_HASH_KEY", "")
    if not key:
        raise ImproperlyConfigured("LEADS_HASH_KEY is empty: numbers cannot be hashed.")
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def whole_rows(rows: Any) -> list[Any]:
    """Return the rows of a queryset with their encrypted columns, in one query.

    Where one value cannot be read, the columns stay in the database, and whoever reads that value
    is told: the others can still be read.
    """
    try:
        return list(rows.defer(None))
    except UnreadableValueError:
        return list(rows)


class EncryptedTextField(models.TextField):
    """Text that only this process can read; the database can neither search nor sort it."""

    def from_db_value(self, value: str | None, *args: Any) -> Any:
        """Decrypt what the database holds."""
        return None if value is None else self.from_text(decrypt(value))

    def value_from_object(self, obj: Any) -> Any:
        """Return the value for a form: empty where no key opens it, to be entered anew."""
        try:
            return super().value_from_object(obj)
        except UnreadableValueError:
            return ""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Encrypt what is about to be stored."""
        if hasattr(value, "as_sql"):
            raise FieldError(f"{self.name} is encrypted: it cannot be set by an expression.")
        return None if value is None else encrypt(self.to_text(value))

    def from_text(self, text: str) -> Any:
        """Return the field's value from the decrypted text."""
        return text

    def to_text(self, value: Any) -> str:
        """Return the text to encrypt."""
        return str(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow `isnull` alone: every other lookup would compare with random tokens."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: it can only be asked whether it is null.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """Refuse transforms, for the same reason."""
        raise FieldError(f"{self.name} is encrypted: {lookup_name} cannot be asked of it.")


class EncryptedJSONField(EncryptedTextField):
    """JSON data, encrypted as one text."""

    def from_text(self, text: str) -> Any:
        """Parse the decrypted text."""
        return json.loads(text)

    def to_text(self, value: Any) -> str:
        """Serialize for encryption."""
        return json.dumps(value)

    def to_python(self, value: Any) -> Any:
        """Leave data as it is: TextField would turn it into its Python notation."""
        return value
