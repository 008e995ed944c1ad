"""Links in rich text, to what the public may see; all of a page's were read ahead of it."""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from headless.visibility import is_public, public_pages
from home.blocks.ahead import known, whole


class PageLinks(PageLinkHandler):
    """A link to a page; one to a page that the public may not see has no address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        """Return the page of each link, or None."""
        keys, found = [whole(attrs.get("id")) for attrs in attrs_list], known()
        wanted = {key for key in keys if key is not None}
        if found is not None and found.has(Page, wanted):
            pages = {key: page for key, page in found.all_of(Page).items() if is_public(page)}
        else:
            pages = public_pages().in_bulk(wanted)
        return [pages.get(key) for key in keys]


class DocumentLinks(DocumentLinkHandler):
    """A link to a document, whose own address asks whether it may be read."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        """Return the document of each link, or None."""
        keys, found = [whole(attrs.get("id")) for attrs in attrs_list], known()
        model, wanted = get_document_model(), {key for key in keys if key is not None}
        if found is not None and found.has(model, wanted):
            documents = found.all_of(model)
        else:
            documents = model._default_manager.in_bulk(wanted)
        return [documents.get(key) for key in keys]
