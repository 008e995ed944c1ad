"""Panels of the facility's editor: open tickets, and a map beside the numbers of the position."""

import json
from collections.abc import Mapping
from typing import Any

from django.forms.widgets import Media, Script
from django.utils.functional import cached_property
from wagtail.admin.panels import MultiFieldPanel, Panel
from wagtail.admin.telepath import register as register_telepath_adapter

_MODULE: Any = Script("treatment/position-map.js", type="module")


class ProblemsPanel(Panel):
    """What readers said is wrong, for those who may read it; nothing where nobody said anything."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one facility."""

        template_name = "treatment/admin/problems_panel.html"

        @cached_property
        def problems(self) -> list[Any]:
            """The open tickets, the oldest first."""
            from treatment.models import ListingProblem

            if not self.instance.pk:
                return []
            tickets = ListingProblem.objects.filter(facility=self.instance.pk)
            return list(tickets.filter(status=ListingProblem.Status.OPEN))

        def is_shown(self) -> bool:
            """Ask for the right, then for tickets."""
            may_view = self.request.user.has_perm("treatment.view_listingproblem")
            return super().is_shown() and may_view and bool(self.problems)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Add the tickets."""
            return super().get_context_data(parent_context) | {"problems": self.problems}


class LoadedFactsPanel(Panel):
    """A hidden field with what the profile says now, by which later changes are told."""

    class BoundPanel(Panel.BoundPanel):
        """The field of one facility."""

        template_name = "treatment/admin/loaded_facts.html"

        def is_shown(self) -> bool:
            """Leave it out of the form of a new facility."""
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Add what was loaded first, also where the form comes back with errors."""
            from treatment.editing.meanwhile import LOADED, facts_of

            loaded = self.request.POST.get(LOADED) or json.dumps(facts_of(self.instance.pk))
            return super().get_context_data(parent_context) | {"name": LOADED, "loaded": loaded}


class PositionPanel(MultiFieldPanel):
    """Latitude, longitude and their source, with a map that writes them."""

    @register_telepath_adapter
    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel of one facility."""

        template_name = "treatment/admin/position_panel.html"

        @property
        def media(self) -> Media:
            """Bring Leaflet and our two modules along."""
            ours = Media(
                css={"all": ["leaflet/leaflet.css", "treatment/state-map.css"]},
                js=["leaflet/leaflet.js", _MODULE],
            )
            return super().media + ours

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Say which inputs the map writes."""
            inputs = {
                name: self.form[field].id_for_label
                for name, field in (
                    ("latitude", "latitude"),
                    ("longitude", "longitude"),
                    ("source", "position_source"),
                )
            }
            return super().get_context_data(parent_context) | {"inputs": inputs}
