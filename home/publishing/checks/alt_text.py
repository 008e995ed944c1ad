"""Pictures that a screen reader cannot tell."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import ForeignKey
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

# What a camera or an upload calls a picture tells nobody what is in it.
_FILE_NAME = re.compile(r"\S+\.(?:avif|gif|jpe?g|png|webp|heic)|(?:IMG|DSC|DCIM)[-_ ]?\d+", re.I)
_MISSING = "Describe the picture, or mark it as decorative."
_IN_LIBRARY = "The picture has no description. Add one in the picture library."


def says_nothing(alt: str | None) -> bool:
    """Say whether a description is empty or a file's name."""
    return not (alt or "").strip() or bool(_FILE_NAME.fullmatch((alt or "").strip()))


class MissingAltText(Check):
    """Pictures without a description, wherever they stand on the page."""

    code = "alt_text"
    label = "Picture without a description"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield the page's own pictures, those of picture blocks, and those within rich text."""
        model = get_image_model()
        for field in draft.page._meta.fields:
            if isinstance(field, ForeignKey) and field.related_model is model:
                image = getattr(draft.page, field.name)
                if image is not None and says_nothing(image.default_alt_text):
                    yield Finding(_IN_LIBRARY, field.name, image.title)
        for node in draft.nodes:
            if isinstance(node.block, ImageBlock) and _is_undescribed(node.raw):
                yield Finding(_MISSING, f"{node.place}.alt_text")
        for text in draft.texts:
            if "<embed" in text.html or "<img" in text.html:
                yield from _in_rich_text(text.html, text.place)


def _is_undescribed(raw: Any) -> bool:
    if not isinstance(raw, dict) or not raw.get("image"):
        return False
    return not raw.get("decorative") and says_nothing(raw.get("alt_text"))


def _in_rich_text(html: str, place: str) -> Iterator[Finding]:
    for tag in BeautifulSoup(html, "html.parser").find_all(["embed", "img"]):
        is_image = tag.name == "img" or tag.get("embedtype") == "image"
        if is_image and says_nothing(str(tag.get("alt") or "")):
            yield Finding(_MISSING, place)
