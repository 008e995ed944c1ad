"""The desk for one request: what is shown, and what staff may do.

Personal values go to the page alone: never into a message, a title or the log.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from leads.encryption import UnreadableValueError
from leads.models import CallbackRequest, RequestComment
from leads.phones import dial

UNREADABLE = "Cannot be read: the value is damaged, or its key was removed."


class StatusForm(forms.Form):
    """Where the request stands."""

    status = forms.ChoiceField(choices=CallbackRequest.Status.choices)


class CommentForm(forms.Form):
    """A note by staff."""

    text = forms.CharField(
        label="Comment", max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class AssignForm(forms.Form):
    """Who takes care of the request."""

    assigned_to: Any = forms.ModelChoiceField(queryset=None, empty_label="Nobody", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = staff()  # type: ignore[attr-defined]


def staff() -> QuerySet:
    """Return the active users who may read requests."""
    permission = Permission.objects.filter(
        content_type__app_label="leads", codename="view_callbackrequest"
    )
    may = (
        Q(is_superuser=True)
        | Q(groups__permissions__in=permission)
        | Q(user_permissions__in=permission)
    )
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(pk__in=users.filter(may).values("pk")).order_by("username")


@dataclass(frozen=True)
class Value:
    """One fact about the person; `readable` is False where it could not be decrypted."""

    label: str
    text: str
    readable: bool = True
    link: str = ""


class Desk:
    """What the template of one request needs."""

    def __init__(self, request: CallbackRequest, user: Any) -> None:
        self.request = request
        self.may_set_status = user.has_perm("leads.change_status_callbackrequest")
        self.may_comment = user.has_perm("leads.comment_callbackrequest")
        self.may_assign = user.has_perm("leads.assign_callbackrequest")
        self.is_mine = request.assigned_to_id == user.pk
        self.status_form = StatusForm(initial={"status": request.status})
        self.comment_form = CommentForm()
        self.assign_form = AssignForm(initial={"assigned_to": request.assigned_to_id})

    def values(self) -> Iterable[Value]:
        """Yield what the person told us, each value on its own: one may be damaged."""
        for label, name, make_link in (
            ("Phone", "phone", self._tel),
            ("Name", "name", None),
            ("Email", "email", lambda email: f"mailto:{email}"),
            ("Comments", "comments", None),
        ):
            text = _read(self.request, name)
            if text is None:
                yield Value(label, UNREADABLE, readable=False)
            elif text:
                yield Value(label, text, link=make_link(text) if make_link else "")
        yield from self._answers()

    def _answers(self) -> Iterable[Value]:
        answers = _read(self.request, "answers")
        if answers is None:
            yield Value("Other answers", UNREADABLE, readable=False)
        for label, answer in (answers or {}).items():
            yield Value(label, _as_text(answer))

    def _tel(self, phone: str) -> str:
        return f"tel:{dial(phone, _read(self.request, 'phone_e164'))}"

    def comments(self) -> Iterable[dict[str, Any]]:
        """Yield the notes in order."""
        for note in self.request.notes.defer("text").select_related("author"):
            text = _read(note, "text")
            yield {"note": note, "text": UNREADABLE if text is None else text}


def _read(instance: Any, name: str) -> Any:
    """Return a decrypted value, '' for none, or None where it cannot be read."""
    try:
        return getattr(instance, name) or ""
    except (UnreadableValueError, ValueError):
        return None


def _as_text(answer: Any) -> str:
    if isinstance(answer, list):
        return ", ".join(str(part) for part in answer)
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    return "" if answer is None else str(answer)


Action = Callable[[HttpRequest, CallbackRequest], None]


def _action(permission: str) -> Callable[[Action], Callable[..., HttpResponse]]:
    """Make a view of an action: POST only, for those who may see requests and do this to them."""

    def decorate(action: Action) -> Callable[..., HttpResponse]:
        @require_admin_access
        @require_POST
        @wraps(action)
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            needed = ("leads.view_callbackrequest", f"leads.{permission}_callbackrequest")
            if not request.user.has_perms(needed):
                raise PermissionDenied
            item = get_object_or_404(CallbackRequest, pk=pk)
            action(request, item)
            return redirect(reverse("leads_requests_modeladmin_inspect", args=(item.pk,)))

        return view

    return decorate


@_action("change_status")
def set_status(request: HttpRequest, item: CallbackRequest) -> None:
    """Set where the request stands."""
    form = StatusForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the statuses.")
        return
    item.status = form.cleaned_data["status"]
    item.save(update_fields=["status"])
    messages.success(request, f"{item} is now: {item.get_status_display()}.")


@_action("change_status")
def take(request: HttpRequest, item: CallbackRequest) -> None:
    """Assign the request to whoever asks, where nobody has it."""
    free = CallbackRequest.objects.filter(pk=item.pk, assigned_to=None)
    if not free.update(assigned_to=request.user):
        messages.warning(request, f"{item} has somebody already.")
        return
    CallbackRequest.objects.filter(pk=item.pk, status=CallbackRequest.Status.NEW).update(
        status=CallbackRequest.Status.ASSIGNED
    )
    messages.success(request, f"{item} is yours.")


@_action("assign")
def assign(request: HttpRequest, item: CallbackRequest) -> None:
    """Give the request to somebody, or to nobody."""
    form = AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose somebody who may read requests.")
        return
    item.assigned_to = form.cleaned_data["assigned_to"]
    if item.assigned_to and item.status == CallbackRequest.Status.NEW:
        item.status = CallbackRequest.Status.ASSIGNED
    item.save(update_fields=["assigned_to", "status"])
    messages.success(request, f"{item} is assigned to {item.assigned_to or 'nobody'}.")


@_action("comment")
def comment(request: HttpRequest, item: CallbackRequest) -> None:
    """Note something on the request."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Write a comment of at most 5,000 characters.")
        return
    RequestComment.objects.create(request=item, author=request.user, text=form.cleaned_data["text"])
    messages.success(request, f"Your comment on {item} is kept.")
