"""A draft's values go into a page: the fields, the body, the people, topics and tags."""

from dataclasses import dataclass, field
from typing import Any

from taggit.models import Tag
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from blog.importing.drafts import Draft
from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage, ArticleTag, ImportedItem
from home.bulk import Slugs
from home.models import HomePage, StandardPage

_MOST_TAGS = 20_000  # kept in memory


@dataclass
class Place:
    """Where pages go, and whom they name."""

    home: HomePage
    articles: ArticleIndexPage
    people: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, Any] = field(default_factory=dict)


class Filler:
    """Makes pages of drafts; a dry run's are never stored, and have no tags."""

    def __init__(self, place: Place, *, dry: bool) -> None:
        self._place, self._dry = place, dry
        self._slugs: dict[int, Slugs] = {}
        self._tags: dict[str, Tag] = {}

    def page(self, kind: ImportedItem.Kind, draft: Draft, parent: Page) -> Any:
        """Return a new page with a slug that is free below `parent`."""
        if parent.pk not in self._slugs:
            self._slugs[parent.pk] = Slugs(parent)
        model = ArticlePage if kind == ImportedItem.Kind.POST else StandardPage
        page = model(slug=self._slugs[parent.pk].free(draft.slug))
        self.fill(page, draft)
        return page

    def fill(self, page: Any, draft: Draft) -> None:
        """Set a page's fields, and the rows below it."""
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
            self._fill_article(page, draft)

    def _fill_article(self, page: ArticlePage, draft: Draft) -> None:
        people, topics = self._people(draft), self._topics(draft)
        page.article_authors = [
            ArticleAuthor(person=person, sort_order=place) for place, person in enumerate(people)
        ]
        page.known_authors = [person for person in people if person.live]
        page.topics = topics
        page.tagged_items = [ArticleTag(tag=tag) for tag in self._tags_of(draft)]
        page.reader_comments = "closed" if draft.item.comments_closed else "site"

    def _people(self, draft: Draft) -> list[Any]:
        person = self._place.people.get(draft.item.creator)
        if person is None:
            draft.findings.note("author missing")
        return [person] if person else []

    def _topics(self, draft: Draft) -> list[Any]:
        topics = [self._place.topics.get(slug) for slug in draft.topics]
        return list({topic.pk: topic for topic in topics if topic is not None}.values())

    def _tags_of(self, draft: Draft) -> list[Tag]:
        if self._dry:
            return []
        return list({tag.pk: tag for tag in map(self._tag, draft.tags)}.values())

    def _tag(self, name: str) -> Tag:
        if name not in self._tags:
            if len(self._tags) >= _MOST_TAGS:
                self._tags.clear()
            self._tags[name] = Tag.objects.get_or_create(name=name)[0]
        return self._tags[name]

    def names(self, draft: Draft) -> list[Any]:
        """Return the keys of the person and the topics, for the fingerprint."""
        person = self._place.people.get(draft.item.creator)
        topics = [getattr(self._place.topics.get(slug), "pk", None) for slug in draft.topics]
        return [person and person.pk, topics]
