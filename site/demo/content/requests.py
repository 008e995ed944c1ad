"""What readers asked for by phone and by mail. Nobody of them exists."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from leads.flags import Flag

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Wish:
    """A wish to be called: what was filled in, how long ago, and the steps staff took since."""

    said: dict[str, Any]
    ago: timedelta
    steps: tuple[tuple[str, str], ...] = ()  # (status, reason for closing)
    flags: tuple[Flag, ...] = ()
    form: str = "call-back"


WISHES = [
    Wish(
        {
            "phone": "617-555-0121",
            "name": "Dana",
            "comments": "I do not want to live like this any more. I want to kill myself.",
        },
        timedelta(minutes=4),
    ),
    Wish(
        {"phone": "617-555-0122", "name": "Lee", "best_time": "evening", "caller": "self"},
        timedelta(minutes=20),
    ),
    Wish({"phone": "617-555-0123"}, timedelta(minutes=45), form="call-me"),
    Wish(
        {"phone": "617-555-0124", "name": "Ana", "caller": "other", "comments": "For my son."},
        3 * DAY,
    ),
    Wish(
        {"phone": "617-555-0125", "name": "Chris", "comments": "Is there a waiting list?"},
        timedelta(minutes=30),
        steps=(("assigned", ""),),
    ),
    Wish(
        {"phone": "617-555-0126", "name": "Jo", "best_time": "morning"},
        DAY,
        steps=(("assigned", ""), ("attempted", "")),
    ),
    Wish(
        {"phone": "617-555-0127", "name": "Kim", "comments": "What does a week cost?"},
        2 * DAY,
        steps=(("assigned", ""), ("reached", "")),
    ),
    Wish(
        {"phone": "617-555-0128", "name": "Noor", "email": "noor@example.org"},
        4 * DAY,
        steps=(("assigned", ""), ("reached", ""), ("handed_off", "")),
    ),
    Wish(
        {"phone": "617-555-0129", "name": "Pat", "caller": "self"},
        6 * DAY,
        steps=(("assigned", ""), ("attempted", ""), ("reached", ""), ("closed", "helped")),
    ),
    Wish(
        {"phone": "617-555-0130", "name": "Robin"},
        8 * DAY,
        steps=(("assigned", ""), ("attempted", ""), ("closed", "not_reached")),
    ),
    Wish(
        {"phone": "617-555-0131", "name": "Best Leads", "comments": "Buy leads from us"},
        5 * HOUR,
        flags=(Flag.TRAP, Flag.FAST),
    ),
]

CONFIRMED = ["ash@example.org", "brook@example.org", "clay@example.org"]
LEFT = ["fern@example.org"]
UNCONFIRMED = ["glen@example.org"]


@dataclass(frozen=True)
class Issue:
    """An issue of the newsletter."""

    subject: str
    intro: str
    articles: list[str] = field(default_factory=list)


SENT = Issue(
    "The first ninety days, one evening at a time",
    "<p>Three things to read when the house is quiet.</p>",
    ["the-first-ninety-days", "the-next-twenty-minutes"],
)
DRAFT = Issue(
    "Paying for care without losing sleep",
    "<p>What to ask before you sign, and who helps you ask.</p>",
    ["how-to-pay-for-care"],
)
