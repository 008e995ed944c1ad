"""What staff fill in at the desk and over the inbox."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from leads.models import FLOW, CallbackRequest

Status = CallbackRequest.Status
CloseReason = CallbackRequest.CloseReason


class StatusForm(forms.Form):
    """Where the request goes next."""

    status = forms.ChoiceField(label="Next status")
    close_reason = forms.ChoiceField(
        label="If closed, why", choices=[("", "–"), *CloseReason.choices], required=False
    )

    def __init__(self, *args: Any, request: CallbackRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = FLOW[Status(request.status)]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (value, Status(value).label) for value in following
        ]


# After a browser's Back the field is empty, not filled with what was sent from it.
_EMPTY: dict[str, Any] = {"rows": 3, "autocomplete": "off"}


class CommentForm(forms.Form):
    """A note by staff."""

    text = forms.CharField(label="Comment", max_length=5_000, widget=forms.Textarea(attrs=_EMPTY))


class AssignForm(forms.Form):
    """Who takes care of the request."""

    # With what it showed beside it, so that what nobody touched undoes no colleague's choice.
    assigned_to: Any = forms.ModelChoiceField(
        queryset=None, empty_label="Nobody", required=False, show_hidden_initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = staff()  # type: ignore[attr-defined]


class BulkForm(forms.Form):
    """One step for several requests."""

    TAKE = "take"
    step = forms.ChoiceField(
        label="With the chosen ones",
        choices=[
            (TAKE, "Assign to me"),
            ("attempted", "Set to attempted"),
            *((f"closed:{value}", f"Close: {label}") for value, label in CloseReason.choices),
        ],
    )
    chosen = forms.ModelMultipleChoiceField(
        queryset=CallbackRequest.objects.all(),
        error_messages={"required": "Choose at least one request."},
    )


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
