"""What front ends are told about answerers, numbers and forms."""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from typing_extensions import TypedDict

if TYPE_CHECKING:
    from leads.models import Answerer, CallbackFormPage, PhoneLine


class AnswererReference(TypedDict):
    """Who answers, with what readers must be told."""

    name: str
    kind: str
    is_paid: bool
    disclosure: str
    licence: str
    website: str
    hours: str


class PhoneLineReference(TypedDict):
    """A number to call."""

    label: str
    number: str
    e164: str
    kind: str
    answerer: AnswererReference


class Choice(TypedDict):
    """One answer to choose."""

    value: str
    label: str


class FormFieldDescription(TypedDict):
    """One question of a form, enough to draw it."""

    name: str
    label: str
    type: str
    required: bool
    help: str
    max_length: int | None
    autocomplete: str
    choices: list[Choice]


class FormDescription(TypedDict):
    """Where a form is posted and what it asks."""

    action: str
    fields: list[FormFieldDescription]


def represent_answerer(answerer: "Answerer") -> AnswererReference:
    """Return what readers are told about an answerer; nothing of the contract."""
    return {
        "name": answerer.name,
        "kind": answerer.kind,
        "is_paid": answerer.is_paid,
        "disclosure": answerer.disclosure,
        "licence": answerer.licence,
        "website": answerer.website,
        "hours": answerer.hours,
    }


def represent_line(line: "PhoneLine") -> PhoneLineReference:
    """Return a number with who answers it."""
    return {
        "label": line.label,
        "number": line.number,
        "e164": line.e164,
        "kind": line.kind,
        "answerer": represent_answerer(line.answerer),
    }


def describe_form(page: "CallbackFormPage") -> FormDescription:
    """Return the form of `page` as data: the same fields that HTML shows."""
    from leads.forms import form_class, form_url

    return {
        "action": form_url(page),
        "fields": [_describe(name, field) for name, field in form_class(page).base_fields.items()],
    }


def _describe(name: str, field: Any) -> FormFieldDescription:
    choices = [(value, label) for value, label in getattr(field, "choices", ()) if value != ""]
    kind = field.widget.__class__.__name__ if choices else getattr(field.widget, "input_type", "")
    return {
        "name": name,
        "label": str(field.label),
        "type": (kind or "textarea").lower(),
        "required": field.required,
        "help": str(field.help_text),
        "max_length": getattr(field, "max_length", None),
        "autocomplete": field.widget.attrs.get("autocomplete", ""),
        "choices": [{"value": str(value), "label": str(label)} for value, label in choices],
    }


class AnswererField(Field):
    """Serializes a foreign key to an answerer."""

    def to_representation(self, value: "Answerer") -> AnswererReference:
        """Return the reference."""
        return represent_answerer(value)


class FormFieldsField(Field):
    """Serializes a form page's form."""

    def to_representation(self, value: "CallbackFormPage") -> FormDescription:
        """Return the description."""
        return describe_form(value)
