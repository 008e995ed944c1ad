"""Ways to pass an article on that tell nobody about the reader: plain addresses, no scripts."""

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from blog.models import ArticlePage


class ShareLinks(NamedTuple):
    """The article's own address, and a mail that holds it."""

    address: str
    mail: str


def share_links(article: "ArticlePage") -> ShareLinks | None:
    """Return the links, or None for an article that has no address yet."""
    address = article.canonical_url
    if not address:
        return None
    written = urlencode({"subject": article.title, "body": address}, quote_via=quote)
    return ShareLinks(address, f"mailto:?{written}")  # RFC 6068: %20, not +
