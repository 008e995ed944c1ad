"""A page as it would go live, read once for all checks and without asking the database."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.blocks.walking import Node, walk

# Columns whose text is no prose for readers.
_NOT_PROSE = {"slug", "url_path", "draft_title", "path"}
_NO_TEXT_FIELDS = (models.SlugField, models.URLField, models.EmailField)
# A block element ends a line, so that two paragraphs never run into one sentence or number.
_BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote|td|th|div)>|<(?:br|hr)\s*/?>", re.IGNORECASE)
QUOTED = {"quote"}  # blocks that hold somebody's own words


@dataclass(frozen=True)
class Text:
    """Words at a place; `html` where they are rich text."""

    place: str
    words: str
    html: str = ""
    quoted: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether this is running text of ours, not a heading, a label or somebody's own words."""
        return bool(self.html) and not self.quoted


class Draft:
    """A page and what stands in it; `page` may be unsaved."""

    def __init__(self, page: Page) -> None:
        self.page: Any = page

    @cached_property
    def nodes(self) -> list[Node]:
        """Every block of every StreamField, from the outside in."""
        found: list[Node] = []
        for field in self._fields(StreamField):
            block = field.stream_block
            raw = block.get_prep_value(field.value_from_object(self.page))
            found.extend(walk(Node(field.name, (), block, raw)))
        return found

    @cached_property
    def texts(self) -> list[Text]:
        """Every text that readers or search engines see, in the order of the editor's fields."""
        return [text for text in (*self._field_texts(), *self._block_texts()) if text.words]

    def name_of(self, place: str) -> str:
        """Return what the editor calls a place, such as “Body, Call out”; '' for the whole page."""
        if not place:
            return ""
        name, _, rest = place.partition(".")
        names = [label for field in self._fields(object) if (label := _label(field, name))]
        outer = f"{name}.{rest.partition('.')[0]}"
        names += [node.block.label for node in self.nodes if node.place == outer][:1]
        return ", ".join(capfirst(str(label)) for label in names)

    def _field_texts(self) -> Iterator[Text]:
        for field in self._fields(models.CharField, models.TextField):
            skipped = isinstance(field, (*_NO_TEXT_FIELDS, StreamField))
            if skipped or field.name in _NOT_PROSE or field.choices:
                continue
            value = field.value_from_object(self.page) or ""
            rich = isinstance(field, RichTextField)
            yield _text(field.name, value, rich=rich)

    def _block_texts(self) -> Iterator[Text]:
        for node in self.nodes:
            if isinstance(node.block, TypedTableBlock) and isinstance(node.raw, dict):
                columns = [one.get("heading") for one in node.raw.get("columns") or []]
                for words in (node.raw.get("caption"), *columns):
                    yield _text(node.place, words or "", rich=False)
            if isinstance(node.raw, str):
                rich = isinstance(node.block, RichTextBlock)
                if rich or isinstance(node.block, CharBlock | TextBlock):
                    quoted = bool(QUOTED.intersection(node.names))
                    yield _text(node.place, node.raw, rich=rich, quoted=quoted)

    def _fields(self, *kinds: type) -> Iterator[Any]:
        for field in self.page._meta.get_fields():
            if isinstance(field, kinds):
                yield field


def _label(field: Any, name: str) -> str:
    """Return the editor's name of a column, or of a relation to rows of the page's own."""
    if field.name == name and hasattr(field, "verbose_name"):
        return field.verbose_name
    own_rows = isinstance(field, models.ManyToOneRel) and field.get_accessor_name() == name
    return field.related_model._meta.verbose_name_plural if own_rows else ""


def _text(place: str, value: str, *, rich: bool, quoted: bool = False) -> Text:
    if not rich:
        return Text(place, value.strip(), quoted=quoted)
    return Text(place, plain(value), html=value, quoted=quoted)


def plain(html: str) -> str:
    """Return rich text as words, one line for each paragraph or list item."""
    lines = unescape(strip_tags(_BLOCK_END.sub("\n", html))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
