"""What the API says about a page, an image or a document that something else refers to.

One shape each, wherever the reference stands: in a field, in a StreamField block, in a setting.
"""

from collections.abc import Iterable
from typing import Any

from rest_framework.fields import Field
from typing_extensions import (
    TypedDict,
)  # pydantic, in Wagtail's v3, cannot read typing's before 3.12
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from headless.visibility import in_public_collections, is_public

# Widths a front end may ask an <img> to choose from, in CSS pixels; none is ever enlarged.
IMAGE_WIDTHS = (320, 640, 960, 1280, 1920)


class PageReference(TypedDict):
    """A page that somebody links to."""

    id: int
    type: str
    title: str
    url: str | None


class ImageReference(TypedDict):
    """An image with everything an `<img>` needs."""

    id: int
    title: str
    alt: str
    width: int
    height: int
    src: str
    srcset: str
    focal_point: dict[str, int] | None


class DocumentReference(TypedDict):
    """A document to download; `size` is in bytes."""

    id: int
    title: str
    url: str
    size: int | None


def represent_page(page: Page | None) -> PageReference | None:
    """Return the reference to a page, or None where the public may not see it."""
    return page_reference(page) if page is not None and is_public(page) else None


def page_reference(page: Page) -> PageReference:
    """Return the reference to a page known to be public, such as one of `public_pages`."""
    return {
        "id": page.pk,
        "type": page.cached_content_type.model_class()._meta.label,
        "title": page.title,
        "url": page.full_url,
    }


def represent_image(image: AbstractImage | None, alt: str | None = None) -> ImageReference | None:
    """Return the reference to an image, or None where its collection is restricted.

    `alt` is the text at this place; without it, the image's own description.
    """
    if image is None or not in_public_collections(type(image).objects.filter(pk=image.pk)).exists():
        return None
    widths = [width for width in IMAGE_WIDTHS if width < image.width] or [image.width]
    specs = [f"width-{width}|format-webp" for width in widths]
    renditions = [image.get_renditions(*specs)[spec] for spec in specs]
    focal = image.get_focal_point()
    return {
        "id": image.pk,
        "title": image.title,
        "alt": image.default_alt_text if alt is None else alt,
        "width": image.width,
        "height": image.height,
        "src": renditions[-1].full_url,
        "srcset": ", ".join(f"{item.full_url} {item.width}w" for item in renditions),
        "focal_point": {"x": focal.centroid_x, "y": focal.centroid_y} if focal else None,
    }


def represent_document(document: AbstractDocument | None) -> DocumentReference | None:
    """Return the reference to a document, or None where its collection is restricted."""
    if (
        document is None
        or not in_public_collections(type(document).objects.filter(pk=document.pk)).exists()
    ):
        return None
    return {
        "id": document.pk,
        "title": document.title,
        "url": document.full_url,
        "size": document.get_file_size(),
    }


class PageReferenceField(Field):
    """Serializes a foreign key to a page, or a list of pages, as references."""

    def to_representation(self, value: Any) -> Any:
        """Return one reference, or the list of those the public may see."""
        if isinstance(value, Page):
            return represent_page(value)
        pages = value.all() if hasattr(value, "all") else value
        return [reference for page in pages if (reference := represent_page(page))]


class PublicPagesField(Field):
    """Serializes pages that came through `public_pages`, without asking again for each."""

    def to_representation(self, value: Iterable[Page]) -> list[PageReference]:
        """Return the references, in the order given."""
        return [page_reference(page) for page in value]


class ImageReferenceField(Field):
    """Serializes a foreign key to an image as a reference."""

    def to_representation(self, value: AbstractImage) -> ImageReference | None:
        """Return the reference, or None where the image is restricted."""
        return represent_image(value)
