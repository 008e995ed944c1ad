"""Settings of a site that nearly every page shows something of: all are read in one query."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from headless.cache.tags import pages_declared
from headless.rows import take_rows, with_rows
from home import landmarks


class FrameSettings(BaseSiteSetting):
    """The abstract settings that are read together: who asks for one soon asks for the others.

    They stay for the request where Wagtail looks for them. What a site has no row of is left to
    Wagtail, which makes it.
    """

    # Relations whose rows come in the same query, as in `headless.rows`.
    rows_along: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def for_request(cls, request: HttpRequest) -> Any:
        """Return these settings of the request's site, and keep all others for the request."""
        if not hasattr(request, cls.get_cache_attr_name()):
            _read_all(request)
        return super().for_request(request)


def find_site(request: HttpRequest) -> Site | None:
    """Return the site that Wagtail would find for a request, which comes with its settings."""
    if not hasattr(request, "_wagtail_site"):
        host = request._get_raw_host()  # type: ignore[attr-defined]
        name, port = split_domain_port(host)[0], request.get_port()
        sites = _sites(Q(hostname=name) | Q(is_default_site=True))
        site = _meant(sites, name, str(port))
        request._wagtail_site = site  # type: ignore[attr-defined]
        if site is not None:
            _keep(request, site, site)
    return Site.find_for_request(request)


def _meant(sites: list[Site], name: str, port: str) -> Site | None:
    """Choose as `wagtail.models.sites.get_site_for_hostname` does, among the same sites."""
    named = [site for site in sites if site.hostname == name]
    exact = [site for site in named if str(site.port) == port]
    default = [site for site in sites if site.is_default_site]
    only = named if len(named) == 1 else []
    chosen = exact or [site for site in default if site in named] or only or default
    return chosen[0] if chosen else None


@cache
def _relations() -> dict[str, type[FrameSettings]]:
    """Return which settings are read together, by the name a site has for them."""
    kinds = [model for model in apps.get_models() if issubclass(model, FrameSettings)]
    fields = {model: model._meta.get_field("site").remote_field for model in kinds}
    return {field.get_accessor_name(): model for model, field in fields.items()}


def _read_all(request: HttpRequest) -> None:
    """Put the settings of the request's site where `for_request` looks for them."""
    site = Site.find_for_request(request)
    if site is not None and (found := _sites(Q(pk=site.pk))):
        _keep(request, site, found[0])


def _keep(request: HttpRequest, site: Site, found: Site) -> None:
    """Keep for a request what was found with its site."""
    for name, kind in _relations().items():
        settings = getattr(found, name, None)
        if settings is not None and not hasattr(request, kind.get_cache_attr_name()):
            settings.site, settings._request = site, request
            setattr(request, kind.get_cache_attr_name(), settings)
    landmarks.keep(request, found)


def _sites(condition: Q) -> list[Site]:
    """Return sites with all that is read together."""
    with pages_declared(*landmarks.tags()):
        found = list(_query().filter(condition))
    for site in found:
        take_rows(site, *_rows_along())
    return found


@cache
def _query() -> Any:
    """Return the query of all sites, made once: to make it costs as much as to ask."""
    relations = _relations()
    below = (f"{name}__{each}" for name, kind in relations.items() for each in _joined(kind))
    sites = Site.objects.select_related("root_page", *relations, *below).order_by()
    return with_rows(sites.annotate(**landmarks.columns()), *_rows_along())


def _joined(kind: type[FrameSettings]) -> list[str]:
    return kind.select_related or []


def _rows_along() -> list[str]:
    return [f"{name}__{each}" for name, kind in _relations().items() for each in kind.rows_along]
