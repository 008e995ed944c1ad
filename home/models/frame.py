"""Settings of a site that nearly every page shows something of: all are read in one query."""

from functools import cache
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site

from headless.cache.tags import pages_declared


class FrameSettings(BaseSiteSetting):
    """The abstract settings that are read together: who asks for one soon asks for the others.

    They stay for the request where Wagtail looks for them. What a site has no row of is left to
    Wagtail, which makes it.
    """

    # What of other rows comes in the same query is kept under these names; the tags stand for it.
    tags_along: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def read_along(cls) -> dict[str, Any]:
        """Return expressions on a site, by the names under which the settings keep them."""
        return {}

    @classmethod
    def for_request(cls, request: HttpRequest) -> Any:
        """Return these settings of the request's site, and keep all others for the request."""
        if not hasattr(request, cls.get_cache_attr_name()):
            _read_all(request)
        return super().for_request(request)


@cache
def _relations() -> dict[str, type[FrameSettings]]:
    """Return which settings are read together, by the name a site has for them."""
    kinds = [model for model in apps.get_models() if issubclass(model, FrameSettings)]
    fields = {model: model._meta.get_field("site").remote_field for model in kinds}
    return {field.get_accessor_name(): model for model, field in fields.items()}


def _read_all(request: HttpRequest) -> None:
    """Put the settings of the request's site where `for_request` looks for them."""
    site = Site.find_for_request(request)
    if site is None:
        return
    relations = _relations()
    found = _site_with_settings(site.pk)
    for name, kind in relations.items():
        settings = getattr(found, name, None)
        if settings is not None and not hasattr(request, kind.get_cache_attr_name()):
            settings.site, settings._request = site, request
            vars(settings).update({each: getattr(found, each) for each in kind.read_along()})
            setattr(request, kind.get_cache_attr_name(), settings)


def _site_with_settings(pk: int) -> Site | None:
    relations = _relations()
    below = (f"{name}__{each}" for name, kind in relations.items() for each in _joined(kind))
    along = {name: each for kind in relations.values() for name, each in kind.read_along().items()}
    with pages_declared(*(tag for kind in relations.values() for tag in kind.tags_along)):
        sites = Site.objects.select_related(*relations, *below).annotate(**along)
        return sites.filter(pk=pk).order_by().first()


def _joined(kind: type[FrameSettings]) -> list[str]:
    return kind.select_related or []
