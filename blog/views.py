"""Taking comments, and giving their authors back what is theirs: no cookie, no token of a session.

Posts answer with 303; what has errors comes back with status 422 and all that was written.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from blog.comments import intake, posting, states, threads
from blog.comments.feeds import CommentFeed
from blog.comments.forms import PREFIX, CommentForm, WordsForm
from blog.comments.links import comment_of, editable_until, own_path, token_of
from blog.comments.opening import opening_of, settings_for
from blog.comments.showing import PARAMETER, THREADS_A_PAGE, writing
from blog.models import ArticlePage, Comment, CommentEvent
from headless.cache.tags import offer
from headless.visibility import public_pages
from leads.kept_words import give_back
from leads.origin import FROM_ELSEWHERE, is_same_origin

GONE = "This article is not here any more"
GONE_SUMMARY = (
    "It was taken down or moved while you were writing, so we could not take your comment. "
    "If you need somebody to talk to, the numbers below answer now."
)
COMMENT_GONE = "This comment is not here any more"
COMMENT_GONE_SUMMARY = "Its address is not valid, so we could not take your new words."
TOO_LATE = "This comment cannot be changed any more"
TOO_LATE_SUMMARY = (
    "That is possible for ten minutes, and not once it is deleted or turned down. We have not kept "
    "your new words."
)
LARGEST_ID = 2**31 - 1
View = Callable[..., HttpResponse]


def personal(view: View) -> View:
    """Keep what a view answers out of every cache and index."""

    @csrf_exempt  # in its place: leads.origin
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@personal
def write(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the form by itself, or take it."""
    try:
        article = _article(article_id)
    except Http404:
        if request.method != "POST":
            raise
        return give_back(request, GONE, GONE_SUMMARY, _fields())
    if request.method != "POST":
        return _form(request, CommentForm(article))
    form = CommentForm(article, request.POST)
    if not is_same_origin(request):
        form.is_valid()
        form.add_error(None, FROM_ELSEWHERE)
        return _form(request, form, status=403)
    taken = posting.post(form, request)
    if taken is None:
        return _form(request, form, status=422)
    if taken.is_senders:
        return _see_other(f"{own_path(taken.comment)}#main")
    context = {"article": article, "comment": taken.comment}
    return render(request, "blog/comments/known.html", context)


@personal
def reply(request: HttpRequest, article_id: int, comment_id: int) -> HttpResponse:
    """Show the form that answers a comment; it is posted to `write`."""
    article = _article(article_id)
    visible = threads.visible().filter(article=article)
    parent = visible.filter(pk=comment_id).first() if comment_id <= LARGEST_ID else None
    if parent is None:
        raise Http404("There is no such comment")
    return _form(request, CommentForm(article, initial={"parent": parent.pk}), parent=parent)


@personal
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show an author how the comment stands, with the crisis lines where it speaks of danger."""
    return _own(request, "own", _comment(token))


@personal
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """Let an author change the words, for ten minutes; the comment waits again."""
    try:
        comment = _comment(token)
    except Http404:
        if request.method != "POST":
            raise
        return give_back(request, COMMENT_GONE, COMMENT_GONE_SUMMARY, _fields())
    if editable_until(comment) is None:
        return _too_late(request) if request.method == "POST" else _own(request, "own", comment)
    if request.method != "POST":
        form = WordsForm(initial={"name": comment.name, "text": comment.text})
        return _own(request, "edit", comment, form=form)
    form = WordsForm(request.POST)
    status = 422 if is_same_origin(request) else 403
    if not form.is_valid() or status == 403:
        if status == 403:
            form.add_error(None, FROM_ELSEWHERE)
        return _own(request, "edit", comment, form=form, status=status)
    if not intake.edit(comment, form.cleaned_data["name"], form.cleaned_data["text"]):
        return _too_late(request)
    return _see_other(f"{own_path(comment)}#main")


@personal
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Ask an author once, then delete the comment for good."""
    comment = _comment(token)
    if request.method != "POST":
        return _own(request, "delete", comment)
    if not is_same_origin(request):
        return _own(request, "delete", comment, status=403)
    states.remove([comment.pk], CommentEvent.Kind.REMOVED)
    return _see_other(f"{own_path(comment)}#main")


@require_safe
def at(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Lead to a visible comment, on whichever page of its article's threads it stands."""
    found = threads.visible().select_related("article")
    comment = found.filter(pk=comment_id).first() if comment_id <= LARGEST_ID else None
    if comment is None or comment.article.url is None:
        raise Http404("There is no such comment")
    number = threads.place_of(comment) // THREADS_A_PAGE + 1
    query = f"?{PARAMETER}={number}" if number > 1 else ""
    return _see_other(f"{comment.article.url}{query}#{comment.anchor}", status=302)


@require_safe
def feed(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """Answer with the newest comments as RSS: of one article, or of all."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("No site answers here")
    article = _article(article_id) if article_id is not None else None
    offer()
    return CommentFeed(site, article)(request)


def _too_late(request: HttpRequest) -> HttpResponse:
    return give_back(request, TOO_LATE, TOO_LATE_SUMMARY, _fields(), status=410)


def _fields() -> list[tuple[str, str]]:
    """Return the label and the posted name of what a reader writes."""
    fields = CommentForm.base_fields
    return [(str(fields[name].label), f"{PREFIX}-{name}") for name in ("name", "text")]


def _article(article_id: int) -> ArticlePage:
    if article_id > LARGEST_ID:
        raise Http404("There is no such article")
    article = public_pages(ArticlePage).filter(pk=article_id).first()
    if article is None or article.url is None:
        raise Http404("There is no such article")
    return article


def _comment(token: str) -> Comment:
    comment = comment_of(token)
    if comment is None:
        raise Http404("There is no such comment")
    return comment


def _see_other(address: str, status: int = 303) -> HttpResponse:
    return HttpResponse(status=status, headers={"Location": address})


def _form(
    request: HttpRequest, form: CommentForm, *, parent: Comment | None = None, status: int = 200
) -> HttpResponse:
    article = form.article
    if parent is None and form.is_bound:
        parent = form.cleaned_data.get("parent")
    opening = opening_of(article, settings_for(article))
    context = {
        "article": article,
        "opening": opening,
        "parent": parent and threads.Node(parent.pk, 1, parent),
        "form": form,
        "talk": {"article": article, **writing(article, form)},
    }
    return render(request, "blog/comments/write.html", context, status=status)


def _own(
    request: HttpRequest, name: str, comment: Comment, *, status: int = 200, **context: Any
) -> HttpResponse:
    token, article = token_of(comment), comment.article
    context |= {
        "comment": comment,
        "node": threads.Node(comment.pk, 1, comment),
        "article": article if public_pages(ArticlePage).filter(pk=article.pk).exists() else None,
        "editable_until": editable_until(comment),
        **{verb: reverse(f"comments:{verb}", args=(token,)) for verb in ("own", "edit", "delete")},
    }
    return render(request, f"blog/comments/{name}.html", context, status=status)
