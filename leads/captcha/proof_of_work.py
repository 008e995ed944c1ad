"""The self-hosted captcha: the browser computes for a second, by ALTCHA's protocol.

altcha-django issues and verifies. Its widget writes a `<style>` element that our content security
policy forbids, and weighs 118 kB; `static/js/captcha.js` solves the same challenge in four.
"""

import logging
from collections.abc import Mapping
from typing import Any

from altcha_django.results import ErrorCode
from altcha_django.verifiers import run_verification
from django.urls import NoReverseMatch, reverse

from leads.captcha.base import Captcha, Outcome

logger = logging.getLogger(__name__)

LONGEST_PAYLOAD = 4_096  # characters; an honest one has about 700
_NOT_THE_READERS_FAULT = {ErrorCode.BACKEND_ERROR.value, ErrorCode.MISCONFIGURED.value}


class ProofOfWork(Captcha):
    """Asks no third party, and the reader nothing."""

    template = "components/forms/proof_of_work.html"

    def context(self, prefix: str) -> dict[str, Any] | None:
        """Return the field's name and where the challenge is fetched."""
        try:
            challenge = reverse("altcha_django:challenge")
        except NoReverseMatch:  # a project that left the addresses out gets unverified requests
            return None
        return {"name": self.field_name(prefix), "challenge": challenge}

    def field_name(self, prefix: str) -> str:
        """Return the hidden field's name."""
        return f"{prefix}-altcha"

    def describe(self) -> dict[str, str]:
        """Return where the challenge is fetched."""
        context = self.context("form")
        return (
            {"kind": "altcha", "challenge": context["challenge"]} if context else {"kind": "none"}
        )

    def verify(self, data: Mapping[str, Any], prefix: str) -> Outcome:
        """Verify the solution, once; without a script there is none."""
        payload = str(data.get(self.field_name(prefix)) or "")
        if not payload or len(payload) > LONGEST_PAYLOAD:
            return Outcome.FAIL
        try:
            result = run_verification(payload, verifier="local")
        except Exception as error:  # every cache has exceptions of its own
            logger.warning("The captcha could not be verified: %s", type(error).__name__)
            return Outcome.UNKNOWN
        if result.verified:
            return Outcome.PASS
        return Outcome.UNKNOWN if result.code in _NOT_THE_READERS_FAULT else Outcome.FAIL
