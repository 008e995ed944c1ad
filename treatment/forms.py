"""The editor's forms: services ticked by category, and programs that lead elsewhere."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from home.forms import SitePageForm
from treatment.provenance import note_editor
from treatment.services import group_services


class _ByCategory(ModelChoiceIterator):
    """Yields the choices in groups, one for each category."""

    def __iter__(self) -> Iterator[Any]:
        for group in group_services(self.queryset):
            yield group.category.name, [self.choice(service) for service in group.services]


class ServicesField(forms.ModelMultipleChoiceField):
    """Choices of services, grouped."""

    iterator = _ByCategory


class ServicesWidget(forms.CheckboxSelectMultiple):
    """Check boxes in columns, each category under its name."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "services-by-category", **(attrs or {})})

    class Media:
        css = {"all": ["treatment/services.css"]}


class FacilityPageForm(SitePageForm):
    """Wagtail's page form with the services in groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "services" in self.fields:
            plain = self.fields["services"]
            self.fields["services"] = ServicesField(
                queryset=plain.queryset,
                required=False,
                widget=ServicesWidget,
                help_text=plain.help_text,
                label=plain.label,
            )

    def save(self, commit: bool = True) -> Any:
        """Note who set which field, so that no import takes it back."""
        changed = [*self.changed_data, *(["phones"] if self._phones_changed() else [])]
        note_editor(self.instance, changed, self.for_user)
        return super().save(commit)

    def _phones_changed(self) -> bool:
        """Compare what was there with what is sent; the order of the same numbers counts."""
        formset = self.formsets.get("phones")
        if formset is None or not formset.has_changed():
            return False
        # The instances have what is sent by now; what was there stands in the forms.
        was = [(form.initial["kind"], form.initial["number"]) for form in formset.initial_forms]
        sent = [form.cleaned_data for form in formset.ordered_forms]
        return was != [(phone["kind"], phone["number"]) for phone in sent if phone.get("number")]


class ProgramPageForm(SitePageForm):
    """Wagtail's page form; a program does not follow itself."""

    def clean(self) -> dict[str, Any]:
        """Look at the steps from here: in its own form a step does not know yet whose it is."""
        cleaned = super().clean()
        steps = self.formsets.get("steps")
        for form in steps.forms if steps and self.instance.pk else ():
            program = form.is_valid() and form.cleaned_data.get("program")
            if program and program.pk == self.instance.pk:
                form.add_error("program", "A program does not follow itself.")
        return cleaned
