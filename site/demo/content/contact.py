"""Who answers, on which numbers, and the three forms."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from demo.writing import Block, call_out, steps, text

ANSWERERS: dict[str, dict[str, Any]] = {
    "publisher": {
        "name": "Harbor & Hearth",
        "kind": "publisher",
        "disclosure": "We answer ourselves. We are paid by no facility for doing so.",
        "staffed": ("01234", time(9), time(17)),
    },
    "sponsor": {
        "name": "Lantern Bay Helpline",
        "kind": "sponsor",
        "is_paid": True,
        "disclosure": "Lantern Bay pays us to show its number. You need not choose its programs.",
        "licence": "Fictional license MA-SU-0100",
        "contract_from": date(2026, 1, 1),
        "contract_to": date(2027, 12, 31),
        "staffed": ("0123456", time(7), time(23)),
    },
}

LINES: dict[str, dict[str, str]] = {
    "hotline": {
        "label": "Talk to somebody",
        "number": "617-555-0142",
        "kind": "hotline",
        "answerer": "sponsor",
    },
    "office": {
        "label": "Our office",
        "number": "617-555-0118",
        "kind": "general",
        "answerer": "publisher",
    },
}


@dataclass(frozen=True)
class Form:
    """A call-back form; `asks` overrides the presence of core questions."""

    slug: str
    title: str
    summary: str
    answerer: str
    asks: dict[str, str]
    submit_label: str
    thank_you_heading: str
    thank_you_text: str
    extra: list[dict[str, Any]] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)


FORMS = [
    Form(
        slug="call-back",
        title="Ask for a call",
        summary="Leave a number. Somebody calls you back, at the time you choose.",
        answerer="sponsor",
        asks={"email": "optional", "say_name": "optional"},
        submit_label="Ask for a call",
        thank_you_heading="Thank you. We have your number.",
        thank_you_text=(
            "<p>Somebody calls you within an hour, while they are there. "
            "If you do not pick up, we try once more later.</p>"
        ),
        extra=[
            {
                "label": "What would help you most?",
                "field_type": "checkboxes",
                "required": False,
                "choices": "Somebody to listen\nA program near me\nWhat it costs",
            },
        ],
        body=[
            steps(
                "What happens next",
                ("We call you", "You hear a person, not a recording. Hang up whenever you like."),
                ("You decide", "You get names of programs, from more than one provider."),
                ("Nothing else", "We do not put you on a list, and we do not call anybody else."),
            )
        ],
    ),
    Form(
        slug="call-me",
        title="Call me",
        summary="Just a number. Everything else can wait.",
        answerer="sponsor",
        asks=dict.fromkeys(("name", "caller", "best_time", "comments"), "hidden"),
        submit_label="Call me",
        thank_you_heading="Thank you. We will call you.",
        thank_you_text="<p>Somebody calls you within an hour, while they are there.</p>",
    ),
    Form(
        slug="contact",
        title="Write to us",
        summary="Questions about an article, corrections, or anything that is not urgent.",
        answerer="publisher",
        asks={
            "phone": "optional",
            "email": "required",
            "best_time": "hidden",
            "caller": "hidden",
            "comments": "required",
        },
        submit_label="Send",
        thank_you_heading="Thank you for writing.",
        thank_you_text="<p>We read everything and answer within three working days.</p>",
        body=[
            call_out(
                "important",
                "Not for emergencies",
                "Nobody reads this at night. In danger, use the numbers at the top of the page.",
            ),
            text("If something we wrote is wrong, tell us where. We correct it and say so."),
        ],
    ),
]

# Who learns of requests, in the demo's mail folder.
RECIPIENTS: list[dict[str, Any]] = [
    {"name": "Intake team", "address": "intake@harbor.example"},
    {
        "name": "Intake manager",
        "address": "intake-manager@harbor.example",
        "by_default": False,
        "on_escalation": True,
    },
]
