"""Where each field of a profile comes from: a source and its date, or an editor.

`FacilityPage.provenance` holds `{field: {"source": …, "date": …, "by": …}}` for these fields.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from treatment.models import FacilityPage

EDITOR = "editor"
# Which fields of the form stand under which name; whoever changes one answers for all of them.
PARTS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "name2": ("name2",),
    "street": ("street",),
    "street2": ("street2",),
    "city": ("city",),
    "state": ("state",),
    "zip": ("zip",),
    "county": ("county",),
    "position": ("latitude", "longitude", "position_source"),
    "phones": ("phones",),
    "website": ("website",),
    "hours": ("hours",),
    "services": ("services",),
    "surveys": ("treats_substance_use", "treats_mental_health"),
    "source": ("source", "source_date"),
    "gone_on": ("gone_on",),
}
# What editors confirm together, by the name that they know.
FACTS: dict[str, tuple[str, ...]] = {
    "Name": ("title", "name2"),
    "Address": ("street", "street2", "city", "state", "zip", "county"),
    "Position": ("latitude", "longitude", "position_source"),
    "Phone numbers": ("phones",),
    "Website": ("website",),
    "Opening hours": ("hours",),
    "Services": ("services", "treats_substance_use", "treats_mental_health"),
}
Provenance = dict[str, dict[str, str]]


def stamp(source: str, on: date, by: str = "") -> dict[str, str]:
    """Return what is noted of a field."""
    return {"source": source, "date": on.isoformat(), "by": by}


def is_editors(provenance: Mapping[str, Any], field: str, value: Any) -> bool:
    """Say whether an import leaves this value alone.

    It does where an editor set it, and where something stands there of which nobody noted the
    source: it was written by hand before sources were noted.
    """
    noted = provenance.get(field)
    return noted["source"] == EDITOR if noted else bool(value)


def note_editor(
    page: "FacilityPage", changed: Iterable[str], user: Any, on: date | None = None
) -> None:
    """Note on the page that somebody set or confirmed these fields of the form; it is not saved."""
    names = set(changed)
    who = (user.get_full_name() or user.get_username()) if user else ""
    entry = stamp(EDITOR, on or timezone.localdate(), who)
    noted = {field: dict(entry) for field, parts in PARTS.items() if names.intersection(parts)}
    page.provenance = {**page.provenance, **noted}
