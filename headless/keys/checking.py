"""The one place that says whether a request's key is good."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from headless.keys.scopes import Scope
from headless.models import ApiKey

COARSE = timedelta(minutes=10)  # "last used" is written at most so often


class InvalidKeyError(Exception):
    """A key was sent, and it is unknown, expired or revoked."""


def presented(request: HttpRequest) -> str | None:
    """Return the key that came with the request (RFC 6750, section 2.1), or None."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def check(secret: str) -> ApiKey:
    """Return the key that is good now, and note its use; raise InvalidKeyError."""
    now = timezone.now()
    usable = ApiKey.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=now), revoked_at__isnull=True
    )
    key = usable.filter(digest=ApiKey.digest_of(secret)).first()
    if key is None:
        raise InvalidKeyError
    if key.last_used_at is None or now - key.last_used_at >= COARSE:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


def key_of(request: HttpRequest, scope: Scope) -> ApiKey | None:
    """Return the good key of this request if it has the scope."""
    key: ApiKey | None = getattr(request, "api_key", None)
    return key if key and scope in key.scopes else None


def scoped(**scopes: Scope) -> Callable[[Any], Any]:
    """Say which scope each method of a view needs of a key, as in `GET=Scope.DRAFTS`."""

    def decorate(view: Any) -> Any:
        view.api_scopes = scopes
        return view

    return decorate
