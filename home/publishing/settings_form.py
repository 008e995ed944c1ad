"""The form on which a site chooses the level of each check: one row for each that is registered."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel

from home.publishing.check import Level
from home.publishing.registry import publish_checks

PREFIX = "level_"


class PublishingSettingsForm(WagtailAdminModelForm):
    """Asks for a level for each check; codes of checks that are gone are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.levels
        for check in publish_checks.all():
            self.fields[PREFIX + check.code] = forms.ChoiceField(
                label=check.label,
                choices=Level.choices,
                initial=chosen.get(check.code, check.level),
            )

    def level_fields(self) -> list[forms.BoundField]:
        """Return the rows."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def save(self, commit: bool = True) -> Any:
        """Keep the levels by code."""
        answers = {
            name.removeprefix(PREFIX): level
            for name, level in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }
        self.instance.levels = {**self.instance.levels, **answers}
        return super().save(commit)


class LevelsPanel(Panel):
    """Draws the rows; they are no fields of the model, so that a plugin's check needs no column."""

    class BoundPanel(Panel.BoundPanel):
        """The panel with the form."""

        template_name = "home/publishing/levels.html"
