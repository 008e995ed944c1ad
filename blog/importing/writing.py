"""Drafts of a chunk become pages, in one transaction with the rows that remember them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Page

from blog.importing.comments import CommentWriter
from blog.importing.drafts import Draft
from blog.importing.filling import Filler, Place
from blog.importing.library import Library
from blog.importing.linking import has_links
from blog.importing.overview import Overview
from blog.importing.relations import write_relations
from blog.importing.report import Report
from blog.models import ImportedItem
from home.bulk import add_pages, index_references
from home.models import StandardPage


class Writer:
    """Writes chunks of drafts of one kind."""

    def __init__(self, seen: Overview, place: Place, report: Report, *, dry: bool) -> None:
        self._seen, self._place, self._report, self._dry = seen, place, report, dry
        self._filler = Filler(place, dry=dry)
        team = (author.id for author in seen.authors.values())
        self._comments = CommentWriter(seen.source, team, dry=dry)
        self.library = Library(seen.source)

    @transaction.atomic
    def write(self, kind: ImportedItem.Kind, drafts: Sequence[Draft]) -> None:
        """Write what is new or has changed; leave what an editor changed; tell."""
        drafts = self._each_once(drafts)
        self.library.illustrate(drafts)
        keys = [draft.item.key for draft in drafts]
        rows = ImportedItem.objects.filter(source=self._seen.source, kind=kind, key__in=keys)
        known = {row.key: row for row in rows.select_related("page")}
        pages = self._make(kind, [draft for draft in drafts if draft.item.key not in known])
        for draft in drafts:
            if row := known.get(draft.item.key):
                pages[draft.item.key] = self._compare(row, draft)
        self._write_comments(kind, pages, drafts)
        for draft in drafts:
            self._report.tell(draft.item, draft.findings)

    def _each_once(self, drafts: Sequence[Draft]) -> list[Draft]:
        once: dict[str, Draft] = {}
        for draft in drafts:
            if draft.item.key in once:
                draft.findings.note("stands twice in the file: the first was taken")
                self._report.tell(draft.item, draft.findings)
            once.setdefault(draft.item.key, draft)
        return list(once.values())

    # New pages

    def _make(self, kind: ImportedItem.Kind, drafts: list[Draft]) -> dict[str, Any]:
        self._report.outcomes[f"new {kind}s"] += len(drafts)
        below: dict[int, list[tuple[Draft, Any]]] = defaultdict(list)
        above = self._parents(kind, drafts)
        for draft in drafts:
            parent = above[draft.item.key]
            below[parent.pk].append((draft, self._filler.page(kind, draft, parent)))
        pairs = [pair for group in below.values() for pair in group]
        if not self._dry:
            parents = {parent.pk: parent for parent in above.values()}
            for pk, group in below.items():
                add_pages(parents[pk], [page for _, page in group])
            write_relations([page for _, page in pairs])
            index_references([page for _, page in pairs])
            self._remember(kind, pairs)
        return {draft.item.key: page for draft, page in pairs}

    def _parents(self, kind: ImportedItem.Kind, drafts: list[Draft]) -> dict[str, Page]:
        """Return the pages below which drafts go: pages below pages as on the old site."""
        if kind == ImportedItem.Kind.POST:
            return {draft.item.key: self._place.articles for draft in drafts}
        keys = {draft.item.parent for draft in drafts}
        rows = ImportedItem.objects.filter(source=self._seen.source, kind=kind, key__in=keys)
        pages = StandardPage.objects.in_bulk([row.page_id for row in rows if row.page_id])
        found = {row.key: pages[row.page_id] for row in rows if row.page_id in pages}
        for draft in drafts:
            if self._is_orphan(draft, found):
                draft.findings.note("parent page missing: put below the home page")
        return {draft.item.key: found.get(draft.item.parent, self._place.home) for draft in drafts}

    def _is_orphan(self, draft: Draft, found: dict[str, Page]) -> bool:
        """Say whether a page's parent is not there; in a dry run, nor would be."""
        parent = draft.item.parent
        to_come = self._dry and self._seen.level(draft.item.key) > 0
        return bool(parent) and parent not in found and not to_come

    def _remember(self, kind: ImportedItem.Kind, pairs: Iterable[tuple[Draft, Any]]) -> None:
        ImportedItem.objects.bulk_create(
            ImportedItem(
                source=self._seen.source,
                kind=kind,
                key=draft.item.key,
                old_path=draft.old_path,
                page_id=page.pk,
                fingerprint=draft.fingerprint(self._filler.names(draft)),
                was_live=draft.live,
                links_left=has_links(draft.blocks, self._seen.old),
            )
            for draft, page in pairs
        )

    # Pages that are there

    def _compare(self, row: ImportedItem, draft: Draft) -> Any:
        """Bring a page up to date, where no editor has touched it. Return the page, if any."""
        if row.page is None:
            draft.findings.note("deleted here since: left so")
            return None
        fingerprint = draft.fingerprint(self._filler.names(draft))
        if fingerprint == row.fingerprint:
            self._report.outcomes[f"{row.kind}s unchanged"] += 1
            draft.findings.clear()  # told when it was written
            return row.page
        page = row.page.specific
        if page.latest_revision_id or page.live != row.was_live:
            self._report.outcomes[f"{row.kind}s changed by an editor, kept"] += 1
            draft.findings[:] = []
            draft.findings.note("changed by an editor since: left so")
            return page
        self._report.outcomes[f"{row.kind}s updated"] += 1
        if not self._dry:
            self._update(row, page, draft, fingerprint)
        return page

    def _update(self, row: ImportedItem, page: Any, draft: Draft, fingerprint: str) -> None:
        self._filler.fill(page, draft)
        page.save()
        row.fingerprint, row.was_live = fingerprint, draft.live
        row.links_left = has_links(draft.blocks, self._seen.old)
        row.save(update_fields=["fingerprint", "was_live", "links_left"])

    # What readers wrote

    def _write_comments(
        self, kind: ImportedItem.Kind, pages: dict[str, Any], drafts: Sequence[Draft]
    ) -> None:
        articles = []
        for draft in drafts:
            page = pages.get(draft.item.key)
            if page and kind == ImportedItem.Kind.POST:
                articles.append((page, draft))
            elif page and draft.item.comments:
                draft.findings.note("comments on a page left out", str(len(draft.item.comments)))
            if draft.item.pingbacks:
                draft.findings.note("pingbacks left out", str(draft.item.pingbacks))
        self._report.outcomes["new comments"] += self._comments.write(articles)
