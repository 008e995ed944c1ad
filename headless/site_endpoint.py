"""`GET /api/v2/site/`: what stands around every page."""

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from headless.answering import answers, site_asked
from headless.cache.tags import depend
from headless.site_parts import parts


class SiteEndpoint:
    """The endpoint."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        """Return the one address."""
        return [path("", answer, name="site")]


@answers("site")
def answer(request: HttpRequest) -> HttpResponseBase:
    """Answer with every part."""
    site = site_asked(request)
    depend("site", "visibility")
    return JsonResponse({name: build(site) for name, build in parts().items()})
