"""Walks through a StreamField as stored: reading its values would fetch what they refer to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


@dataclass(frozen=True)
class Node:
    """A block at its place, with its stored value and the names of the blocks it lies in."""

    place: str
    names: tuple[str, ...]
    block: Block
    raw: Any


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything in it, in reading order, without blocks that nobody knows."""
    yield node
    for block, raw, part in _children(node.block, node.raw):
        place = f"{node.place}.{part}" if part else node.place
        yield from walk(Node(place, (*node.names, block.name), block, raw))


def _children(block: Block, raw: Any) -> Iterator[tuple[Block, Any, str]]:
    """Yield each child's block, stored value and part of the content path."""
    match block:
        case StreamBlock():
            for item in _dicts(raw):
                child = block.child_blocks.get(item.get("type"))
                if child is not None:
                    yield child, item.get("value"), str(item.get("id") or "")
        case ListBlock():
            for item in raw if isinstance(raw, list) else []:
                # Before Wagtail 2.16 lists held bare values.
                known = isinstance(item, dict) and item.get("type") == "item"
                value, part = (item.get("value"), item.get("id")) if known else (item, "")
                yield block.child_block, value, str(part or "")
        case StructBlock():
            for name, child in block.child_blocks.items():
                if isinstance(raw, dict) and name in raw:
                    yield child, raw[name], name
        case TypedTableBlock():
            yield from _cells(block, raw)


def _cells(block: TypedTableBlock, raw: Any) -> Iterator[tuple[Block, Any, str]]:
    """Yield a table's cells; Wagtail gives them no content path of their own."""
    columns = [block.child_blocks.get(column.get("type")) for column in _dicts(raw, "columns")]
    for row in _dicts(raw, "rows"):
        for child, value in zip(columns, row.get("values") or [], strict=False):
            if child is not None:
                yield child, value, ""


def _dicts(raw: Any, key: str = "") -> list[dict]:
    listed = raw.get(key) if key and isinstance(raw, dict) else raw
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
