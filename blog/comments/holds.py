"""Why somebody must read a comment before it is shown. Nothing here refuses one."""

import re
from enum import StrEnum

import phonenumbers

from home.crisis import find_dangers
from leads.phones import HOME_REGION


class Hold(StrEnum):
    """One reason."""

    NEW = "new"
    CRISIS = "crisis"
    LINK = "link"
    MAIL = "mail"
    PHONE = "phone"
    ADVERTISING = "advertising"
    WORD = "word"
    CAPTCHA = "captcha"
    UNUSUAL = "unusual"
    EDITED = "edited"


WORDS = {
    Hold.NEW: "Every comment is read first",
    Hold.CRISIS: "The writer, or somebody they write of, may be in danger",
    Hold.LINK: "Holds a link",
    Hold.MAIL: "Holds a mail address",
    Hold.PHONE: "Holds a phone number",
    Hold.ADVERTISING: "Sounds like a facility's advertising",
    Hold.WORD: "Holds a word of the ban list",
    Hold.CAPTCHA: "The captcha could not be checked",
    Hold.UNUSUAL: "Was sent in an unusual way",
    Hold.EDITED: "Was changed by its author",
}
# Links as browsers and readers take them: with a scheme, or a host that people type.
LINK = re.compile(
    r"https?://|\bwww\.|(?<![@\w-])[\w-]+\.(?:com|org|net|info|biz|io|co|us|shop|xyz)\b", re.I
)
_MAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}\.\w{2,}")
# How facilities and those who sell their leads speak of themselves.
_ADVERTISING = re.compile(
    r"""
    \b(?:
        (?:call|contact|text)\s+(?:us|now|today) | our\s+(?:facility|rehab|program|cent(?:er|re))
      | we\s+(?:offer|accept|specialize|provide) | verify\s+your\s+(?:insurance|benefits)
      | (?:most|all|major)\s+insurances? | admissions | free\s+(?:consultation|assessment|quote)
      | luxury | world[\s-]class | state[\s-]of[\s-]the[\s-]art | visit\s+our
      | (?:best|top|leading)\s+(?:rehab|detox)\w* | beds?\s+available | success\s+rates?
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
MANY_LINKS = 5


def holds_of(name: str, text: str) -> list[Hold]:
    """Return what in a comment's own words needs somebody's eyes; the name counts as words."""
    said = f"{name}\n{text}"
    found = {
        Hold.CRISIS: bool(find_dangers(name, text)),
        Hold.LINK: LINK.search(said) is not None,
        Hold.MAIL: _MAIL.search(said) is not None,
        Hold.PHONE: _has_number(said),
        Hold.ADVERTISING: _ADVERTISING.search(said) is not None,
    }
    return [hold for hold, is_found in found.items() if is_found]


def has_many_links(text: str) -> bool:
    """Say whether there are more links than a person writes."""
    return len(LINK.findall(text)) > MANY_LINKS


def _has_number(said: str) -> bool:
    possible = phonenumbers.Leniency.POSSIBLE
    return phonenumbers.PhoneNumberMatcher(said, HOME_REGION, leniency=possible).has_next()
