"""The lines that help at once. The first two stand on every page and every error page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from typing_extensions import TypedDict

from home.crisis.dangers import Danger


@dataclass(frozen=True)
class CrisisLine:
    """A number to call now; `dial` is what the `tel:` link dials."""

    dial: str
    display: str
    name: str
    help: str
    source: str


class CrisisLineValue(TypedDict):
    """A line that helps at once, as JSON: show it to who wrote."""

    dial: str
    display: str
    name: str
    help: str


EMERGENCY = CrisisLine(
    "911",
    "911",
    "Emergency",
    "Someone is in danger or has overdosed",
    "https://www.fcc.gov/general/9-1-1-and-e9-1-1-services",
)
LIFELINE = CrisisLine(
    "988",
    "988",
    "Suicide & Crisis Lifeline",
    "Call or text, free, day and night",
    "https://988lifeline.org/",
)
CRISIS_LINES = (EMERGENCY, LIFELINE)
# SAMHSA's National Helpline: treatment referral, not an emergency service.
NATIONAL_HELPLINE = CrisisLine(
    "+18006624357",
    "1-800-662-4357",
    "SAMHSA National Helpline",
    "Free treatment referral, day and night, paid for by the government",
    "https://www.samhsa.gov/find-help/helplines/national-helpline",
)
DOMESTIC_VIOLENCE = CrisisLine(
    "+18007997233",
    "1-800-799-7233",
    "National Domestic Violence Hotline",
    "If somebody hurts or threatens you: free, day and night",
    "https://www.thehotline.org/",
)
CHILDHELP = CrisisLine(
    "+18004224453",
    "1-800-422-4453",
    "Childhelp National Child Abuse Hotline",
    "If a child is hurt or in danger: call or text, free, day and night",
    "https://www.childhelphotline.org/",
)
EVERY_CRISIS_LINE = (*CRISIS_LINES, DOMESTIC_VIOLENCE, CHILDHELP)
# Public services: they stand in texts without a record of who answers them.
PUBLIC_LINES = (*EVERY_CRISIS_LINE, NATIONAL_HELPLINE)
_BESIDES = {Danger.VIOLENCE: DOMESTIC_VIOLENCE, Danger.CHILD: CHILDHELP}


def lines_for(dangers: Collection[Danger]) -> tuple[CrisisLine, ...]:
    """Return the lines to show to who wrote of these dangers; none where there is none.

    911 and 988 always, and the line made for a danger besides them.
    """
    if not dangers:
        return ()
    besides = (line for danger, line in _BESIDES.items() if danger in dangers)
    return (*CRISIS_LINES, *besides)


def as_json(lines: Iterable[CrisisLine]) -> list[CrisisLineValue]:
    """Return lines for the answer of an API."""
    return [
        {"dial": line.dial, "display": line.display, "name": line.name, "help": line.help}
        for line in lines
    ]
