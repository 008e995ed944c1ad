"""Whether an article takes comments, and until when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from blog.models import ArticlePage, CommentSettings


@dataclass(frozen=True)
class Opening:
    """Whether readers may comment now; `until` where that will end by itself."""

    is_open: bool
    until: datetime | None = None


def opening_of(article: ArticlePage, settings: CommentSettings) -> Opening:
    """Return whether an article is open: by its own switch, else by the site's settings."""
    if article.reader_comments != ArticlePage.Comments.SITE:
        return Opening(article.reader_comments == ArticlePage.Comments.OPEN)
    if not settings.enabled:
        return Opening(is_open=False)
    if settings.close_after_days is None or article.first_published_at is None:
        return Opening(is_open=True)
    until = article.first_published_at + timedelta(days=settings.close_after_days)
    return Opening(is_open=True, until=until) if timezone.now() < until else Opening(is_open=False)


def settings_for(article: ArticlePage) -> CommentSettings:
    """Return the settings of the site at which an article stands; the defaults at none."""
    site = article.get_site()
    return CommentSettings.for_site(site) if site else CommentSettings()
