"""A body with every block that it offers, each field filled, found by their definitions."""

from itertools import count
from typing import Any

from wagtail import blocks
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from home.blocks.links import LinkBlock


class Filler:
    """Fills blocks, each text with a word of its own; remembers these `words`."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._number = count(1)
        # The first that fits: what is special stands before what it is a kind of.
        self._ways = (
            (ImageBlock, self._image),
            (TypedTableBlock, self._table),
            (BaseStructBlock, self._struct),
            (ListBlock, lambda block, _: [self.value(block.child_block) for _ in range(2)]),
            (blocks.RichTextBlock, lambda *_: f"<p>{self._word()} and <b>more</b></p>"),
            (blocks.ChooserBlock, self._chosen),
            (blocks.URLBlock, lambda _, example: example or "https://example.org/source"),
            (blocks.ChoiceBlock, lambda block, _: next(filter(None, dict(block.field.choices)))),
            (blocks.BooleanBlock, lambda *_: True),
            (blocks.IntegerBlock, lambda *_: 1),
            ((blocks.CharBlock, blocks.TextBlock), lambda *_: self._word()),
        )

    def body(self, block: BaseStreamBlock) -> Any:
        """Return a stream of one of each kind of block."""
        rows = [(name, self.value(child)) for name, child in block.child_blocks.items()]
        return block.normalize(rows)

    def value(self, block: Any, example: Any = None) -> Any:
        """Return a value for a block; its preview's is the example where not any will do."""
        ways = [way for kind, way in self._ways if isinstance(block, kind)]
        assert ways, f"Say here how a {type(block).__name__} is filled."
        return ways[0](block, example)

    def _struct(self, block: Any, example: Any) -> dict[str, Any]:
        example = example or block.get_preview_value() or {}
        names = [*block.child_blocks]
        if isinstance(block, LinkBlock):  # one target, not two
            names.remove("address")
        return {name: self.value(block.child_blocks[name], example.get(name)) for name in names}

    def _image(self, block: Any, _example: Any) -> Any:
        image = get_image_model().objects.first()
        return block.normalize({"image": image, "alt_text": self._word(), "decorative": False})

    def _table(self, block: Any, _example: Any) -> Any:
        columns = [{"type": name, "heading": self._word()} for name in block.child_blocks]
        row = [self.value(child) for child in block.child_blocks.values()]
        rows = [{"values": row}]
        return block.normalize({"caption": self._word(), "columns": columns, "rows": rows})

    def _chosen(self, block: Any, _example: Any) -> Any:
        return block.target_model.objects.last()

    def _word(self) -> str:
        word = f"word{next(self._number):03}x"
        self.words.append(word)
        return word
