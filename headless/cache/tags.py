"""What an answer depends on: named while it is built, so that a change can name it again.

Tags: `page-12`, `image-3`, `document-4`, `children-of-7` (pages may enter, leave or change below
page 7), `type-blog.articlepage` (pages of a type may), `record-leads.phoneline-2`, `redirects`,
`visibility` (restrictions of pages or collections), `site` (brand, menus, settings; every answer
depends on it). Those that the watch on SQL notes by itself: `pages` (any page at all),
`table-<name>` (any row of another table), `path-…` (one page), `below-…` (the children of one),
`under-…` (all pages under it), `slot-…` (one address below it). Plugins add their own, such as
`topic-9` (`headless.changes.lists`) and `comments-12` (`headless.changes.shown`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from enum import IntEnum
from urllib.parse import quote

PAGES = "pages"
SITE = "site"
VISIBILITY = "visibility"
REDIRECTS = "redirects"
SCHEDULE = "schedule"  # pages that expire
EVERYTHING = "everything"  # what a change names when it cannot say what it changed
ALWAYS = (SITE, EVERYTHING)


def slot_tag(parent: str, slug: str) -> str:
    """Return the tag of one address below a page, by its path; in ASCII, as headers must be."""
    return f"slot-{parent}-{quote(slug, safe='')}"


class Collected(set[str]):
    """The tags of one answer, until when it holds, and whether it may be kept at all."""

    until: datetime | None = None
    offered = False
    refused = False


class Vouched(IntEnum):
    """Which SQL the watch is told to leave alone."""

    NOTHING = 0
    PAGES = 1
    EVERYTHING = 2


_collected: ContextVar[Collected | None] = ContextVar("collected", default=None)
_vouched: ContextVar[Vouched] = ContextVar("vouched", default=Vouched.NOTHING)


def depend(*tags: str) -> None:
    """Note that the answer being built shows, or might come to show, what these name."""
    if (collected := _collected.get()) is not None:
        collected.update(tags)


def hold_until(moment: datetime) -> None:
    """Note that the answer being built is another from this (aware) moment on."""
    if (collected := _collected.get()) is not None:
        collected.until = min(collected.until or moment, moment)


def offer() -> None:
    """Say that the answer being built is the same for every visitor and may be kept."""
    if (collected := _collected.get()) is not None:
        collected.offered = True


def refuse() -> None:
    """Say that the answer being built must not be kept, whoever offers it."""
    if (collected := _collected.get()) is not None:
        collected.refused = True


@contextmanager
def collecting() -> Iterator[Collected]:
    """Gather what is noted within."""
    collected = Collected()
    token = _collected.set(collected)
    try:
        yield collected
    finally:
        _collected.reset(token)


@contextmanager
def declared(*tags: str) -> Iterator[None]:
    """Depend on these tags, which stand for all that is read within: the watch keeps still."""
    with _vouching(Vouched.EVERYTHING, tags):
        yield


@contextmanager
def pages_declared(*tags: str) -> Iterator[None]:
    """Depend on these tags for all pages that are read within; other tables are still watched."""
    with _vouching(Vouched.PAGES, tags):
        yield


@contextmanager
def _vouching(vouched: Vouched, tags: tuple[str, ...]) -> Iterator[None]:
    depend(*tags)
    token = _vouched.set(max(vouched, _vouched.get()))
    try:
        yield
    finally:
        _vouched.reset(token)


def vouched() -> Vouched:
    """Return what the watch must leave alone now."""
    return _vouched.get()
