"""What templates ask about comments."""

from typing import Any

from django import template
from django.http import HttpRequest

from blog.comments.showing import conversation, feed_of
from blog.models import ArticlePage

register = template.Library()


@register.simple_tag
def reader_comments(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Return the conversation below an article, the page of it that is asked for."""
    return conversation(article, request)


@register.simple_tag
def comment_feed(article: ArticlePage, request: HttpRequest) -> str:
    """Return where a feed reader follows the comments; '' where nobody can write any."""
    return feed_of(article, request)
