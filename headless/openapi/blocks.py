"""Schemas of StreamField blocks, as the API tells their values."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from headless.openapi.schemas import Schema, Schemas, array, nullable, record, returned
from headless.representations import DocumentReference, ImageReference, PageReference

TEXT: Schema = {"type": "string"}
HTML: Schema = {"type": "string", "description": "HTML; links are resolved."}
# What Wagtail's own blocks are told as; the first that fits, so the narrower go first.
_LEAVES: tuple[tuple[Any, Any], ...] = (
    (blocks.RichTextBlock, HTML),
    (blocks.IntegerBlock, {"type": "integer"}),
    (blocks.FloatBlock, {"type": "number"}),
    (blocks.DecimalBlock, TEXT),
    (blocks.BooleanBlock, {"type": "boolean"}),
    (blocks.DateTimeBlock, {"type": "string", "format": "date-time"}),
    (blocks.DateBlock, {"type": "string", "format": "date"}),
    (blocks.TimeBlock, TEXT),
    (blocks.PageChooserBlock, PageReference),
    (ImageChooserBlock, ImageReference),
    (DocumentChooserBlock, DocumentReference),
)
_WORDS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.RegexBlock,
    blocks.RawHTMLBlock,
)


def block_schema(block: blocks.Block, schemas: Schemas) -> Schema:
    """Return the schema of a block's value; a struct's is named by its class."""
    annotation = returned(type(block).get_api_representation)
    if annotation is not Any:
        return _named(block, schemas, lambda: schemas.of(annotation))
    for kind, make in _CONTAINERS:
        if isinstance(block, kind):
            return make(block, schemas)
    return _leaf(block, schemas)


def stream_schema(block: blocks.StreamBlock, name: str, schemas: Schemas) -> Schema:
    """Return the schema of a stream: a list of items that are told apart by their `type`."""

    def items() -> Schema:
        references = {
            child: _item(child, inner, f"{name}.{child}", schemas)
            for child, inner in block.child_blocks.items()
        }
        mapping = {child: reference["$ref"] for child, reference in references.items()}
        return {
            "oneOf": list(references.values()),
            "discriminator": {"propertyName": "type", "mapping": mapping},
        }

    if not block.child_blocks:
        return {"type": "array", "maxItems": 0}
    return array(schemas.once(f"{name}.item", items))


def name_of(block: blocks.Block) -> str:
    """Return a block class's name in the document: `home.HeadingBlock`."""
    kind = type(block)
    return f"{kind.__module__.partition('.')[0]}.{kind.__name__}"


def _item(name: str, block: blocks.Block, item_name: str, schemas: Schemas) -> Schema:
    return schemas.once(item_name, lambda: _content(name, block, schemas))


def _content(name: str, block: blocks.Block, schemas: Schemas) -> Schema:
    properties = {
        "type": {"type": "string", "const": name},
        "value": block_schema(block, schemas),
        "id": {"type": ["string", "null"], "description": "Stays when the block is moved."},
    }
    return record(properties, about=str(getattr(block.meta, "description", "") or ""))


def _named(block: blocks.Block, schemas: Schemas, make: Any) -> Schema:
    return schemas.once(name_of(block), make) if _is_its_class(block) else make()


def _is_its_class(block: Any) -> bool:
    """Say whether the class alone tells what the block is: others of it may have other children."""
    declared = getattr(type(block), "base_blocks", None)
    if declared is None:
        return type(block) is not TypedTableBlock
    return bool(declared) and list(declared) == list(block.child_blocks)


def _struct(block: blocks.StructBlock, schemas: Schemas) -> Schema:
    def make() -> Schema:
        children = block.child_blocks.items()
        return record({name: block_schema(child, schemas) for name, child in children})

    return _named(block, schemas, make)


def _table(block: TypedTableBlock, schemas: Schemas) -> Schema:
    def make() -> Schema:
        cells = [block_schema(child, schemas) for child in block.child_blocks.values()]
        types = {"type": "string", "enum": list(block.child_blocks)}
        return record(
            {
                "columns": array(record({"type": types, "heading": TEXT})),
                "rows": array(record({"values": array({"anyOf": cells})})),
                "caption": TEXT,
            }
        )

    return _named(block, schemas, make)


def _list(block: blocks.ListBlock, schemas: Schemas) -> Schema:
    return array(block_schema(block.child_block, schemas))


def _stream(block: blocks.StreamBlock, schemas: Schemas) -> Schema:
    if _is_its_class(block):
        return stream_schema(block, name_of(block), schemas)
    children = block.child_blocks.items()
    return array({"oneOf": [_content(name, child, schemas) for name, child in children]})


def _choice(block: Any, schemas: Schemas) -> Schema:
    values = [str(value) for value, _ in _flat(block.field.choices)]
    if block.required:
        values = [value for value in values if value]
    schema: Schema = {"type": "string", "enum": values}
    if isinstance(block, blocks.MultipleChoiceBlock):
        return array(schema)
    return schema if block.required else nullable(schema)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    pairs: list[tuple[Any, Any]] = []
    for value, label in choices:
        pairs += label if isinstance(label, list | tuple) else [(value, label)]
    return pairs


def _leaf(block: Any, schemas: Schemas) -> Schema:
    if isinstance(block, _WORDS):
        return TEXT
    for kind, annotation in _LEAVES:
        if isinstance(block, kind):
            schema = schemas.of(annotation)
            never_null = annotation in (HTML,) or isinstance(block, blocks.BooleanBlock)
            return schema if block.required or never_null else nullable(schema)
    return {}  # a block that says nothing of its representation: anything


_CONTAINERS: tuple[tuple[type, Any], ...] = (
    (blocks.StructBlock, _struct),
    (TypedTableBlock, _table),
    (blocks.ListBlock, _list),
    (blocks.StreamBlock, _stream),
    (blocks.ChoiceBlock, _choice),
    (blocks.MultipleChoiceBlock, _choice),
)
