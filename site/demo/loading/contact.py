"""Who answers the phone, on which lines, and the forms by which readers ask for a call."""

from datetime import time
from typing import Any

from demo.building import Builder
from demo.content import contact
from home.models import HomePage
from leads.models import (
    Answerer,
    CallbackFormField,
    CallbackFormPage,
    PhoneLine,
    Recipient,
    StaffedHours,
)


def lines_and_forms(builder: Builder, home: HomePage) -> None:
    """Add answerers, recipients and lines, and the form pages below the home page."""
    answerers = {key: _answerer(builder, **values) for key, values in contact.ANSWERERS.items()}
    for values in contact.RECIPIENTS:
        recipient = Recipient(**values)
        builder.check(recipient)
        recipient.save()
    for key, values in contact.LINES.items():
        line = PhoneLine(**{**values, "answerer": answerers[values["answerer"]]})
        builder.check(line)
        line.save()
        builder.lines[key] = line
    for form in contact.FORMS:
        page = CallbackFormPage(
            title=form.title,
            slug=form.slug,
            summary=form.summary,
            answerer=answerers[form.answerer],
            submit_label=form.submit_label,
            thank_you_heading=form.thank_you_heading,
            thank_you_text=form.thank_you_text,
            **form.asks,
        )
        page.form_fields = [
            CallbackFormField(sort_order=place, **question)
            for place, question in enumerate(form.extra)
        ]
        builder.add(home, page, form.body)


def _answerer(builder: Builder, staffed: tuple[str, time, time], **values: Any) -> Answerer:
    answerer = Answerer(**values)
    days, opens, closes = staffed
    answerer.staffed_hours = [StaffedHours(days=days, opens=opens, closes=closes)]
    builder.check(answerer)
    answerer.save()
    return answerer
