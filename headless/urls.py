"""The two APIs: `/api/v2/` for everybody, `/api/v3/` for editors' tools with a token.

Mount with `path("", include("headless.urls"))`, above the pages. What each installed plugin adds to
`/api/v2/` it registers in `AppConfig.ready()` (`reading.router.endpoints`).
"""

from django.urls import include, path

from headless import API_ROOT
from headless.changes.sync import SyncEndpoint
from headless.openapi.views import DocsEndpoint, SchemaEndpoint
from headless.preview.endpoint import DraftsEndpoint, PreviewEndpoint
from headless.reading.endpoints import Documents, Images, Pages, Redirects
from headless.reading.router import Api, endpoints
from headless.resolve_endpoint import ResolveEndpoint
from headless.site_endpoint import SiteEndpoint

# Not "wagtailapi": with that name Wagtail 8.0.1's frontend cache raises NoReverseMatch on publish.
api = Api("wagtailapi_v2")
api.register("pages", Pages())
api.register("images", Images())
api.register("documents", Documents())
api.register("redirects", Redirects())
for name, endpoint in endpoints.items():
    api.register(name, endpoint)
api.register("resolve", ResolveEndpoint)
api.register("site", SiteEndpoint)
api.register("sync", SyncEndpoint)
api.register("drafts", DraftsEndpoint)
api.register("preview", PreviewEndpoint)
api.register("schema", SchemaEndpoint(lambda: api.names))
api.register("docs", DocsEndpoint())

urlpatterns = [
    path(API_ROOT.removeprefix("/"), api.urls),
    path("api/v3/", include("headless.v3.urls")),
]
