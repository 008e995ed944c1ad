"""The conversation below an article, as its page shows it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.models import Site

from blog.comments import threads
from blog.comments.forms import CommentForm
from blog.comments.opening import opening_of
from blog.models import ArticlePage, CommentSettings
from headless.cache.tags import declared, hold_until
from leads.captcha import get_captcha

THREADS_A_PAGE = 100
PARAMETER = "comments"  # of the query: which page of threads
_LONGEST = 6  # digits of its number


@dataclass(frozen=True)
class Part:
    """One page of an article's threads, and what there is in all."""

    threads: list[threads.Node]
    number: int
    pages: int
    total: int  # comments

    @property
    def previous(self) -> int:
        """The number of the page before, or zero."""
        return self.number - 1

    @property
    def next(self) -> int:
        """The number of the page after, or zero."""
        return self.number + 1 if self.number < self.pages else 0


def conversation(article: ArticlePage, request: HttpRequest) -> dict[str, Any]:
    """Return what the section below an article needs; 404 for a page of threads that is none.

    A page of an unsaved article, in the preview, has nothing.
    """
    if article.pk is None:
        return {}
    site = Site.find_for_request(request)
    settings = CommentSettings.for_request(request) if site else CommentSettings()
    opening = opening_of(article, settings)
    if opening.until:
        hold_until(opening.until)
    return {
        "article": article,
        "opening": opening,
        "team_name": settings.team_name,
        "part": read_part(article, request.GET.get(PARAMETER, "1")),
        **(writing(article) if opening.is_open else {}),
    }


def feed_of(article: ArticlePage, request: HttpRequest) -> str:
    """Return the address of an article's comments as RSS; '' where there will be none."""
    if article.pk is None or Site.find_for_request(request) is None:
        return ""
    settings = CommentSettings.for_request(request)
    takes_some = settings.enabled or opening_of(article, settings).is_open
    return reverse("comments:article_feed", args=(article.pk,)) if takes_some else ""


def read_part(article: ArticlePage, text: str) -> Part:
    """Return the page of threads of that number, in one query; 404 where there is none."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST else 0
    if number < 1:
        raise Http404("No such page of the comments")
    start = (number - 1) * THREADS_A_PAGE
    with declared(threads.comments_tag(article.pk)):
        found = threads.read_slice(article.pk, start, THREADS_A_PAGE)
    if not found.of and number > 1:
        raise Http404("No such page of the comments")
    pages = -(-found.of // THREADS_A_PAGE) or 1
    return Part(found.threads, number, pages, found.comments)


def writing(article: ArticlePage, form: CommentForm | None = None) -> dict[str, Any]:
    """Return what a form to write with needs: an empty one, or the one with errors."""
    form = form or CommentForm(article)
    captcha: SafeString = get_captcha().render(str(form.prefix))
    return {"form": form, "captcha": captcha}
