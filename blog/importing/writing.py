"""Drafts of a chunk become pages, in one transaction with the rows that remember them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from taggit.models import Tag
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from blog.importing.comments import comment_writers
from blog.importing.drafts import Draft
from blog.importing.library import Library
from blog.importing.linking import has_links
from blog.importing.overview import Overview
from blog.importing.report import Report
from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage, ArticleTag, ImportedItem
from home.bulk import Slugs, add_pages, index_references
from home.models import HomePage, StandardPage

_MOST_TAGS = 20_000  # kept in memory


@dataclass
class Place:
    """Where pages go, and whom they name."""

    home: HomePage
    articles: ArticleIndexPage
    people: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, Any] = field(default_factory=dict)


class Writer:
    """Writes chunks of drafts of one kind."""

    def __init__(self, seen: Overview, place: Place, report: Report, *, dry: bool) -> None:
        self._seen, self._place, self._report, self._dry = seen, place, report, dry
        self.library = Library(seen.source)
        self._slugs: dict[int, Slugs] = {}
        self._tags: dict[str, Tag] = {}

    @transaction.atomic
    def write(self, kind: ImportedItem.Kind, drafts: Sequence[Draft]) -> None:
        """Write what is new or has changed; leave what an editor changed; tell."""
        drafts = self._each_once(drafts)
        self.library.illustrate(drafts)
        keys = [draft.item.key for draft in drafts]
        rows = ImportedItem.objects.filter(source=self._seen.source, kind=kind, key__in=keys)
        known = {row.key: row for row in rows.select_related("page")}
        new = [draft for draft in drafts if draft.item.key not in known]
        made = self._make(kind, new)
        for draft in drafts:
            if row := known.get(draft.item.key):
                made[draft.item.key] = self._compare(row, draft)
        for draft in drafts:
            self._write_comments(made.get(draft.item.key), draft)
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
        if self._dry:
            for draft in drafts:
                self._names(draft)  # notes who is missing
            return {}
        below: dict[int, list[tuple[Draft, Any]]] = defaultdict(list)
        parents: dict[int, Page] = {}
        above = self._parents(kind, drafts)
        for draft in drafts:
            parent = above[draft.item.key]
            parents[parent.pk] = parent
            below[parent.pk].append((draft, self._page(kind, draft, parent)))
        for pk, pairs in below.items():
            add_pages(parents[pk], [page for _, page in pairs])
        pairs = [pair for group in below.values() for pair in group]
        self._write_relations([page for _, page in pairs])
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
            if draft.item.parent and draft.item.parent not in found:
                draft.findings.note("parent page missing: put below the home page")
        return {draft.item.key: found.get(draft.item.parent, self._place.home) for draft in drafts}

    def _page(self, kind: ImportedItem.Kind, draft: Draft, parent: Page) -> Any:
        if parent.pk not in self._slugs:
            self._slugs[parent.pk] = Slugs(parent)
        model = ArticlePage if kind == ImportedItem.Kind.POST else StandardPage
        page = model(slug=self._slugs[parent.pk].free(draft.slug))
        self._fill(page, draft)
        return page

    def _fill(self, page: Any, draft: Draft) -> None:
        """Set a page's fields, and its rows below it."""
        page.title = page.draft_title = draft.title
        page.summary, page.lead_image_id = draft.summary, draft.lead_image
        page.seo_title, page.search_description = draft.seo_title, draft.description
        # Copies, because storing gives each block an id, which the fingerprint must not know.
        blocks = [dict(block) for block in draft.blocks]
        page.body = StreamValue(page.body.stream_block, blocks, is_lazy=True)
        page.live, page.go_live_at = draft.live, draft.go_live_at
        page.has_unpublished_changes = not draft.live
        page.first_published_at = draft.published_at
        changed_at = draft.item.modified_at or draft.item.published_at
        page.last_published_at = changed_at if draft.live else None
        page.latest_revision_created_at = changed_at
        if isinstance(page, ArticlePage):
            people, topics, tags = self._names(draft)
            page.article_authors = [
                ArticleAuthor(person=person, sort_order=place)
                for place, person in enumerate(people)
            ]
            page.known_authors = [person for person in people if person.live]
            page.topics = topics
            page.tagged_items = [ArticleTag(tag=tag) for tag in tags]

    def _names(self, draft: Draft) -> tuple[list[Any], list[Any], list[Tag]]:
        """Return the people, topics and tags of an article."""
        creator = draft.item.creator
        person = self._place.people.get(creator)
        if draft.item.type == "post" and person is None:
            draft.findings.note("author missing")
        topics = [self._place.topics.get(slug) for slug in dict.fromkeys(draft.topics)]
        tags = [] if self._dry else [self._tag(name) for name in draft.tags]
        unique = {tag.pk: tag for tag in tags}
        known = {topic.pk: topic for topic in topics if topic is not None}
        return ([person] if person else []), list(known.values()), list(unique.values())

    def _tag(self, name: str) -> Tag:
        if name not in self._tags:
            if len(self._tags) >= _MOST_TAGS:
                self._tags.clear()
            self._tags[name] = Tag.objects.get_or_create(name=name)[0]
        return self._tags[name]

    @staticmethod
    def _write_relations(pages: list[Any]) -> None:
        """Store what stands below new articles."""
        articles = [page for page in pages if isinstance(page, ArticlePage)]
        authors = [row for page in articles for row in page.article_authors.all()]
        tags = [row for page in articles for row in page.tagged_items.all()]
        for page in articles:
            for row in (*page.article_authors.all(),):
                row.article_id = page.pk
            for row in (*page.tagged_items.all(),):
                row.content_object_id = page.pk
        ArticleAuthor.objects.bulk_create(authors)
        ArticleTag.objects.bulk_create(tags)
        through = ArticlePage.topics.through
        through.objects.bulk_create(
            through(articlepage_id=page.pk, topicpage_id=topic.pk)
            for page in articles
            for topic in page.topics.all()
        )

    def _remember(self, kind: ImportedItem.Kind, pairs: list[tuple[Draft, Any]]) -> None:
        ImportedItem.objects.bulk_create(
            ImportedItem(
                source=self._seen.source,
                kind=kind,
                key=draft.item.key,
                old_path=draft.old_path,
                page_id=page.pk,
                fingerprint=self._fingerprint(draft),
                was_live=draft.live,
                links_left=has_links(draft.blocks, self._seen.old),
            )
            for draft, page in pairs
        )

    # Pages that are there

    def _fingerprint(self, draft: Draft) -> str:
        person = self._place.people.get(draft.item.creator)
        topics = [getattr(self._place.topics.get(slug), "pk", None) for slug in draft.topics]
        return draft.fingerprint([person and person.pk, topics])

    def _compare(self, row: ImportedItem, draft: Draft) -> Any:
        """Bring a page up to date, where no editor has touched it. Return the page, if any."""
        fingerprint = self._fingerprint(draft)
        if row.page is None:
            draft.findings.note("deleted here since: left so")
            return None
        if fingerprint == row.fingerprint:
            self._report.outcomes[f"{row.kind}s unchanged"] += 1
            draft.findings.clear()  # told when it was written
            return row.page.specific if draft.item.comments else None
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
        self._fill(page, draft)
        page.save()
        row.fingerprint, row.was_live = fingerprint, draft.live
        row.links_left = has_links(draft.blocks, self._seen.old)
        row.save(update_fields=["fingerprint", "was_live", "links_left"])

    def _write_comments(self, page: Any, draft: Draft) -> None:
        if draft.item.comments and isinstance(page, ArticlePage) and not self._dry:
            found = comment_writers.write_comments(page, draft.item.comments)
            draft.findings.extend(found)
        if draft.item.pingbacks:
            draft.findings.note("pingbacks left out", str(draft.item.pingbacks))
