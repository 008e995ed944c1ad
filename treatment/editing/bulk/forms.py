"""What an editor says before a bulk edit."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.widgets import AdminDateInput

from treatment.forms import ServicesField, ServicesWidget
from treatment.models import Service
from treatment.provenance import FACTS

EARLIEST = date(2000, 1, 1)


def check_past(day: date) -> None:
    """Raise ValidationError for a day that nobody can mean."""
    if day > timezone.localdate():
        raise forms.ValidationError("This day is in the future.")
    if day < EARLIEST:
        raise forms.ValidationError(f"Enter a day since {EARLIEST.year}.")


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, initial=timezone.localdate, validators=[check_past], widget=AdminDateInput
    )


def _words(day: date) -> str:
    return date_format(day, "F j, Y")


class ServicesForm(forms.Form):
    """Which services, and what to do with them."""

    ADD, REMOVE, REPLACE = "add", "remove", "replace"
    VERBS = {ADD: "Added", REMOVE: "Removed", REPLACE: "Set services to"}

    how = forms.ChoiceField(
        label="What to do",
        initial=ADD,
        widget=forms.RadioSelect,
        choices=[
            (ADD, "Add these to what each facility offers"),
            (REMOVE, "Remove these from what each facility offers"),
            (REPLACE, "Replace everything that each facility offers by these"),
        ],
    )
    services = ServicesField(
        queryset=Service.objects.select_related("category"),
        widget=ServicesWidget,
        error_messages={"required": "Choose at least one service."},
    )

    def summary(self) -> str:
        """Return what is done, in words."""
        names = ", ".join(service.name for service in self.cleaned_data["services"])
        return f"{self.VERBS[self.cleaned_data['how']]}: {names}"


class CheckedForm(forms.Form):
    """Which facts were checked, when and how."""

    day = _day("Checked on")
    facts = forms.MultipleChoiceField(
        label="What was checked",
        choices=[(name, name) for name in FACTS],
        initial=list(FACTS),
        widget=forms.CheckboxSelectMultiple,
        help_text="The date of the whole profile moves only where all of it was checked.",
    )
    source = forms.CharField(
        label="How",
        max_length=120,
        initial="Checked by our editors",
        help_text="Readers see it as the profile's source, where all of it was checked.",
    )

    @property
    def fields_checked(self) -> list[str]:
        """The columns behind the facts."""
        return [name for fact in self.cleaned_data["facts"] for name in FACTS[fact]]

    @property
    def is_whole(self) -> bool:
        """Whether the whole profile was checked."""
        return set(self.cleaned_data["facts"]) == set(FACTS)

    def summary(self) -> str:
        """Return what is done, in words."""
        data: dict[str, Any] = self.cleaned_data
        what = "the whole profile" if self.is_whole else ", ".join(data["facts"]).lower()
        return f"Checked on {_words(data['day'])}: {what}"


class GoneForm(forms.Form):
    """Since when it is gone."""

    day = _day("Gone since")

    def summary(self) -> str:
        """Return what is done, in words."""
        return f"Marked as gone since {_words(self.cleaned_data['day'])}"


class BackForm(forms.Form):
    """Nothing to say."""

    def summary(self) -> str:
        """Return what is done, in words."""
        return "Marked as listed again"
