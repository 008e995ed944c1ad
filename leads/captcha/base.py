"""What every captcha offers to the form and to the view."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class Outcome(StrEnum):
    """What is stored with a request; UNKNOWN means that the check itself did not work."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


class Captcha(ABC):
    """Draws itself into a form, and later judges what the form brought back."""

    template: str

    @abstractmethod
    def context(self, prefix: str) -> dict[str, Any] | None:
        """Return what the template needs in the form with this prefix; None draws nothing."""

    @abstractmethod
    def field_name(self, prefix: str) -> str:
        """Return the name under which the form with this prefix posts the solution."""

    @abstractmethod
    def describe(self) -> dict[str, str]:
        """Return what a front end needs to draw it: its kind, and where it begins."""

    @abstractmethod
    def verify(self, data: Mapping[str, Any], prefix: str) -> Outcome:
        """Judge posted data; never raises, never takes longer than two seconds."""

    def render(self, prefix: str) -> SafeString:
        """Return the markup for the form with this prefix."""
        context = self.context(prefix)
        return SafeString("") if context is None else render_to_string(self.template, context)
