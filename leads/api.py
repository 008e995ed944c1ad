"""What front ends are told about answerers, numbers and forms."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NotRequired

from django.http import JsonResponse
from django.urls import NoReverseMatch, reverse
from rest_framework.fields import Field
from typing_extensions import TypedDict

from headless.cache.tags import depend
from headless.problems import FieldProblem, Problem, problem
from headless.representations import PageReference, page_reference
from home.crisis import CrisisLineValue, Danger, as_json, lines_for

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


class ConsentDescription(TypedDict):
    """A box of its own, unticked; send its version back with the answer.

    `required` holds where the question named by `way` is answered.
    """

    purpose: str
    wording: str
    version: str
    required: bool
    way: str


class FormDescription(TypedDict):
    """Where a form is posted and what it asks."""

    action: str
    requests: str
    title: str
    submit_label: str
    fields: list[FormFieldDescription]
    consents: list[ConsentDescription]
    answerer: "AnswererReference"
    captcha: dict[str, str]


class Receipt(TypedDict):
    """Says that a request is kept, in the database or sealed on the disk, and nothing of it.

    Who repeats one is told that it is `known`, and its receipt only for the same `Idempotency-Key`.
    """

    receipt: str | None
    state: str
    crisis_lines: list[CrisisLineValue]


class WordsProblem(Problem):
    """Why what somebody wrote was not taken. Show the lines to them: there wherever it was read."""

    crisis_lines: NotRequired[list[CrisisLineValue]]


def words_problem(
    status: int,
    kind: str,
    detail: str,
    errors: Iterable[FieldProblem] = (),
    *,
    dangers: Collection[Danger],
    extensions: Mapping[str, Any] | None = None,
    **headers: str,
) -> JsonResponse:
    """Return the answer, as `problem` does, with the lines that fit what was written."""
    extensions = {"crisis_lines": as_json(lines_for(dangers)), **(extensions or {})}
    return problem(status, kind, detail, errors, extensions=extensions, **headers)


def represent_answerer(answerer: "Answerer") -> AnswererReference:
    """Return what readers are told about an answerer; nothing of the contract."""
    depend(f"record-leads.answerer-{answerer.pk}")
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
    depend(f"record-leads.phoneline-{line.pk}")
    return {
        "label": line.label,
        "number": line.number,
        "e164": line.e164,
        "kind": line.kind,
        "answerer": represent_answerer(line.answerer),
    }


def describe_form(page: "CallbackFormPage") -> FormDescription:
    """Return the form of `page` as data: the same fields that HTML shows."""
    from leads.captcha import get_captcha
    from leads.forms import form_class, form_url

    form = form_class(page)()
    consents: list[ConsentDescription] = [
        {
            "purpose": str(item.purpose),
            "wording": item.wording,
            "version": item.version,
            "required": item.required,
            "way": item.way,
        }
        for item in form.consents
    ]
    return {
        "action": form_url(page),
        "requests": _requests_url(page),
        "title": page.title,
        "submit_label": page.submit_label,
        "fields": [describe_field(field.name, field.field) for field in form.questions],
        "consents": consents,
        "answerer": represent_answerer(page.answerer),
        "captcha": get_captcha().describe(),
    }


def _requests_url(page: "CallbackFormPage") -> str:
    """Return where the API takes requests; empty in a project that left it out."""
    try:
        return reverse("wagtailapi_v2:forms:requests", args=(page.pk,))
    except NoReverseMatch:
        return ""


def describe_field(name: str, field: Any) -> FormFieldDescription:
    """Return one question of a form as data."""
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


class ReachableAnswerer(AnswererReference):
    """An answerer with every way to reach them."""

    contract_from: str | None
    contract_to: str | None
    lines: list[PhoneLineReference]
    forms: list[PageReference]


class AnswerersField(Field):
    """Serializes the answerers of a page about who answers."""

    def to_representation(self, value: Iterable["Answerer"]) -> list[ReachableAnswerer]:
        """Return them in order; here, and only here, with the contract's dates."""
        return [
            {
                **represent_answerer(answerer),
                "contract_from": _date(answerer.contract_from),
                "contract_to": _date(answerer.contract_to),
                "lines": [represent_line(line) for line in answerer.lines.all()],
                "forms": [page_reference(page) for page in answerer.public_forms],
            }
            for answerer in value
        ]


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None
