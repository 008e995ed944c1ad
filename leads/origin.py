"""Whether a form came from this site.

Readers' pages hold no CSRF token: a token is a visitor's value, and any cache may keep a page.
Nothing is done in a session's name here, so that a forged post could only leave a call-back
request that anybody may leave. Browsers say where a form stood; what says 'elsewhere' comes back
with all its words, to be sent from our own page:

0. `Origin: null` is taken: a translating proxy, a privacy tool or an archive sends it for honest
   readers. Any site could make a browser say so, and win nothing: there is no cookie that could
   make somebody's browser worth borrowing.
1. `Sec-Fetch-Site`, which scripts cannot set: `same-origin` is ours, `none` the reader's own doing.
2. Without it (older browsers), the host of `Origin` must be the host asked.
3. Without both (no browser sends a form so, but privacy tools may strip them): accepted. A person
   in need is worth more than the spam this lets through.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest

FROM_ELSEWHERE = (
    "Your browser says that this form was sent from another site, so we did not take it yet. "
    "Please check it and send it once more from this page."
)


def is_same_origin(request: HttpRequest) -> bool:
    """Say whether the form was posted from this site, as far as the browser tells."""
    if request.headers.get("Origin") == "null":
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if not origin:
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:
        return False
