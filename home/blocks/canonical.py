"""What a block's value says, in the one form in which equal values are equal.

Code stores less than the editor posts: no keys of paragraphs, no members that are empty. The editor
posts numbers as text and writes HTML in its own way. None of this is a change that somebody made.
"""

import re
from typing import Any

from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    Block,
    ListBlock,
    RichTextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

_KEY = re.compile(r' data-block-key="[^"]*"')


def canonical(block: Block, value: Any) -> Any:
    """Return a block's value, as Python has it, without the ids and keys of its parts."""
    match block:
        case BaseStreamBlock():
            said: Any = [(child.block_type, canonical(child.block, child.value)) for child in value]
        case ListBlock():
            said = [canonical(block.child_block, item) for item in value or ()]
        case ImageBlock():  # a struct in forms alone
            said = block.get_prep_value(value)
        case BaseStructBlock():
            children = block.child_blocks.items()
            said = {name: canonical(child, value.get(name)) for name, child in children}
        case TypedTableBlock():
            said = _table(value)
        case RichTextBlock():
            said = canonical_html(block.field.widget, value.source if value else "")
        case _:
            said = canonical_text(None if value is None else block.get_prep_value(value))
    return said


def canonical_text(value: Any) -> Any:
    """Return text as a form would store it; '' for None, and what is no text as it is."""
    if value is None:
        return ""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def canonical_html(widget: Any, html: str) -> str:
    """Return rich text as its editor's widget would post it, without the keys of paragraphs."""
    posted = {"html": widget.format_value(html)}
    return _KEY.sub("", widget.value_from_datadict(posted, {}, "html") or "")


def _table(value: Any) -> Any:
    if not value:
        return []
    columns = value.columns
    rows = [
        [
            canonical(column["block"], cell)
            for column, cell in zip(columns, row["values"], strict=False)
        ]
        for row in value.row_data
    ]
    return [value.caption or "", [(each["block"].name, each["heading"]) for each in columns], rows]
