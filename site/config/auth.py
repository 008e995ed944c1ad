"""Logging in, with the demo's public password refused wherever real people work."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

DEMO_PASSWORD = "recovery-demo"  # noqa: S105 - printed by `make run`; opens nothing outside development


class NoDemoPassword(ModelBackend):
    """Django's backend; a database with demo accounts, carried to production, opens to nobody."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Any:
        """Return the user, or None for a wrong password and for the demo's."""
        if password == DEMO_PASSWORD and not getattr(settings, "DEMO_ALLOWED", False):
            return None
        return super().authenticate(request, username, password, **kwargs)
