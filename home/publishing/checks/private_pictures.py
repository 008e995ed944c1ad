"""Pictures of restricted collections, which readers do not get to see."""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.blocks import ChooserBlock
from wagtail.images import get_image_model

from headless.visibility import file_is_public
from home.blocks.ahead import whole
from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

_PRIVATE = "This picture is in a private collection and will not be shown."


class PrivatePictures(Check):
    """Pictures that the page leaves out because their collection is restricted."""

    code = "private_pictures"
    label = "Picture that readers will not see"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each, with its title."""
        pictures = list(_pictures_in(draft))
        images = get_image_model()._default_manager.filter(pk__in={key for _, key in pictures})
        private = dict(images.filter(~file_is_public()).values_list("pk", "title"))
        for place, key in pictures:
            if key in private:
                yield Finding(_PRIVATE, place, private[key])


def _pictures_in(draft: Draft) -> Iterator[tuple[str, int]]:
    """Yield the place and key of each picture: of the page, its rows, its blocks and its texts."""
    yield from _of_columns(draft.page)
    for relation in get_all_child_relations(draft.page):
        name = relation.get_accessor_name()
        if _image_columns(relation.related_model):
            for row in getattr(draft.page, name).all():
                yield from ((name, key) for _, key in _of_columns(row))
    yield from _in_blocks(draft)


def _in_blocks(draft: Draft) -> Iterator[tuple[str, int]]:
    for node in draft.nodes:
        if isinstance(node.block, ChooserBlock) and node.block.model_class is get_image_model():
            yield from _place(node.place, node.raw)
    for text in draft.texts:
        if "<embed" in text.html:
            found = BeautifulSoup(text.html, "html.parser").find_all("embed", embedtype="image")
            for tag in found:
                yield from _place(text.place, tag.get("id"))


def _place(place: str, key: Any) -> Iterator[tuple[str, int]]:
    if (number := whole(key)) is not None:
        yield place, number


def _of_columns(row: Model) -> Iterator[tuple[str, int]]:
    for field in _image_columns(type(row)):
        if (key := getattr(row, field.attname)) is not None:
            yield field.name, key


def _image_columns(model: type[Model]) -> list[ForeignKey]:
    model_of_images = get_image_model()
    return [
        field
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and field.related_model is model_of_images
    ]
