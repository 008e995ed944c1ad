"""From service codes to services; a code that no sheet names is kept, and made."""

from collections.abc import Iterable, Mapping

from treatment.models import Service, ServiceCategory
from treatment.taxonomy.loading import UNNAMED, give_places


def services_for(codes: Iterable[str], names: Mapping[str, str] | None = None) -> list[Service]:
    """Return the services of these codes, each once; `names` come from a file's own code sheet.

    Raises ValidationError where a code cannot be one, and makes none then.
    """
    wanted = list(dict.fromkeys(codes))
    known = {service.code: service for service in Service.objects.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in known]
    if missing:
        known.update((service.code, service) for service in _make(missing, names or {}))
    return [known[code] for code in wanted]


def _make(codes: list[str], names: Mapping[str, str]) -> list[Service]:
    unnamed = ServiceCategory.objects.get(code=UNNAMED)
    services = [
        Service(code=code, name=names.get(code, f"Code {code}")[:160], category=unnamed)
        for code in codes
    ]
    for service in services:
        service.full_clean()
    for service in services:
        service.save()
    give_places(Service)
    return list(Service.objects.filter(code__in=codes))
