"""The sign-up form: an address, and what tells people from programs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from wagtail.models import Site

from leads.forms import without_control_characters
from leads.models import LeadsSettings
from leads.models.consent import version_of
from leads.newsletter.subscribing import shown_wording

PREFIX = "newsletter"  # of the page of its own, and of the API
CHANGED = "What you agree to has changed since the page was opened. Please read it once more."


class SignUpForm(forms.Form):
    """One address. The button is the consent; beside it stands the site's wording."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,  # of RFC 5321's 256, without the angle brackets
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter the email address the newsletter should go to.",
            "invalid": "Enter an email address like name@example.org.",
        },
    )
    # As in leads.forms: how long the page was open, what they read. There is no trap: a password
    # manager may fill it in for an honest reader, and the owner of the address decides by mail.
    seconds = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    wording: Any = None  # the record of what was read; a valid form has one

    def __init__(
        self,
        site: Site,
        data: Mapping[str, Any] | None = None,
        *,
        prefix: str = PREFIX,
        offer: LeadsSettings | None = None,
    ) -> None:
        if data is not None:
            data = without_control_characters(data)
        super().__init__(data, prefix=prefix, label_suffix="")
        self.site = site
        self.offer = offer or LeadsSettings.for_site(site)
        self.initial["version"] = version_of(self.offer.newsletter_wording)

    def clean(self) -> dict[str, Any]:
        """Find the wording that was shown; show today's where it is none of ours."""
        cleaned = super().clean() or {}
        self.wording = shown_wording(self.site, cleaned.get("version", ""))
        if self.wording is None:
            self.data[self.add_prefix("version")] = self.initial["version"]  # type: ignore[index]
            raise forms.ValidationError(CHANGED, code="consent_changed")
        return cleaned
