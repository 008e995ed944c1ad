"""Links and pictures in rich text: what the public may see, all of a page's read ahead of it."""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.images import get_image_model
from wagtail.images.formats import get_image_format
from wagtail.images.rich_text import ImageEmbedHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from headless.visibility import in_public_collections, is_public, public_pages
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
    """A link to a document; one to a document that the public may not see has no address."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        """Return the document of each link, or None."""
        return _public_files(get_document_model(), attrs_list)


class ImageEmbeds(ImageEmbedHandler):
    """A picture within a text; of one that the public may not see nothing is left."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Any]:
        """Return the picture at each place, or None."""
        return _public_files(get_image_model(), attrs_list)

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the HTML of each; Wagtail would leave an empty `<img>`, we nothing."""
        pairs = zip(attrs_list, cls.get_many(attrs_list), strict=True)
        return [
            get_image_format(attrs["format"]).image_to_html(image, attrs.get("alt", ""))
            if image
            else ""
            for attrs, image in pairs
        ]


def _public_files(model: Any, attrs_list: list[dict]) -> list[Any]:
    keys, found = [whole(attrs.get("id")) for attrs in attrs_list], known()
    wanted = {key for key in keys if key is not None}
    if found is not None and found.has(model, wanted):
        files = found.all_of(model)
    else:
        files = in_public_collections(model._default_manager.all()).in_bulk(wanted)
    return [files.get(key) for key in keys]
