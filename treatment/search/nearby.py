"""What else is near a facility, for a reader whom it cannot help."""

from typing import TYPE_CHECKING

from treatment.search.codebook import Codebook
from treatment.search.conditions import Conditions
from treatment.search.finding import fetch_items
from treatment.search.listing import is_about
from treatment.search.rings import nearest
from treatment.search.sphere import Point
from treatment.wording import distance

if TYPE_CHECKING:
    from treatment.models import FacilityPage

REACH = 50  # miles


def nearby(page: "FacilityPage", limit: int = 3) -> list[tuple["FacilityPage", str]]:
    """Return the nearest others within an hour's drive, each with how far it is, in words.

    None where its position is not known.
    """
    if page.latitude is None or page.longitude is None:
        return []
    center = Point(float(page.latitude), float(page.longitude))
    conditions = Conditions(page.get_parent().pk)
    found = nearest(center, conditions, limit + 1, within=REACH)
    others = [row for row in found if row.facility_id != page.pk]
    return [
        (other, distance(miles or 0, is_about=is_about(page) or is_about(other)))
        for other, miles, _ in fetch_items(others[:limit], Codebook.read())
    ]
