"""What an answer depends on: named while it is built, so that a change can name it again.

Tags: `page-12`, `image-3`, `document-4`, `children-of-7` (pages may enter or leave below page 7),
`type-blog.articlepage` (pages of a type may enter, leave or change), `record-leads.phoneline-2`,
`redirects`, `visibility` (restrictions of pages or collections), `site` (brand, menus, settings).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_collected: ContextVar[set[str] | None] = ContextVar("collected", default=None)


def depend(*tags: str) -> None:
    """Note that the answer being built shows, or might come to show, what these name."""
    if (collected := _collected.get()) is not None:
        collected.update(tags)


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Gather the tags that are named within."""
    tags: set[str] = set()
    token = _collected.set(tags)
    try:
        yield tags
    finally:
        _collected.reset(token)
