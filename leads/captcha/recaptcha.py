"""Google's checkbox, where the operator configured it.

django-recaptcha builds the widget's attributes and asks Google. Guarded here: its client raises
for a network error, a timeout or a malformed answer, takes `"success": "false"` for true and may
wait for ten seconds; its widget repeats one id and needs an inline script.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from threading import BoundedSemaphore
from typing import Any

from circuitbreaker import CircuitBreaker
from django.db import connection
from django_recaptcha import client
from django_recaptcha.widgets import ReCaptchaV2Checkbox

from leads.captcha.base import Captcha, Outcome

logger = logging.getLogger(__name__)

LONGEST_WAIT = 2.0  # seconds in all: looking up the name, connecting, reading a dripping answer
LONGEST_TOKEN = 8_192  # characters
AT_ONCE = 4  # requests of a process that may wait for it together; the next goes on unverified
_askers = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="recaptcha")
_places = BoundedSemaphore(AT_ONCE)
# A refused or silent connection, a time-out; no HTTP; no JSON; JSON of another shape.
_NO_ANSWER = (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError)
# After three silences in a row nobody waits for it for half a minute. (Not pybreaker: it holds a
# lock while it asks, so that those who wait do so one after the other.)
breaker = CircuitBreaker(failure_threshold=3, recovery_timeout=30, expected_exception=_NO_ANSWER)


def _give_back_connection() -> None:
    """Wait without a database connection: the pool has fewer than there may be waiting."""
    if not connection.in_atomic_block:
        connection.close()


class Recaptcha(Captcha):
    """reCAPTCHA v2, compact."""

    template = "components/forms/recaptcha.html"

    def __init__(self, public_key: str, private_key: str) -> None:
        self.public_key = public_key
        self.private_key = private_key

    def context(self, prefix: str) -> dict[str, Any]:
        """Return the checkbox's attributes, with an id of its own."""
        attrs = {"data-sitekey": self.public_key, "data-size": "compact", "id": f"{prefix}-captcha"}
        context = ReCaptchaV2Checkbox(attrs=attrs).get_context("captcha", None, {})
        return {"attrs": attrs, "domain": context["recaptcha_domain"]}

    def field_name(self, prefix: str) -> str:
        """Return Google's own name, the same in every copy."""
        return ReCaptchaV2Checkbox.recaptcha_response_name

    def describe(self) -> dict[str, str]:
        """Return the public key."""
        return {"kind": "recaptcha-v2", "site_key": self.public_key}

    def verify(self, data: Mapping[str, Any], prefix: str) -> Outcome:
        """Ask Google; only a JSON `true` within two seconds is a pass."""
        token = str(data.get(self.field_name(prefix)) or "")
        if not token or len(token) > LONGEST_TOKEN:
            return Outcome.FAIL
        if breaker.opened or not _places.acquire(blocking=False):
            return Outcome.UNKNOWN
        try:
            _give_back_connection()
            with breaker:
                success = self._ask(token)
        except _NO_ANSWER as error:
            logger.warning("reCAPTCHA did not answer: %s", type(error).__name__)
            return Outcome.UNKNOWN
        finally:
            _places.release()
        return Outcome.PASS if success else Outcome.FAIL

    def _ask(self, token: str) -> bool:
        # The reader's address is not passed on: Google need not know who asks for a call.
        asked = _askers.submit(client.submit, token, self.private_key, "")
        try:
            success = asked.result(timeout=LONGEST_WAIT).is_valid
        finally:
            asked.cancel()
        if not isinstance(success, bool):
            raise TypeError("success is neither true nor false")
        return success
