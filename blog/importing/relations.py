"""What stands below new articles, stored for a chunk at once."""

from collections.abc import Sequence
from typing import Any

from blog.models import ArticleAuthor, ArticlePage, ArticleTag


def write_relations(pages: Sequence[Any]) -> None:
    """Store the authors, tags and topics that were set on new articles."""
    articles = [page for page in pages if isinstance(page, ArticlePage)]
    authors: list[ArticleAuthor] = []
    tags: list[ArticleTag] = []
    topics: list[Any] = []
    through = ArticlePage.topics.through
    for page in articles:
        for author in page.article_authors.all():
            author.article_id = page.pk
            authors.append(author)
        for tag in page.tagged_items.all():
            tag.content_object_id = page.pk
            tags.append(tag)
        topics += [
            through(articlepage_id=page.pk, topicpage_id=topic.pk) for topic in page.topics.all()
        ]
    ArticleAuthor.objects.bulk_create(authors)
    ArticleTag.objects.bulk_create(tags)
    through.objects.bulk_create(topics)
