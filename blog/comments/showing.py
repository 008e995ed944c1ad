"""The conversation below an article, as its page shows it."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils.safestring import SafeString

from blog.comments import threads
from blog.comments.forms import CommentForm
from blog.comments.opening import opening_of, settings_for
from blog.models import ArticlePage
from headless.cache.tags import declared, hold_until
from leads.captcha import get_captcha

THREADS_A_PAGE = 100
PARAMETER = "comments"  # of the query: which page of threads


def conversation(article: ArticlePage, number: str) -> dict[str, Any]:
    """Return what the section below an article needs; 404 for a page of threads that is none.

    A page of an unsaved article, in the preview, has nothing.
    """
    if article.pk is None:
        return {}
    settings = settings_for(article)
    opening = opening_of(article, settings)
    if opening.until:
        hold_until(opening.until)
    total = threads.count_of(article.pk)
    return {
        "article": article,
        "opening": opening,
        "team_name": settings.team_name,
        "total": total,
        "page": _threads(article, number) if total else None,
        **(writing(article) if opening.is_open else {}),
    }


def _threads(article: ArticlePage, number: str) -> Any:
    with declared(threads.comments_tag(article.pk)):
        try:
            page = Paginator(threads.roots_of(article.pk), THREADS_A_PAGE).page(number)
        except InvalidPage as error:
            raise Http404("No such page of the comments") from error
        page.object_list = threads.grow(page.object_list)
    return page


def writing(article: ArticlePage, form: CommentForm | None = None) -> dict[str, Any]:
    """Return what a form to write with needs: an empty one, or the one with errors."""
    form = form or CommentForm(article)
    captcha: SafeString = get_captcha().render(str(form.prefix))
    return {"form": form, "captcha": captcha}
