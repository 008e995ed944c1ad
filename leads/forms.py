"""The form a reader fills: the core questions a page asks for, then the editor's own.

Every copy on a page has a prefix of its own, which names its fields, their ids and its captcha.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from wagtail.contrib.forms.forms import FormBuilder

from leads.phones import check_phone

if TYPE_CHECKING:
    from leads.models import CallbackFormPage

PREFIX = re.compile(r"[a-z][a-z0-9-]{0,40}", re.ASCII)
PAGE_PREFIX = "form"  # of the copy that a form page shows itself
EXTRA = "extra_"  # goes before an editor's field names: they cannot meet the core's
MAX_ANSWER = 5_000  # characters of one answer to an editor's question
# Control characters other than tab and line ends: nobody means them, databases refuse some.
_CONTROL = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000)]
)


def without_control_characters(data: Mapping[str, Any]) -> QueryDict:
    """Return posted data without characters that nobody can have meant to type."""
    cleaned = QueryDict(mutable=True)
    lists = data.lists() if isinstance(data, QueryDict) else ((k, [v]) for k, v in data.items())
    for name, values in lists:
        cleaned.setlist(name, [str(value).translate(_CONTROL) for value in values])
    return cleaned


class CallbackForm(forms.Form):
    """What every form has in common."""

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        if data is not None:
            data = without_control_characters(data)
        super().__init__(data, label_suffix="", **kwargs)

    def clean_phone(self) -> str:
        """Check that somebody could dial it."""
        phone = self.cleaned_data["phone"]
        if phone:
            check_phone(phone)
        return phone

    @property
    def extra_answers(self) -> dict[str, Any]:
        """The answers to the editor's questions, by label, ready to be stored as JSON."""
        names = [name for name in self.cleaned_data if name.startswith(EXTRA)]
        return {str(self.fields[name].label): _plain(self.cleaned_data[name]) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, list | bool) or value is None:
        return value
    return str(value)


def _core_fields() -> dict[str, forms.Field]:
    from leads.models.requests import CallbackRequest

    return {
        "phone": forms.CharField(
            label="Phone number",
            max_length=40,
            widget=forms.TextInput(
                attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
            ),
            error_messages={"required": "Enter the phone number we should call."},
        ),
        "name": forms.CharField(
            label="Your name",
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            help_text="A first name is enough.",
            error_messages={"required": "Enter a name we may call you by."},
        ),
        "email": forms.EmailField(
            label="Email address",
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            error_messages={
                "required": "Enter the email address we should answer to.",
                "invalid": "Enter an email address like name@example.org.",
            },
        ),
        "best_time": forms.ChoiceField(
            label="Best time to call",
            choices=CallbackRequest.BestTime.choices,
            initial=CallbackRequest.BestTime.ANY,
            error_messages={"required": "Choose a time of day."},
        ),
        "comments": forms.CharField(
            label="Anything we should know",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Write a few words."},
        ),
    }


class ExtraFields(FormBuilder):
    """Wagtail's form builder, with bounds on what is stored."""

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Build a text field of several lines with a greatest length."""
        return super().create_multiline_field(field, {**options, "max_length": MAX_ANSWER})

    def create_hidden_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Build a hidden field; nobody could mend it, so it is never required."""
        options |= {"max_length": MAX_ANSWER, "required": False}
        return super().create_hidden_field(field, options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Build a date field with the browser's own date picker."""
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return super().create_date_field(field, {**options, "widget": widget})


def form_class(page: "CallbackFormPage") -> type[CallbackForm]:
    """Return the form class of a page: its core questions in order, then the editor's."""
    fields: dict[str, Any] = {}
    for name, field in _core_fields().items():
        presence = getattr(page, name)
        if presence == "hidden":
            continue
        field.required = presence == "required"
        fields[name] = field
    extra = ExtraFields(page.form_fields.all()).formfields
    fields |= {f"{EXTRA}{name}": field for name, field in extra.items()}
    return type("PageCallbackForm", (CallbackForm,), fields)


def form_url(page: "CallbackFormPage") -> str:
    """Return where the form of `page` is posted."""
    return reverse("leads:call_back", args=(page.pk,))
