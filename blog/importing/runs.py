"""An import from beginning to end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wagtail.models import Site

from blog.importing.drafts import Draft, read_draft, refusal
from blog.importing.errors import BrokenOffError
from blog.importing.files import Files, Source
from blog.importing.filling import Place
from blog.importing.findings import Finding
from blog.importing.limits import LONGEST_CHUNK
from blog.importing.linking import link_pages
from blog.importing.naming import Namer
from blog.importing.numbers import known_lines
from blog.importing.overview import PATTERN, Overview
from blog.importing.records import Item
from blog.importing.redirecting import redirect_old_addresses
from blog.importing.report import Report
from blog.importing.writing import Writer
from blog.importing.wxr import Export
from blog.models import ImportedItem, PeopleIndexPage
from leads.models import PhoneLine

_MOST_DRAFTS = 100  # written at once
_READ = {"post", "page", "attachment", PATTERN}
Progress = Callable[[int, int], None]


@dataclass
class Chunk:
    """Drafts that wait to be written together; bounded in their number and in what they hold."""

    drafts: list[Draft] = field(default_factory=list)
    length: int = 0

    @property
    def is_full(self) -> bool:
        """Say whether to write them now."""
        return len(self.drafts) >= _MOST_DRAFTS or self.length >= LONGEST_CHUNK

    def add(self, draft: Draft) -> None:
        """Add one."""
        self.drafts.append(draft)
        self.length += draft.item.length

    def emptied(self) -> list[Draft]:
        """Return the drafts, and begin anew."""
        drafts, self.drafts, self.length = self.drafts, [], 0
        return drafts


@dataclass
class Run:
    """What is imported, and where to."""

    path: Path
    encoding: str | None
    seen: Overview
    site: Site
    place: Place
    people: PeopleIndexPage
    files: Source | None
    dry: bool
    _lines: dict[str, PhoneLine] = field(init=False)

    def go(self, report: Report, begin: Callable[[str], Progress]) -> None:
        """Import. A run that was killed is taken up by the next one: what is written stays.

        `begin` is told what is done next, and returns whom to tell how far it is.
        """
        writer = Writer(self.seen, self.place, report, dry=self.dry)
        self._lines = known_lines()
        self._tell_of_file(report)
        namer = Namer(self.seen, report, dry=self.dry)
        self.place.people = namer.people(self.seen, self.people)
        self.place.topics = namer.topics(self.seen, self.place.articles)
        self._bring_files(writer, report, begin("Files"))
        self._write_pages(writer, report, begin("Compared" if self.dry else "Written"))
        if not self.dry:
            link_pages(self.seen.source, self.seen.old, report, begin("Linked"))
            redirect_old_addresses(self.seen.source, self.site, report, begin("Redirected"))

    def _items(self) -> Iterator[Item]:
        """Yield the whole items; the first pass has asked whether a broken file is welcome."""
        try:
            for record in Export(self.path, encoding=self.encoding).records():
                if isinstance(record, Item):
                    yield record
        except BrokenOffError:
            if not self.seen.broken:  # it has changed since it was looked through
                raise

    def _tell_of_file(self, report: Report) -> None:
        if self.seen.removed:
            report.tell(None, [Finding("control characters left out", str(self.seen.removed))])
        for kind, count in self.seen.kinds.items():
            if kind not in _READ:
                what = f"{count} items of the type {kind or 'none'}"
                report.tell(None, [Finding("type not imported", what)])

    def _bring_files(self, writer: Writer, report: Report, progress: Progress) -> None:
        total = self.seen.kinds["attachment"]
        if not total:
            return
        if self.files is None:
            what = f"{total} files; name a folder with --media, or --download"
            report.tell(None, [Finding("files not imported", what)])
            return
        files = Files(self.seen.source, self.files, writer.library, report)
        found = (item for item in self._items() if item.type == "attachment")
        for number, item in enumerate(found, 1):
            files.bring(item, dry=self.dry)
            progress(number, total)

    def _write_pages(self, writer: Writer, report: Report, progress: Progress) -> None:
        """Write posts and the pages at the top, then level by level the pages below them."""
        for level in range(self.seen.levels()):
            waiting = {kind: Chunk() for kind in (ImportedItem.Kind.POST, ImportedItem.Kind.PAGE)}
            for number, item in enumerate(self._items(), 1):
                if self._is_due(item, level):
                    self._take(item, waiting[ImportedItem.Kind(item.type)], report)
                for kind, chunk in waiting.items():
                    if chunk.is_full:
                        writer.write(kind, chunk.emptied())
                if level == 0:
                    progress(number, self.seen.items)
            for kind, chunk in waiting.items():
                writer.write(kind, chunk.emptied())

    def _is_due(self, item: Item, level: int) -> bool:
        if item.type == "page":
            return self.seen.level(item.key) == level
        return item.type == "post" and level == 0

    def _take(self, item: Item, chunk: Chunk, report: Report) -> None:
        if why := refusal(item):
            report.tell(item, [Finding("not imported", why)])
        else:
            chunk.add(read_draft(item, self.seen.old, self._lines, self.seen.patterns))
