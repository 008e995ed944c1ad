"""The lines that help at once. They stand on every page and every error page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CrisisLine:
    """A number to call now; `dial` is what the `tel:` link dials."""

    dial: str
    display: str
    name: str
    help: str
    source: str


CRISIS_LINES = (
    CrisisLine(
        "911",
        "911",
        "Emergency",
        "Someone is in danger or has overdosed",
        "https://www.fcc.gov/general/9-1-1-and-e9-1-1-services",
    ),
    CrisisLine(
        "988",
        "988",
        "Suicide & Crisis Lifeline",
        "Call or text, free, day and night",
        "https://988lifeline.org/",
    ),
)
# SAMHSA's National Helpline: treatment referral, not an emergency service.
NATIONAL_HELPLINE = CrisisLine(
    "+18006624357",
    "1-800-662-4357",
    "SAMHSA National Helpline",
    "Free treatment referral, day and night, paid for by the government",
    "https://www.samhsa.gov/find-help/helplines/national-helpline",
)
