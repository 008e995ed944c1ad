"""What the API says about a page, an image or a document that something else refers to.

One shape each, wherever the reference stands: in a field, in a StreamField block, in a setting.
"""

from collections.abc import Iterable
from typing import cast

from django.db.models import F, Model
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from headless.cache.tags import depend
from headless.reading.answer import Answer, shown
from headless.reading.fields import BulkField, Reader, from_instance
from headless.reading.references import (
    IMAGE_WIDTHS,
    DocumentReference,
    ImageReference,
    PageReference,
    image,
)
from headless.reading.world import read_world
from headless.visibility import is_public

__all__ = [
    "IMAGE_WIDTHS",
    "DocumentReference",
    "ImageReference",
    "ImageReferenceField",
    "PageReference",
    "PublicPagesField",
    "page_reference",
    "represent_image",
    "represent_page",
]


def represent_page(page: Page | None) -> PageReference | None:
    """Return the reference to a page, or None where the public may not see it."""
    if page is None:
        return None
    depend("visibility", f"page-{page.pk}")
    return page_reference(page) if is_public(page) else None


def page_reference(page: Page) -> PageReference:
    """Return the reference to a page known to be public, such as one of `public_pages`."""
    depend("site", f"page-{page.pk}")
    return {
        "id": page.pk,
        "type": page.cached_content_type.model_class()._meta.label,
        "title": page.title,
        "url": page.full_url,
    }


def represent_image(picture: AbstractImage | None, alt: str | None = None) -> ImageReference | None:
    """Return the reference to an image, or None where its collection is restricted.

    `alt` is the text at this place; without it, the image's own description.
    """
    answer = Answer(read_world())
    found = image(answer, picture.pk if picture is not None else None, alt)
    answer.load()
    return cast("ImageReference | None", shown(found))


class PublicPagesField(BulkField):
    """Pages that came through `public_pages`, from a method of the page; in details alone."""

    detail_only = True

    def to_representation(self, value: Iterable[Page]) -> list[PageReference]:
        """Return the references, in the order given."""
        return [page_reference(page) for page in value]

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the list is read, by way of the page."""
        return from_instance(model, name, self)


class ImageReferenceField(BulkField):
    """A foreign key to an image, as a reference."""

    def to_representation(self, value: AbstractImage) -> ImageReference | None:
        """Return the reference, or None where the image is restricted."""
        return represent_image(value)

    def reader(self, model: type[Model], name: str) -> Reader:
        """Return how the reference is read for many rows."""
        key = f"{name}_id"
        return Reader({key: F(key)}, lambda row, answer: image(answer, row[key]))
