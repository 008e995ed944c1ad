"""What the list and the desk post to: each asks for its right, and is told back in a message."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from blog.comments import erasure, states
from blog.models import Comment
from blog.moderation import answering, banning, decisions, rights
from blog.moderation.forms import EditForm, OriginForm, ReplyForm

Action = Callable[..., str]
SEEN = "seen"


class NotPossibleError(ValueError):
    """The step cannot be taken now; the message says why."""


def _action(right: str) -> Callable[[Action], Callable[..., HttpResponse]]:
    """Make a view of an action, which returns the words that say what was done."""

    def decorate(action: Action) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(action)
        def view(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
            rights.require(request.user, right)  # before the comment is looked up
            comment = get_object_or_404(Comment.objects.select_related("article"), pk=pk)
            try:
                messages.success(request, action(request, comment, **kwargs))
            except NotPossibleError as error:
                messages.error(request, str(error))
            back = get_valid_next_url_from_request(request)
            return redirect(back or reverse("reader_comments:comment", args=(pk,)))

        return view

    return decorate


def _valid(form: Form) -> dict[str, Any]:
    if not form.is_valid():
        complaints = (f"{form[name].label}: {errors[0]}" for name, errors in form.errors.items())
        raise NotPossibleError(f"Nothing was changed. {' '.join(complaints)}")
    return form.cleaned_data


@_action(rights.MODERATE)
def decide(request: HttpRequest, comment: Comment, decision: str) -> str:
    """Approve, reject, mark as spam or put back."""
    chosen = decisions.BY_NAME.get(decision)
    if chosen is None:
        raise Http404
    seen = {comment.pk: request.GET[SEEN]} if request.GET.get(SEEN) else None
    if not decisions.decide(request.user, [comment.pk], chosen, seen):
        raise NotPossibleError(decisions.why_not(comment, chosen))
    return f"{comment} is {chosen.done}."


@_action(rights.EDIT)
def edit(request: HttpRequest, comment: Comment) -> str:
    """Correct the words; what stood there goes into the trace."""
    data = _valid(EditForm(request.POST))
    seen, now = request.GET.get(SEEN), comment.version
    if not states.correct(comment, data["text"], user=request.user):
        raise NotPossibleError(f"{comment} is removed: there is nothing left to edit.")
    if seen and seen != now:
        return f"{comment} is changed, and was changed by somebody else before: see the trace."
    return f"{comment} is changed. The trace keeps what stood there."


@_action(rights.REPLY)
def reply(request: HttpRequest, comment: Comment) -> str:
    """Answer in the publisher's name."""
    try:
        answering.answer(request.user, comment, _valid(ReplyForm(request.POST))["text"])
    except answering.NotShownError as error:
        raise NotPossibleError(str(error)) from error
    return f"Your answer to {comment} is on the page."


@_action(rights.BAN)
def ban(request: HttpRequest, comment: Comment) -> str:
    """Put whoever wrote it, or its network, on the ban list."""
    data = _valid(OriginForm(request.POST))
    made, is_new = banning.ban(request.user, comment, data["kind"], data["reason"])
    if made is None:
        raise NotPossibleError(f"{comment} came without this: there is nothing to ban.")
    return f"Banned: {made}." if is_new else f"Banned already: {made}."


@_action(rights.ERASE)
def erase(request: HttpRequest, comment: Comment) -> str:
    """Empty it for good."""
    if not erasure.erase([comment.pk], request.user):
        raise NotPossibleError(f"{comment} holds nothing any more.")
    return f"{comment} is erased."
