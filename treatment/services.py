"""Services by category, for people to read."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from treatment.models import Service, ServiceCategory


class ServiceGroup(NamedTuple):
    """A category and what a facility offers of it."""

    category: "ServiceCategory"
    services: "list[Service]"


def group_services(services: Any) -> list[ServiceGroup]:
    """Return the services by category: two queries at most, none where they are prefetched."""
    if hasattr(services, "select_related"):
        services = services.select_related("category")
    return _grouped(services)


def _grouped(services: "Iterable[Service]") -> list[ServiceGroup]:
    def place(service: "Service") -> tuple[int, str]:
        return service.category.sort_order, service.category.code

    ordered = sorted(services, key=lambda service: (*place(service), service.name))
    groups = [list(group) for _, group in groupby(ordered, key=place)]
    return [ServiceGroup(group[0].category, group) for group in groups]
