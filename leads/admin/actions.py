"""What the desk and the inbox post to: each a step of `leads.workflow`, told back in a message."""

from collections.abc import Callable
from functools import wraps
from itertools import chain

from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from leads import workflow
from leads.admin.forms import AssignForm, BulkForm, CommentForm, StatusForm
from leads.erasure import erase_for
from leads.models import CallbackRequest
from leads.workflow import NotPossibleError

TOO_LONG = "Write a comment of at most 5,000 characters."
Action = Callable[[HttpRequest, CallbackRequest], str]


def _action(permission: str) -> Callable[[Action], Callable[..., HttpResponse]]:
    """Make a view of an action, which returns the words that say what was done."""

    def decorate(action: Action) -> Callable[..., HttpResponse]:
        @require_admin_access
        @require_POST
        @wraps(action)
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            workflow.require(request.user, permission)  # before the request is looked up
            item = get_object_or_404(CallbackRequest, pk=pk)
            # First: what was filled in beside the button stays, whatever becomes of the step.
            if action.__name__ != "comment":
                _keep_comment(request, item)
            if action.__name__ not in ("take", "assign"):
                _keep_choice(request, item)
            try:
                with transaction.atomic():
                    _look_out(request, item)
                    done = action(request, item)
                messages.success(request, done)
            except NotPossibleError as error:
                messages.error(request, str(error))
            return redirect(reverse("leads_requests_modeladmin_inspect", args=(item.pk,)))

        return view

    return decorate


def _keep_comment(request: HttpRequest, item: CallbackRequest) -> None:
    """Keep what was written beside the button that was pressed: all buttons share one form."""
    form = CommentForm(request.POST)
    if not request.POST.get("text", "").strip():
        return
    if not form.is_valid():
        messages.error(request, TOO_LONG)
    elif workflow.may(request.user, "comment"):
        try:
            workflow.comment(request.user, item, form.cleaned_data["text"])
            messages.success(request, f"Your comment on {item} is kept.")
        except NotPossibleError as error:
            messages.warning(request, str(error))


def _look_out(request: HttpRequest, item: CallbackRequest) -> None:
    """Raise NotPossibleError where somebody else was quicker, where the form tells what it saw."""
    seen = request.POST.get("seen", "")
    if seen.isascii() and seen.isdecimal() and len(seen) < 19:
        workflow.look_out(request.user, item, int(seen))


def _keep_choice(request: HttpRequest, item: CallbackRequest) -> None:
    """Assign the request to whom was chosen beside another button; not where nobody chose."""
    form = AssignForm(request.POST)
    chosen = "assigned_to" in request.POST and form.has_changed()
    if chosen and workflow.may(request.user, "assign"):
        try:
            with transaction.atomic():
                _look_out(request, item)
                done = _assign(request, item, form)
            messages.success(request, done)
        except NotPossibleError as error:
            messages.error(request, str(error))


def _assign(request: HttpRequest, item: CallbackRequest, form: AssignForm) -> str:
    to = _valid(form, "Choose somebody who may read requests.")["assigned_to"]
    workflow.assign(request.user, item, to)
    return f"{item} is assigned to {to or 'nobody'}."


def _valid(form: Form, complaint: str) -> dict:
    if not form.is_valid():
        raise NotPossibleError(complaint)
    return form.cleaned_data


@_action("change_status")
def set_status(request: HttpRequest, item: CallbackRequest) -> str:
    """Move the request along."""
    form = StatusForm(request.POST, request=item)
    data = _valid(form, f"{item} is {item.get_status_display()}: choose one of the next statuses.")
    workflow.set_status(request.user, item, data["status"], data["close_reason"])
    return f"{item} is now: {CallbackRequest.Status(data['status']).label}."


@_action("change_status")
def take(request: HttpRequest, item: CallbackRequest) -> str:
    """Assign the request to whoever asks."""
    workflow.take(request.user, item)
    return f"{item} is yours."


@_action("assign")
def assign(request: HttpRequest, item: CallbackRequest) -> str:
    """Give the request to somebody, or to nobody."""
    return _assign(request, item, AssignForm(request.POST))


@_action("comment")
def comment(request: HttpRequest, item: CallbackRequest) -> str:
    """Note something on the request."""
    data = _valid(CommentForm(request.POST), TOO_LONG)
    workflow.comment(request.user, item, data["text"])
    return f"Your comment on {item} is kept."


@_action("delete")
def erase(request: HttpRequest, item: CallbackRequest) -> str:
    """Erase the person."""
    erase_for(request.user, item)
    return f"The personal data of {item} is erased."


@require_admin_access
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Take one step with several requests; say of how many it was possible."""
    workflow.require(request.user, "change_status")
    form = BulkForm(request.POST)
    if form.is_valid():
        _take_steps(request, form.cleaned_data)
    else:
        messages.error(request, " ".join(map(str, chain.from_iterable(form.errors.values()))))
    return redirect("leads_requests_modeladmin_index")


def _take_steps(request: HttpRequest, data: dict) -> None:
    status, _, reason = data["step"].partition(":")
    done = 0
    for item in data["chosen"]:
        try:
            if status == BulkForm.TAKE:
                workflow.take(request.user, item)
            else:
                workflow.set_status(request.user, item, status, reason)
            done += 1
        except NotPossibleError as error:
            messages.warning(request, str(error))
    if done:
        messages.success(request, f"{done} of {len(data['chosen'])} requests done.")
