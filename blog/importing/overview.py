"""The first pass: whether the file is whole, and what must be known before anything is written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from blog.importing.addresses import OldSite
from blog.importing.errors import BrokenOffError, SourceError
from blog.importing.html import plain_text
from blog.importing.limits import DEEPEST_PAGES, MOST_NAMED, MOST_PATTERNS
from blog.importing.records import Author, Category, Item
from blog.importing.wxr import Export, Record

UNCATEGORIZED = "uncategorized"
PATTERN = "wp_block"


@dataclass
class Overview:
    """What stands in a file."""

    source: str = ""
    base: str = ""
    items: int = 0
    comments: int = 0
    pingbacks: int = 0
    removed: int = 0  # characters that XML forbids
    broken: str = ""  # why it breaks off, where that was accepted
    kinds: Counter[str] = field(default_factory=Counter)
    authors: dict[str, Author] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    public_authors: set[str] = field(default_factory=set)
    public_categories: set[str] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)  # of pages
    patterns: dict[str, str] = field(default_factory=dict)  # contents of synced patterns
    patterns_length: int = 0

    @property
    def old(self) -> OldSite:
        """The old site."""
        return OldSite(self.base)

    def level(self, page: str) -> int:
        """Return how deep a page stands; a circle of parents ends, and the deepest share one."""
        above, level = {page}, 0
        while (page := self.parents.get(page, "")) in self.parents and page not in above:
            above.add(page)
            level += 1
            if level == DEEPEST_PAGES:
                break
        return level

    def levels(self) -> int:
        """Return how many levels of pages there are."""
        return max(map(self.level, self.parents), default=0) + 1


def look_through(
    path: Path,
    encoding: str | None,
    progress: Callable[[int, int], None],
    *,
    accept_broken: bool = False,
) -> Overview:
    """Read the file to its end. Raises SourceError where it is not whole, unless accepted."""
    export, seen = Export(path, encoding=encoding), Overview()
    try:
        for record in export.records():
            _see(seen, record)
            progress(export.items, 0)
    except BrokenOffError as error:
        if not (accept_broken and export.items):
            raise SourceError(f"{error} Nothing was written.{_HINT}") from error
        seen.broken = str(error)
    seen.source, seen.base = export.source, export.base
    seen.items, seen.removed = export.items, export.text.removed
    if not seen.source:
        raise SourceError("This export does not say which site it is of (wp:base_blog_url).")
    return seen


_HINT = " Export again; or take what is whole, with --accept-broken."


def _see(seen: Overview, record: Record) -> None:
    if len(seen.authors) + len(seen.categories) > MOST_NAMED:
        raise SourceError(f"The file has more than {MOST_NAMED:,} authors and categories.")
    match record:
        case Author():
            seen.authors.setdefault(record.login, record)
        case Category():
            seen.categories.setdefault(record.slug, record)
        case Item():
            _see_item(seen, record)


def _see_item(seen: Overview, item: Item) -> None:
    seen.kinds[item.type] += 1
    if item.type == "page":
        seen.parents[item.key] = item.parent
    if item.type == PATTERN:
        _see_pattern(seen, item)
    if item.type not in {"post", "page"}:
        return
    public = item.status == "publish" and not item.has_password
    if public:
        seen.public_authors.add(item.creator)
    seen.comments += len(item.comments) if item.type == "post" else 0
    seen.pingbacks += item.pingbacks
    for term in item.terms:
        if term.domain == "category" and item.type == "post":
            known = Category(term.slug, "", plain_text(term.name), "")
            seen.categories.setdefault(term.slug, known)
            if public:
                seen.public_categories.add(term.slug)


def _see_pattern(seen: Overview, item: Item) -> None:
    """Keep a pattern that the public may see, while there is room."""
    room = MOST_PATTERNS - seen.patterns_length - len(item.content)
    if room >= 0 and item.status == "publish" and not item.has_password:
        seen.patterns[item.key] = item.content
        seen.patterns_length += len(item.content)


def is_named(category: Category) -> bool:
    """Say whether a category says anything."""
    return bool(category.slug) and category.slug != UNCATEGORIZED
