"""The form a reader fills: the core questions a page asks for, then the editor's own.

Every copy on a page has a prefix of its own, which names its fields, their ids and its captcha.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from wagtail.contrib.forms.forms import FormBuilder

from headless.text import clean_text
from leads.consents import Answer, Consent, consents_of, shown_wordings, versions_text
from leads.hours import ZONES
from leads.origin import FROM_ELSEWHERE
from leads.phones import is_dialable

if TYPE_CHECKING:
    from leads.models import CallbackFormPage

PREFIX = re.compile(r"[a-z][a-z0-9-]{0,40}", re.ASCII)
PAGE_PREFIX = "form"  # of the copy that a form page shows itself
# Asked with the question it belongs to.
PRESENCE_OF = {"time_zone": "best_time"}
EXTRA = "extra_"  # goes before an editor's field names: they cannot meet the core's
TRAP = "website"
TRAP_NAME = "leave_empty"
UNUSUAL_PHONE = (
    "This does not look like a phone number with its area code, such as 202-555-0123. "
    "Please check it. If it is right, send the form again."
)
NO_CONSENT = "Tick this box: without it we may not answer you."
MAX_ANSWER = 5_000  # characters of one answer to an editor's question


def without_control_characters(data: Mapping[str, Any]) -> QueryDict:
    """Return posted data without characters that nobody can have meant to type."""
    cleaned = QueryDict(mutable=True)
    lists = data.lists() if isinstance(data, QueryDict) else ((k, [v]) for k, v in data.items())
    for name, values in lists:
        cleaned.setlist(name, [clean_text(str(value)) for value in values])
    return cleaned


class TrapWidget(forms.TextInput):
    """Posts under a name of its own, `…-leave_empty`.

    Password managers and browsers fill in a "website", unseen, for honest people. The field's own
    name counts as well: only programs that learned an older page post it.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what stands under either name."""
        return data.get(name) or data.get(f"{name.removesuffix(TRAP_NAME)}{TRAP}")


class TrapField(forms.CharField):
    """The field that people do not see."""

    def __init__(self) -> None:
        super().__init__(label="Leave this empty", required=False, widget=TrapWidget)

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """Return the field under the name that nothing fills in."""
        bound: forms.BoundField = super().get_bound_field(form, field_name)
        bound.html_name = form.add_prefix(TRAP_NAME)
        return bound


class CallbackForm(forms.Form):
    """What every form has in common."""

    consents: list[Consent] = []
    # Not part of what the person said.
    helpers = (TRAP, "seconds", "wordings", "unusual_phone")

    # People neither see nor reach it; whoever fills it in is a program.
    website = TrapField()
    # How long the page was open, where a script could tell.
    seconds = forms.CharField(required=False, widget=forms.HiddenInput)
    # The wordings the reader saw, by version.
    wordings = forms.CharField(required=False, widget=forms.HiddenInput)
    # Set where the form comes back over an unusual number: the second time it is taken as it is.
    unusual_phone = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        if data is not None:
            data = without_control_characters(data)
        super().__init__(data, label_suffix="", **kwargs)
        self.initial["wordings"] = versions_text(self.consents)

    def clean_phone(self) -> str:
        """Ask once about a number that looks wrong, and take it the second time."""
        phone = self.cleaned_data["phone"]
        if phone and not is_dialable(phone) and not self._insists():
            raise forms.ValidationError(UNUSUAL_PHONE, code="phone")
        return phone

    def _insists(self) -> bool:
        return bool(self.data.get(self.add_prefix("unusual_phone")))

    def clean(self) -> dict[str, Any]:
        """Find the wordings that were shown; ask again where they are none of ours."""
        cleaned = super().clean() or {}
        self._require_consents(cleaned)
        if self.has_error("phone", "phone"):
            self._fill_in("unusual_phone", "1")
        self.shown_wordings = shown_wordings(cleaned.get("wordings", ""), self.consents)
        if self.shown_wordings is None:
            self._ask_for_consent_again()
        return cleaned

    def _require_consents(self, cleaned: dict[str, Any]) -> None:
        """Ask for the consents of the ways of contact that were given, and of no other."""
        for consent in self.consents:
            ticked = cleaned.get(consent.name)
            if consent.required and not ticked and self._was_given(consent.way):
                self.add_error(consent.name, forms.ValidationError(NO_CONSENT, code="required"))

    def _was_given(self, question: str) -> bool:
        return self.fields[question].required or bool(str(self[question].data or "").strip())

    def _ask_for_consent_again(self) -> None:
        self._fill_in("wordings", versions_text(self.consents))
        for consent in self.consents:
            self.data.pop(self.add_prefix(consent.name), None)  # type: ignore[attr-defined]
        raise forms.ValidationError(
            "What you agree to has changed since the page was opened. Please read it once more.",
            code="consent_changed",
        )

    def refuse_from_elsewhere(self, page: "CallbackFormPage") -> None:
        """Give the words back; each consent is given anew, on our own page."""
        message = format_html('{} <a href="{}">{}</a>', FROM_ELSEWHERE, page.url, page.title)
        self.add_error(None, forms.ValidationError(message, code="from_elsewhere"))
        for consent in self.consents:
            self.data.pop(self.add_prefix(consent.name), None)  # type: ignore[attr-defined]

    def _fill_in(self, name: str, value: str) -> None:
        """Set what the form shows when it comes back."""
        self.data[self.add_prefix(name)] = value  # type: ignore[index]

    @property
    def consent_answers(self) -> list[Answer]:
        """What the person did with each box, beside the wording that stood there."""
        wordings = self.shown_wordings or {}
        return [
            Answer(item.purpose, wordings[item.purpose], bool(self.cleaned_data[item.name]))
            for item in self.consents
        ]

    def salvage(self) -> None:
        """Complete `cleaned_data` of an invalid form whose sender cannot be asked any more.

        A text that a field refused is kept as it was typed; an unknown choice, or a consent whose
        wording is unknown, is none.
        """
        for name, field in self.fields.items():
            if name not in self.cleaned_data:
                raw = "" if isinstance(field, forms.ChoiceField) else self[name].data
                self.cleaned_data[name] = str(raw or "")[:MAX_ANSWER]
        if self.shown_wordings is None:
            self.shown_wordings = {item.purpose: item.wording for item in self.consents}
            self.cleaned_data |= {item.name: False for item in self.consents}

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields a reader sees, without the trap and the boxes of the consents."""
        boxes = {consent.name for consent in self.consents}
        return [
            field
            for field in self.visible_fields()
            if field.name not in boxes and field.name != TRAP
        ]

    @property
    def consent_boxes(self) -> list[tuple[forms.BoundField, bool]]:
        """The boxes, and whether each may stay empty whatever is given."""
        return [(self[consent.name], not consent.required) for consent in self.consents]

    @property
    def trap(self) -> forms.BoundField:
        """The field that people do not see."""
        return self[TRAP]

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
        "say_name": forms.CharField(
            label="Who shall we say is calling?",
            max_length=120,
            help_text="For when somebody else picks up or hears the voicemail: a first name, "
            "“the office”. Empty: we say nothing about ourselves.",
            error_messages={"required": "Tell us what to say to whoever picks up."},
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
        "caller": forms.ChoiceField(
            label="Who is this for?",
            choices=[("", "I would rather not say"), *CallbackRequest.Caller.choices],
            error_messages={"required": "Choose one."},
        ),
        "best_time": forms.ChoiceField(
            label="Best time to call",
            choices=CallbackRequest.BestTime.choices,
            initial=CallbackRequest.BestTime.ANY,
            error_messages={"required": "Choose a time of day."},
        ),
        "time_zone": forms.ChoiceField(
            label="In which time zone?",
            choices=[("", "The zone of my area code"), *ZONES.items()],
            required=False,
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
        presence = getattr(page, PRESENCE_OF.get(name, name))
        if presence == "hidden":
            continue
        field.required = presence == "required" and name not in PRESENCE_OF
        fields[name] = field
    extra = ExtraFields(page.form_fields.all()).formfields
    fields |= {f"{EXTRA}{name}": field for name, field in extra.items()}
    consents = consents_of(page)
    fields |= {consent.name: _box(consent, page) for consent in consents}
    return type("PageCallbackForm", (CallbackForm,), {**fields, "consents": consents})


def posted_fields(data: QueryDict, prefix: str) -> list[tuple[str, str]]:
    """Return the label and the posted name of what people write, whatever form they wrote it on."""
    words = ("name", "say_name", "phone", "email", "comments")
    fields = _core_fields()
    core = [(str(fields[name].label), f"{prefix}-{name}") for name in words]
    begin = f"{prefix}-{EXTRA}"
    extra = [name for name in data if name.startswith(begin)]
    labels = (name.removeprefix(begin).replace("_", " ").capitalize() for name in extra)
    return [*core, *zip(labels, extra, strict=True)]


def form_class_without_page(consents: list[Consent], extra: list[str]) -> type[CallbackForm]:
    """Return the form of a page that was deleted: every core question, and what else was sent."""
    fields: dict[str, Any] = _core_fields()
    fields |= {
        f"{EXTRA}{name}": forms.CharField(label=name, required=False, max_length=MAX_ANSWER)
        for name in extra
    }
    for field in fields.values():
        field.required = False
    fields |= {consent.name: _box(consent) for consent in consents}
    return type("FormWithoutPage", (CallbackForm,), {**fields, "consents": consents})


def _box(consent: Consent, page: "CallbackFormPage | None" = None) -> forms.BooleanField:
    """Return the box; browsers are told to ask for it only where it is needed in any case."""
    always = consent.required and page is not None and getattr(page, consent.way) == "required"
    depends = consent.required and page is not None and not always
    given = "a phone number" if consent.way == "phone" else "an email address"
    return forms.BooleanField(
        label=consent.wording,
        required=False,  # the form asks for it, by what was given
        widget=forms.CheckboxInput(attrs={"required": always}),
        help_text=f"Needed if you give {given}." if depends else "",
    )


def form_url(page: "CallbackFormPage") -> str:
    """Return where the form of `page` is posted."""
    return reverse("leads:call_back", args=(page.pk,))
