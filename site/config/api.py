"""The whole of the public Wagtail API, on one screen."""

from wagtail.api.v2.router import WagtailAPIRouter

from headless.endpoints import (
    DocumentsEndpoint,
    ImagesEndpoint,
    PagesEndpoint,
    RedirectsEndpoint,
)
from headless.preview.endpoint import DraftsEndpoint, PreviewEndpoint
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
api.register_endpoint("drafts", DraftsEndpoint)
api.register_endpoint("preview", PreviewEndpoint)
