"""Where a plugin adds its StreamField blocks to the body that every page type shares."""

from collections.abc import Mapping

from wagtail.blocks import Block


class BodyBlocks:
    """The blocks an editor may put into a page's body, in the order in which plugins add them."""

    def __init__(self) -> None:
        self._blocks: dict[str, Block] = {}
        self._in_use = False

    def register(self, blocks: Mapping[str, Block]) -> None:
        """Add blocks by name; call it from `AppConfig.ready()`.

        Raises ValueError where a name is taken, RuntimeError once a body has been built.
        """
        if self._in_use:
            raise RuntimeError("Register body blocks in AppConfig.ready(): bodies exist by now.")
        if taken := self._blocks.keys() & blocks.keys():
            raise ValueError(f"Body blocks are registered already: {', '.join(sorted(taken))}")
        self._blocks.update(blocks)

    def all(self) -> list[tuple[str, Block]]:
        """Return (name, block) pairs for a StreamBlock; the list is final from now on."""
        self._in_use = True
        return list(self._blocks.items())


body_blocks = BodyBlocks()
