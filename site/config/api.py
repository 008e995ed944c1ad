"""The whole of the public Wagtail API, on one screen."""

from wagtail.api.v2.router import WagtailAPIRouter

from headless.endpoints import (
    DocumentsEndpoint,
    ImagesEndpoint,
    PagesEndpoint,
    RedirectsEndpoint,
)
from headless.openapi.views import DocsEndpoint, SchemaEndpoint
from headless.resolve_endpoint import ResolveEndpoint
from headless.site_endpoint import SiteEndpoint
from leads.endpoint import FormsEndpoint
from treatment.endpoint import FacilitiesEndpoint

# Not "wagtailapi": with that name Wagtail 8.0.1's frontend cache raises NoReverseMatch on publish.
api = WagtailAPIRouter("wagtailapi_v2")
api.register_endpoint("pages", PagesEndpoint)
api.register_endpoint("images", ImagesEndpoint)
api.register_endpoint("documents", DocumentsEndpoint)
api.register_endpoint("redirects", RedirectsEndpoint)
api.register_endpoint("forms", FormsEndpoint)
api.register_endpoint("facilities", FacilitiesEndpoint)
api.register_endpoint("resolve", ResolveEndpoint)
api.register_endpoint("site", SiteEndpoint)
api.register_endpoint("schema", SchemaEndpoint(lambda: api._endpoints))
api.register_endpoint("docs", DocsEndpoint())
