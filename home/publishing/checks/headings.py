"""Headings that skip a level: screen readers and the contents list go by them (WCAG 2.2, 1.3.1)."""

from collections.abc import Iterator

from bs4 import BeautifulSoup

from home.blocks.content import CallOutBlock, HeadingBlock
from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

_TITLE = 1  # the page's title is the first-level heading
# Whose `heading` is not drawn as a section's: a note beside the text.
_NO_SECTIONS = (CallOutBlock,)


class HeadingOrder(Check):
    """Skipped levels, empty headings, and a second first-level one."""

    code = "headings"
    label = "Heading order"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each heading of the body that does not fit the one before it."""
        above = _TITLE
        for place, level, words in _headings(draft):
            if not words.strip():
                yield Finding("The heading is empty.", place)
            elif level == _TITLE:
                yield Finding("Only the page's title is a first-level heading.", place, words)
            elif level > above + 1:
                yield Finding(
                    f"A level {level} heading follows level {above}. Use level {above + 1}.",
                    place,
                    words,
                )
            above = level


def _headings(draft: Draft) -> Iterator[tuple[str, int, str]]:
    """Yield place, level and words of every heading of the body, in reading order."""
    for node in draft.nodes:
        if isinstance(node.raw, dict) and len(node.names) == 1:
            if isinstance(node.block, HeadingBlock):
                level = str(node.raw.get("level") or "2")
                yield node.place, int(level) if level.isdecimal() else 2, node.raw.get("text") or ""
            elif node.raw.get("heading") and not isinstance(node.block, _NO_SECTIONS):
                yield node.place, 2, str(node.raw["heading"])
        elif isinstance(node.raw, str) and "<h" in node.raw:
            for tag in BeautifulSoup(node.raw, "html.parser").find_all(
                ["h1", "h2", "h3", "h4", "h5", "h6"]
            ):
                yield node.place, int(tag.name[1]), tag.get_text()
