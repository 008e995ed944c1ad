"""The states that have facilities, for who would rather read a list."""

from django.db.models import Count

from home.states import STATES
from treatment.models.places import FacilityPlace
from treatment.search.links import Link, address_of
from treatment.search.query import Query


def state_links(locator_id: int, base: str) -> list[Link]:
    """Return a link to the facilities of each state, with their number."""
    places = FacilityPlace.objects.filter(locator_id=locator_id)
    counts = dict(places.values_list("state").annotate(Count("pk")).order_by())
    return [
        Link(f"{name} ({counts[state]:,})", address_of(base, Query(state=state)))
        for state, name in STATES
        if state in counts
    ]
