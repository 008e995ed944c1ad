"""Content security policies: strict for readers, as wide as Wagtail's admin needs for editors."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config.env import env

# Google's two hosts, only where the operator configured reCAPTCHA.
_CAPTCHA = (
    ["https://www.google.com/recaptcha/", "https://www.gstatic.com/recaptcha/"]
    if env("RECAPTCHA_PUBLIC_KEY")
    else []
)


def tile_hosts(address: str) -> list[str]:
    """Return the source that map tiles come from; none where this site serves them itself.

    Leaflet puts a letter for `{s}`, which stands for one label of the host's name.
    """
    scheme, found, rest = address.partition("://")
    host = rest.partition("/")[0].replace("{s}", "*")
    return [f"{scheme}://{host}"] if found else []


_TILES = tile_hosts(env("LOCATOR_TILES_URL"))
READER_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *_TILES],
        "script-src": [SELF, *_CAPTCHA],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "frame-src": [SELF, *_CAPTCHA],
        "worker-src": [SELF, "blob:"],  # the proof-of-work captcha computes in a worker
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Five inline-script templates of Wagtail 8's admin need 'unsafe-inline'.
ADMIN_POLICY = {
    "DIRECTIVES": {
        **READER_POLICY["DIRECTIVES"],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:", *_TILES],
        "frame-ancestors": [SELF],  # the preview panel; it frames addresses of the admin
    }
}


# Data is no page: whatever a browser made of it could load nothing (OWASP, REST Security).
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class PolicyByAudience(CSPMiddleware):
    """django-csp's middleware; the admin's own pages get the admin's policy, data gets its own."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which policy holds."""
        if "json" not in response.get("Content-Type", ""):
            return super().process_response(request, response)
        response.setdefault("Content-Security-Policy", DATA_POLICY)
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the reader's policy unless an editor asks, for the admin or for a preview."""
        parts = super().get_policy_parts(request, response, report_only)
        # A preview is made by a request for the page's own address, and shown in a frame.
        if request.path.startswith("/admin/") or getattr(request, "is_preview", False):
            parts.config = settings.CONTENT_SECURITY_POLICY_ADMIN["DIRECTIVES"]
        # The preview panel frames the front end that an administrator named, and nothing else.
        if front := getattr(response, "frame_source", ""):
            parts.replace = {"frame-src": [SELF, front]}
        return parts
