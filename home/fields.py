"""The StreamField that every page type's body is."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from home.blocks.registry import body_blocks


class BodyField(StreamField):
    """A StreamField of whatever blocks the installed plugins registered.

    Migrations name the field without its blocks: installing or removing a plugin, or adding a
    block, leaves no migration to make, in this project or in another's.
    """

    schema_name = "Body"  # one schema for all pages, whose bodies offer the same blocks

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        """The registered blocks; read after every plugin is ready."""
        from home.blocks.headings import BodyBlock

        block = BodyBlock(body_blocks.all())
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> tuple[str, str, list, dict]:
        """Return the field without its blocks."""
        name, path, _, kwargs = models.Field.deconstruct(self)
        return name, path, [], kwargs
