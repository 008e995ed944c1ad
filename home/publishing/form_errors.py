"""What keeps the editor's form itself from being published: empty and invalid fields."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

from home.publishing.check import Check, Finding, Level
from home.publishing.running import Result


class FormCheck(Check):
    """No check that a site chooses: Wagtail itself refuses to publish such a form."""

    code = "form"
    label = "Field to fill in or mend"
    level = Level.BLOCK


_CHECK = FormCheck()


def form_results(form: Any) -> list[Result]:
    """Return a finding for each field, block and row of a bound form that is not valid."""
    results = []
    for name, field in form.fields.items():
        label = field.label or name
        for place, message in _messages(form, name):
            results.append(Result(_CHECK, Level.BLOCK, Finding(message, place), label))
    for name, rows in form.formsets.items():
        if name != "comments" and rows.is_bound:
            found = _row_messages(rows)
            results.extend(Result(_CHECK, Level.BLOCK, Finding(text, name)) for text in found)
    return results


def _messages(form: Any, name: str) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of each fault of a field; of a stream, of each block."""
    for error in form.errors[name].as_data() if name in form.errors else ():
        blocks = getattr(error, "block_errors", None)
        if not blocks:
            own = getattr(error, "non_block_errors", None) or [error]
            yield from ((name, text) for each in own for text in _texts(each))
            continue
        value = form[name].data
        for number, fault in blocks.items():
            child = value[number]
            texts = dict.fromkeys(_texts(fault))
            yield f"{name}.{child.id or ''}", f"{child.block.label}: {' '.join(texts)}"


def _texts(error: Any) -> Iterator[str]:
    """Yield the texts of an error, or of those within it, however deep its blocks lie."""
    if isinstance(error, (list, ErrorList)):
        for each in error:
            yield from _texts(each)
        return
    within = [getattr(error, "non_block_errors", None), getattr(error, "block_errors", None)]
    within.append(getattr(error, "cell_errors", None))
    if any(within):
        for part in filter(None, within):
            for each in part.values() if isinstance(part, dict) else part:
                yield from _texts(each)
    elif isinstance(error, dict):
        for each in error.values():
            yield from _texts(each)
    elif isinstance(error, ValidationError):
        yield from error.messages
    elif error is not None:
        yield str(error)


def _row_messages(rows: Any) -> Iterator[str]:
    rows.is_valid()  # a row knows whether it is to be deleted only once it was read
    for number, row in enumerate(rows.forms, start=1):
        if rows._should_delete_form(row):
            continue
        for name, errors in row.errors.items():
            label = row.fields[name].label if name in row.fields else ""
            yield ", ".join(filter(None, (f"Row {number}", label))) + f": {' '.join(errors)}"
    yield from rows.non_form_errors()
