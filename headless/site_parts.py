"""What `GET /api/v2/site/` tells, part by part; plugins register what they know.

A part has a name, a function that makes it from the site, and the function's return annotation,
which is its schema.
"""

from collections.abc import Callable
from typing import Any

from typing_extensions import TypedDict
from wagtail.models import Locale, Site

from headless.representations import PageReference, represent_page

Build = Callable[[Site], Any]
_parts: dict[str, Build] = {}


class SiteIdentity(TypedDict):
    """The site itself; `root_page` is None where the front page is not public."""

    name: str
    hostname: str
    port: int
    root_url: str
    root_page: PageReference | None
    locales: list[str]


def register(name: str, build: Build) -> None:
    """Add a part; call it from `AppConfig.ready()`. Raises ValueError where the name is taken."""
    if name in _parts:
        raise ValueError(f"A part of the site is registered already: {name}")
    _parts[name] = build


def parts() -> dict[str, Build]:
    """Return the parts by name, in the order in which plugins added them."""
    return dict(_parts)


def identity(site: Site) -> SiteIdentity:
    """Return what Wagtail knows of the site."""
    return {
        "name": site.site_name,
        "hostname": site.hostname,
        "port": site.port,
        "root_url": site.root_url,
        "root_page": represent_page(site.root_page),
        "locales": list(Locale.objects.order_by("pk").values_list("language_code", flat=True)),
    }
