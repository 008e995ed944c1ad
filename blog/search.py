"""Keeps an article's authors and tags findable."""

from typing import Any

from wagtail.search import index

from blog.models import ArticlePage


def index_published_article(sender: type, instance: ArticlePage, **kwargs: Any) -> None:
    """Index an article once its authors and tags are stored with it.

    Wagtail indexes a page when its own row is saved, which is before those rows are.
    """
    index.insert_or_update_object(instance)
