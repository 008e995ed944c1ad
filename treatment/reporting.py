"""The form by which a reader says what is wrong with a listing."""

from collections.abc import Mapping
from typing import Any

from django import forms

from leads.forms import TRAP, TrapField, without_control_characters
from treatment.models import ListingProblem
from treatment.problems import LONGEST

PREFIX = "problem"


class ProblemForm(forms.Form):
    """What is wrong, and a few words about it."""

    kind = forms.ChoiceField(
        label="What is wrong?",
        choices=ListingProblem.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is wrong.",
            "invalid_choice": "Choose one of the five.",
        },
    )
    words = forms.CharField(
        label="What should it say, or what did you find?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only our editors read this. Please leave out names and anything about "
        "somebody’s health.",
        error_messages={"max_length": f"Write at most {LONGEST:,} characters."},
    )
    # People neither see nor reach it; whoever fills it in is a program.
    website = TrapField()
    # How long the page was open, where a script could tell.
    seconds = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        cleaned = data if data is None else without_control_characters(data)
        super().__init__(cleaned, prefix=PREFIX, label_suffix="")

    def clean(self) -> dict[str, Any]:
        """Ask for words where the kind alone says nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == ListingProblem.Kind.OTHER and not cleaned.get("words", "x"):
            self.add_error("words", "Say in a few words what is wrong.")
        return cleaned

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields a reader sees, without the trap."""
        return [field for field in self.visible_fields() if field.name != TRAP]

    @property
    def trap(self) -> forms.BoundField:
        """The field that people do not see."""
        return self[TRAP]
