"""Puts the API's endpoints at their addresses, by names that `reverse` knows."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path

from headless.reading.endpoints import Endpoint
from headless.reading.views import NAMESPACE, urlpatterns

# What plugins add to the API by name, in `AppConfig.ready()`: an Endpoint, or anything else that
# `Api.register` takes.
endpoints: dict[str, Any] = {}


def register(name: str, endpoint: Any) -> None:
    """Offer an endpoint at `<name>/` of the API; raise ValueError where the name is taken."""
    if name in endpoints:
        raise ValueError(f"An endpoint is registered already: {name}")
    endpoints[name] = endpoint


class Api:
    """Everything under one address; an endpoint is ours, or has `get_urlpatterns()`."""

    def __init__(self, namespace: str = NAMESPACE) -> None:
        self._namespace = namespace
        self._endpoints: dict[str, Any] = {}

    def register(self, name: str, endpoint: Any) -> None:
        """Put an endpoint at `<name>/`."""
        self._endpoints[name] = endpoint

    @property
    def names(self) -> list[str]:
        """Return what is registered, in order."""
        return list(self._endpoints)

    @property
    def urls(self) -> tuple[list[URLPattern | URLResolver], str, str]:
        """Return what `path("api/v2/", api.urls)` takes."""
        resolvers: list[URLPattern | URLResolver] = [
            path(f"{name}/", include((_patterns(endpoint), name), namespace=name))
            for name, endpoint in self._endpoints.items()
        ]
        return resolvers, self._namespace, self._namespace


def _patterns(endpoint: Any) -> list[URLPattern]:
    if isinstance(endpoint, Endpoint):
        return urlpatterns(endpoint)
    return endpoint.get_urlpatterns()
