"""`/api/v3/`: Wagtail's routers in an API of our own, every address of it behind the gate.

Mount with `path("api/v3/", include("headless.v3.urls"))`.
"""

from functools import cache, partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path, reverse
from ninja import NinjaAPI
from wagtail.api.v3.api import (
    pages_router,
    register_exception_handlers,
    schema_router,
    sites_router,
    whoami_router,
)

from headless.v3.gate import Parameters, gated, nothing
from headless.v3.reads import reads

app_name = "wagtailapi_v3"  # the name under which Wagtail's v3 reverses its own addresses


def _api() -> NinjaAPI:
    made = NinjaAPI(
        title="Wagtail API",
        version="3.0.0",
        urls_namespace="headless_v3",
        openapi_url=None,
        docs_url=None,
    )
    register_exception_handlers(made)
    made.add_router("/pages/", pages_router)
    made.add_router("/schema/", schema_router)
    made.add_router("/sites/", sites_router)
    made.add_router("/", whoami_router)
    return made


api = _api()
_READS: dict[str, Any] = {one.name: one.callback for one in cast(list[Any], reads.urls[0])}


@cache
def _parameters() -> dict[str, Parameters]:
    """Return what each address takes: {"list_pages": {"get": {"limit", …}}}, as OpenAPI tells."""
    found: dict[str, Parameters] = {}
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    for operation_path, operations in paths.items():
        found[operation_path] = {
            method: {item["name"] for item in one.get("parameters", ()) if item["in"] == "query"}
            for method, one in operations.items()
        }
    return found


def _takes(route: str) -> Parameters:
    """Return what one address takes; the first question has every page type's schema made."""
    return _parameters()[route]


def _patterns() -> list[URLPattern]:
    made = []
    for pattern in cast(list[Any], api.urls[0]):
        if pattern.name == "api-root":  # for ninja's own documentation
            continue
        route = f"/{pattern.pattern}".replace("<", "{").replace(">", "}")
        takes = partial(_takes, route)
        pattern.callback = gated(pattern.callback, takes, _READS.get(pattern.name))
        made.append(pattern)
    return made


def description(request: HttpRequest) -> HttpResponse:
    """Return the OpenAPI document of this API, to who has a token."""
    prefix = reverse("wagtailapi_v3:list_pages").removesuffix("pages/")
    return JsonResponse(api.get_openapi_schema(path_prefix=prefix))


urlpatterns = [
    *_patterns(),
    path("openapi.json", gated(description, lambda: {"get": set()}), name="openapi-json"),
    re_path("", nothing),  # else a wrong address would look like a page's
]
