"""Wagtail's blocks that refer to something else, which take what was read ahead of them.

In a migration they are Wagtail's own: there is nothing of them in what is stored.
"""

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.images import blocks as images
from wagtail.rich_text import RichText
from wagtail.snippets import blocks as snippets

from home.blocks.ahead import knowing, known
from home.pictures import own_renditions


class _ReadAhead(blocks.ChooserBlock):
    """A chooser that asks the database only for what was not read ahead."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the things with these keys, None for what is not there."""
        keys, found = list(values), known()
        model = self.model_class
        if found is None or not found.has(model, {key for key in keys if key is not None}):
            return super().bulk_to_python(keys)
        return [None if key is None else found.get(model, key) for key in keys]


class PageChooserBlock(_ReadAhead, blocks.PageChooserBlock):
    """A page."""


class ImageChooserBlock(_ReadAhead, images.ImageChooserBlock):
    """An image."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Return the images, each with renditions that have its description."""
        found = super().bulk_to_python(values)
        for picture in filter(None, found):
            own_renditions(picture)
        return found


class SnippetChooserBlock(_ReadAhead, snippets.SnippetChooserBlock):
    """A snippet."""


class ImageBlock(images.ImageBlock):
    """An image with its description at this place."""

    def __init__(self, *, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = ImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class _Text(RichText):
    """Rich text that knows where its links lead."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._known = known()

    def __html__(self) -> str:
        with knowing(self._known):
            return super().__html__()


class RichTextBlock(blocks.RichTextBlock):
    """Text with links."""

    def to_python(self, value: Any) -> RichText:
        """Return the text, with what was read for it."""
        return _Text(value)


DECONSTRUCT_ALIASES = {
    PageChooserBlock: "wagtail.blocks.PageChooserBlock",
    RichTextBlock: "wagtail.blocks.RichTextBlock",
}
