"""The whole of the public Wagtail API, on one screen."""

from blog.endpoint import CommentsEndpoint
from headless.changes.sync import SyncEndpoint
from headless.openapi.views import DocsEndpoint, SchemaEndpoint
from headless.preview.endpoint import DraftsEndpoint, PreviewEndpoint
from headless.reading.endpoints import Documents, Images, Pages, Redirects
from headless.reading.router import Api
from headless.resolve_endpoint import ResolveEndpoint
from headless.site_endpoint import SiteEndpoint
from leads.endpoint import FormsEndpoint
from leads.newsletter.endpoint import NewsletterEndpoint
from treatment.endpoint import FacilitiesEndpoint

# Not "wagtailapi": with that name Wagtail 8.0.1's frontend cache raises NoReverseMatch on publish.
api = Api("wagtailapi_v2")
api.register("pages", Pages())
api.register("images", Images())
api.register("documents", Documents())
api.register("redirects", Redirects())
api.register("forms", FormsEndpoint)
api.register("comments", CommentsEndpoint())
api.register("newsletter", NewsletterEndpoint)
api.register("facilities", FacilitiesEndpoint)
api.register("resolve", ResolveEndpoint)
api.register("site", SiteEndpoint)
api.register("sync", SyncEndpoint)
api.register("drafts", DraftsEndpoint)
api.register("preview", PreviewEndpoint)
api.register("schema", SchemaEndpoint(lambda: api.names))
api.register("docs", DocsEndpoint())
