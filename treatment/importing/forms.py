"""What staff fill in to import a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.widgets import AdminDateInput

from treatment.choices import Decision, Survey
from treatment.models import DirectoryImport, DirectoryImportRow, LocatorPage

LARGEST = 100 * 1024 * 1024  # bytes; the whole directory has 10 million
_WHOLE = {"": None, "yes": True, "no": False}


class FilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each as `FileField` checks one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files."""
        given = data or [None]  # one by one; None is complained of
        files = [super(FilesField, self).clean(one, initial) for one in given]
        if sum(file.size or 0 for file in files) > LARGEST:
            raise forms.ValidationError(f"More than {LARGEST // 1024**2} MB is no directory.")
        return files


class UploadForm(forms.Form):
    """The files, and what they may not say themselves."""

    files = FilesField(  # type: ignore[assignment] # Django takes it off the class
        help_text="The national directory, the locator's export, or its API pages."
    )
    locator = forms.ModelChoiceField(LocatorPage.objects.all(), label="Below which page")
    survey = forms.ChoiceField(choices=[("", "As the file says"), *Survey.choices], required=False)
    as_of = forms.DateField(
        label="As of", required=False, widget=AdminDateInput, help_text="Empty: as the file says."
    )
    complete = forms.ChoiceField(
        label="Does it list all facilities?",
        choices=[("", "As its kind says"), ("yes", "Yes: others are gone"), ("no", "No")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locator"].initial = LocatorPage.objects.first()

    @property
    def options(self) -> dict[str, Any]:
        """What is kept beside each file until it is opened."""
        as_of = self.cleaned_data["as_of"]
        return {
            "survey": self.cleaned_data["survey"] or None,
            "as_of": as_of.isoformat() if as_of else None,
            "complete": _WHOLE[self.cleaned_data["complete"]],
        }


class ApprovalForm(forms.Form):
    """A tick, where too many would be gone."""

    accept_gone = forms.BooleanField(label="Mark them all as gone", required=False)

    def __init__(self, *args: Any, run: DirectoryImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not run.too_many_gone or run.accept_gone:
            del self.fields["accept_gone"]


class DecisionForm(forms.Form):
    """What an ambiguous row is."""

    answer = forms.ChoiceField(label="What it is")

    def __init__(self, *args: Any, row: DirectoryImportRow, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"row-{row.pk}-%s", **kwargs)
        same = [(f"same {one['place']}", f"The same as {_name(one)}") for one in row.candidates]
        answers = [*same, (Decision.NEW.value, "A new profile"), (Decision.SKIP.value, "Leave out")]
        self.fields["answer"].choices = answers  # type: ignore[attr-defined]
        chosen = f"same {row.place}" if row.decision == Decision.SAME else row.decision
        self.fields["answer"].initial = chosen

    @property
    def decision(self) -> tuple[Decision, int | None]:
        """The decision, and the place of the chosen profile."""
        name, _, place = self.cleaned_data["answer"].partition(" ")
        return Decision(name), int(place) if place else None


def _name(candidate: dict[str, Any]) -> str:
    number = candidate["facility"]
    return f"{candidate['title']} ({f'page {number}' if number else 'new in this import'})"
