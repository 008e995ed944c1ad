"""The headings of a body, wherever in it they stand, with the `id` of each."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from wagtail.blocks import Block, StreamBlock
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable

from headless.reading.answer import Answer
from headless.reading.streams import StreamItem, read_stream, represent
from home.anchors import anchors
from home.blocks.content import HeadingBlock, HeadingValue
from home.blocks.walking import Node, walk


class Section(NamedTuple):
    """A section of a page: its heading, and the `id` of that heading."""

    text: str
    anchor: str


class BodyBlock(StreamBlock):
    """A page's body, whose headings know their `id`."""

    def read(self, raw: Any, answer: Answer) -> list[StreamItem]:
        """Return the body as the API has it."""
        give_raw_anchors(self, raw)
        return read_stream(self)(raw, answer)

    def get_api_representation(self, value: Any, context: dict | None = None) -> list[StreamItem]:
        """Return the same from a value."""
        return represent(self, value, context)


def give_raw_anchors(block: Block, raw: Any) -> list[dict[str, Any]]:
    """Give each heading of a body as stored its `anchor`; return the headings, in their order."""
    nodes = walk(Node("", (), block, list(raw or ())))
    found = [
        node.raw
        for node in nodes
        if isinstance(node.block, HeadingBlock) and isinstance(node.raw, dict)
    ]
    for heading, anchor in zip(found, _anchors_of(found), strict=True):
        heading["anchor"] = anchor
    return found


def give_anchors(stream: Any) -> list[HeadingValue]:
    """Give each heading of a body its anchor; return the headings, in their order."""
    found = list(_values(stream))
    for heading, anchor in zip(found, _anchors_of(found), strict=True):
        heading.anchor = anchor
    return found


def sections(headings: list[Any]) -> list[Section]:
    """Return those of these headings that begin a section, as a list of contents has them."""
    return [
        Section(heading.get("text") or "", _anchor(heading))
        for heading in headings
        if heading.get("level") == "2"
    ]


def _anchor(heading: Any) -> str:
    return heading.anchor if isinstance(heading, HeadingValue) else heading["anchor"]


def _anchors_of(headings: list[Any]) -> list[str]:
    return anchors(heading.get("text") or "" for heading in headings)


def _values(value: Any) -> Iterator[HeadingValue]:
    if isinstance(value, HeadingValue):
        yield value
    else:
        for part in _parts(value):
            yield from _values(part)


def _parts(value: Any) -> Iterable[Any]:
    """Return what lies in a block's value, in reading order."""
    match value:
        case StreamValue():
            return [child.value for child in value]
        case ListValue():
            return list(value)
        case StructValue():
            return list(value.values())
        case TypedTable():
            return [cell for row in value.row_data for cell in row["values"]]
    return ()
