"""What the editor of a program sees beside the fields."""

from typing import Any

from django.apps import apps
from wagtail.admin.panels import Panel

from treatment.levels import SOURCE, SOURCE_URL, USUAL, hours_warning


class LevelPanel(Panel):
    """What is usual at each level of care, and what is unusual about this program."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one program."""

        template_name = "treatment/admin/level_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the warning and the table."""
            page = self.instance
            return {
                **super().get_context_data(parent_context),
                "warning": hours_warning(page.level_of_care, page.hours_per_week),
                "levels": _levels(),
                "source": SOURCE,
                "source_url": SOURCE_URL,
            }


def _levels() -> list[tuple[str, str, str]]:
    """Return each level with its usual hours, and its codes by the names in the field below."""
    wanted = {code for usual in USUAL.values() for code in usual.codes}
    services = apps.get_model("treatment", "Service").objects.filter(code__in=wanted)
    names = dict(services.values_list("code", "name"))
    return [
        (level.label, usual.words, "; ".join(names[code] for code in usual.codes if code in names))
        for level, usual in USUAL.items()
    ]
