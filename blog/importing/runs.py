"""An import from beginning to end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wagtail.models import Site

from blog.importing.drafts import Draft, read_draft, refusal
from blog.importing.errors import BrokenOffError
from blog.importing.files import Files, Source
from blog.importing.filling import Place
from blog.importing.findings import Finding
from blog.importing.linking import link_pages
from blog.importing.naming import Namer
from blog.importing.numbers import known_lines
from blog.importing.overview import Overview
from blog.importing.records import Item
from blog.importing.redirecting import redirect_old_addresses
from blog.importing.report import Report
from blog.importing.writing import Writer
from blog.importing.wxr import Export
from blog.models import ImportedItem, PeopleIndexPage

_CHUNK = 100  # drafts written at once
_READ = {"post", "page", "attachment"}
Progress = Callable[[int, int], None]


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

    def go(self, report: Report, progress: Progress) -> None:
        """Import. A run that was killed is taken up by the next one: what is written stays."""
        writer = Writer(self.seen, self.place, report, dry=self.dry)
        self._tell_of_file(report)
        namer = Namer(self.seen, report, dry=self.dry)
        self.place.people = namer.people(self.seen, self.people)
        self.place.topics = namer.topics(self.seen, self.place.articles)
        self._bring_files(writer, report)
        self._write_pages(writer, report, progress)
        if not self.dry:
            link_pages(self.seen.source, self.seen.old, report)
            redirect_old_addresses(self.seen.source, self.site, report)

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

    def _bring_files(self, writer: Writer, report: Report) -> None:
        if not self.seen.kinds["attachment"]:
            return
        if self.files is None:
            what = f"{self.seen.kinds['attachment']} files; name a folder with --media"
            report.tell(None, [Finding("files not imported", what)])
            return
        files = Files(self.seen.source, self.files, writer.library, report)
        for item in self._items():
            if item.type == "attachment":
                files.bring(item, dry=self.dry)

    def _write_pages(self, writer: Writer, report: Report, progress: Progress) -> None:
        """Write posts and the pages at the top, then level by level the pages below them."""
        lines, old = known_lines(), self.seen.old
        for level in range(self.seen.levels()):
            waiting: dict[str, list[Draft]] = {"post": [], "page": []}
            for number, item in enumerate(self._items(), 1):
                if self._is_due(item, level):
                    if why := refusal(item):
                        report.tell(item, [Finding("not imported", why)])
                    else:
                        waiting[item.type].append(read_draft(item, old, lines))
                for kind, drafts in waiting.items():
                    if len(drafts) >= _CHUNK:
                        writer.write(ImportedItem.Kind(kind), drafts)
                        drafts.clear()
                if level == 0:
                    progress(number, self.seen.items)
            for kind, drafts in waiting.items():
                writer.write(ImportedItem.Kind(kind), drafts)

    def _is_due(self, item: Item, level: int) -> bool:
        if item.type == "page":
            return self.seen.level(item.key) == level
        return item.type == "post" and level == 0
