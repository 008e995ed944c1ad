"""StreamField bodies, read from their stored JSON: no block value is ever built.

A block says how its stored value becomes the API's by a method
`read(raw, answer) -> <the value's type>`; blocks of Wagtail's own are known here. A block that
only has `get_api_representation` of its own still works, at the price of its own queries.
"""

from collections.abc import Callable
from typing import Any, cast

import orjson
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from headless.reading.answer import Answer
from headless.reading.references import ImageReference, document, image, page
from headless.reading.rich_text import rich_text
from headless.reading.world import read_world

Read = Callable[[Any, Answer], Any]


class StreamItem(TypedDict):
    """One block of a body; its `id` stays while the editor moves it."""

    type: str
    value: Any
    id: str | None


def read_block(block: blocks.Block) -> Read:
    """Return the function that turns a block's stored value into the API's."""
    if "_reader" not in vars(block):  # blocks compare by value, and so are no keys
        block._reader = _make(block)
    return cast("Read", block._reader)


def _make(block: blocks.Block) -> Read:
    if own := getattr(block, "read", None):
        return cast("Read", own)
    if not type(block).get_api_representation.__module__.startswith("wagtail."):
        return _by_value(block)
    for kind, make in _KINDS:
        if isinstance(block, kind):
            return make(block)
    return _as_stored


def represent(block: Any, value: Any, context: dict | None = None) -> Any:
    """Return a block's value as the API has it, outside of a larger answer (v3, previews)."""
    answer = Answer(read_world(), request=(context or {}).get("request"))
    found = read_block(block)(block.get_prep_value(value), answer)
    return orjson.loads(answer.write(found))


def _as_stored(raw: Any, answer: Answer) -> Any:
    return raw


def _by_value(block: blocks.Block) -> Read:
    """Read by way of the block's Python value, as Wagtail would."""

    def read(raw: Any, answer: Answer) -> Any:
        value = block.normalize(block.to_python(raw))
        return block.get_api_representation(value, {"request": answer.request})

    return read


def _struct(block: Any) -> Read:
    children = [
        (name, read_block(child), child.get_prep_value(child.get_default()))
        for name, child in block.child_blocks.items()
    ]

    def read(raw: Any, answer: Answer) -> dict[str, Any]:
        raw = raw or {}
        return {name: each(raw.get(name, default), answer) for name, each, default in children}

    return read


def _list(block: Any) -> Read:
    item = read_block(block.child_block)

    def read(raw: Any, answer: Answer) -> list[Any]:
        return [item(_unwrapped(one), answer) for one in raw or ()]

    return read


def _unwrapped(item: Any) -> Any:
    """Return a list's item without the wrapping that newer versions of Wagtail store."""
    wrapped = isinstance(item, dict) and item.get("type") == "item" and {"id", "value"} <= set(item)
    return item["value"] if wrapped else item


def read_stream(block: Any) -> Read:
    """Return how a stream's stored value becomes the API's."""
    children = {name: read_block(child) for name, child in block.child_blocks.items()}

    def read(raw: Any, answer: Answer) -> list[StreamItem]:
        return [
            {
                "type": item["type"],
                "value": children[item["type"]](item.get("value"), answer),
                "id": item.get("id"),
            }
            for item in raw or ()
            if item["type"] in children
        ]

    return read


def _table(block: Any) -> Read:
    kinds = {name: read_block(child) for name, child in block.child_blocks.items()}

    def read(raw: Any, answer: Answer) -> dict[str, Any]:
        raw = raw or {}
        columns = [one for one in raw.get("columns", ()) if one["type"] in kinds]
        known = [i for i, one in enumerate(raw.get("columns", ())) if one["type"] in kinds]
        return {
            "columns": [{"type": one["type"], "heading": one["heading"]} for one in columns],
            "rows": [
                {
                    "values": [
                        kinds[one["type"]](row["values"][i], answer)
                        for i, one in zip(known, columns, strict=True)
                    ]
                }
                for row in raw.get("rows", ())
            ],
            "caption": raw.get("caption", ""),
        }

    return read


def read_described(raw: Any, answer: Answer) -> ImageReference | None:
    """Read Wagtail's image block; '' for `alt` means that the image is decorative."""
    if isinstance(raw, int):  # stored before the block had alt texts
        return image(answer, raw)
    raw = raw or {}
    alt = "" if raw.get("decorative") else raw.get("alt_text") or ""
    return image(answer, raw.get("image"), alt)


_KINDS: tuple[tuple[type, Callable[[Any], Read]], ...] = (
    (ImageBlock, lambda block: read_described),
    (TypedTableBlock, _table),
    (blocks.BaseStreamBlock, read_stream),
    (blocks.BaseStructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.RichTextBlock, lambda block: lambda raw, answer: rich_text(answer, raw)),
    (blocks.PageChooserBlock, lambda block: lambda raw, answer: page(answer, raw)),
    (ImageChooserBlock, lambda block: lambda raw, answer: image(answer, raw)),
    (DocumentChooserBlock, lambda block: lambda raw, answer: document(answer, raw)),
)
