"""What a facility's page tells, in the order in which readers ask."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpRequest
from django.utils.dateparse import parse_date
from wagtail.models import Site

from leads.models import CallbackFormPage, LeadsSettings
from treatment.quality import SOURCE_NAME, SOURCE_URL, signs_of
from treatment.services import ServiceGroup

if TYPE_CHECKING:
    from treatment.models import FacilityPage, Service

EDITOR = "editor"
OUR_EDITORS = "Our editors"

# The question, and the categories that answer it. What stands first is read first.
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Kinds of care", ("TC", "OTHR")),
    ("Where and how often", ("SET",)),
    ("Withdrawal", ("DETOX",)),
    ("Medication for opioid or alcohol use", ("OM", "OT", "AUT")),
    ("How to pay", ("PAY", "PYAS")),
    ("Whom it serves", ("EXCL", "AGE", "GN")),
    ("Languages", ("SL", "OL")),
)
# Asked for by fewer people: folded until somebody opens them.
MORE_QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Programs made for a group of people", ("SG",)),
    ("Therapies and counseling", ("TAP", "ECS")),
    ("Support during treatment and after", ("RSS", "TRSRV", "AS")),
    ("In a mental health emergency", ("EMS",)),
    ("Tests and health care", ("ASPT", "SCR", "MSRV")),
    ("Medicines by name", ("PHR", "OMSC", "SMAT")),
    ("Licenses and accreditation", ("LCA",)),
    ("What kind of place it is", ("FT", "HOSP", "FOP")),
    ("Smoking and vaping", ("SMP", "FVP")),
)

# What readers call a field of `FacilityPage.provenance`.
_LABELS = {
    "title": "Name",
    "name2": "Name",
    "street": "Address",
    "street2": "Address",
    "city": "Address",
    "state": "Address",
    "zip": "Address",
    "county": "Address",
    "position": "Place on the map",
    "latitude": "Place on the map",
    "longitude": "Place on the map",
    "position_source": "Place on the map",
    "phones": "Phone numbers",
    "website": "Website",
    "hours": "Opening hours",
    "services": "Services, payment and languages",
    "surveys": "Federal surveys",
    "treats_substance_use": "Federal surveys",
    "treats_mental_health": "Federal surveys",
}


class Answer(NamedTuple):
    """What a facility answers to one question."""

    question: str
    services: "list[Service]"


class Known(NamedTuple):
    """From whom and of when we have a part of the profile."""

    part: str
    source: str
    on: date | None


def _answers(
    groups: Iterable[ServiceGroup], questions: tuple[tuple[str, tuple[str, ...]], ...]
) -> list[Answer]:
    by_category = {group.category.code: group.services for group in groups}
    answers = [
        Answer(question, [s for code in codes for s in by_category.get(code, [])])
        for question, codes in questions
    ]
    return [answer for answer in answers if answer.services]


def _unasked(groups: Iterable[ServiceGroup]) -> list[Answer]:
    """Return what no question above covers, so that nothing reported is lost."""
    asked = {code for _, codes in (*QUESTIONS, *MORE_QUESTIONS) for code in codes}
    return [
        Answer(group.category.name, group.services)
        for group in groups
        if group.category.code not in asked
    ]


def known_from(provenance: dict[str, dict[str, str]]) -> list[Known]:
    """Return each part of the profile with its sources, in the order of the page.

    The editor's name stays inside: it is often the name they log in with.
    """
    found: dict[Known, None] = {}
    for field, label in _LABELS.items():
        if noted := provenance.get(field):
            source = OUR_EDITORS if noted["source"] == EDITOR else noted["source"]
            found[Known(label, source, _day(noted.get("date", "")))] = None
    return sorted(found, key=lambda known: list(_LABELS.values()).index(known.part))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def last_checked(known: Iterable[Known]) -> date | None:
    """Return when our editors last checked a part of the profile."""
    days = (part.on for part in known if part.source == OUR_EDITORS and part.on)
    return max(days, default=None)


def surveys(page: "FacilityPage") -> list[str]:
    """Return the federal surveys the facility answered, as a sentence has them."""
    answered = {
        "substance use treatment": page.treats_substance_use,
        "mental health treatment": page.treats_mental_health,
    }
    return [name for name, is_answered in answered.items() if is_answered]


def describe_profile(page: "FacilityPage", groups: list[ServiceGroup]) -> dict[str, Any]:
    """Return what the page's template needs beside the page."""
    known = known_from(page.provenance)
    reported = page.provenance.get("services", {})
    return {
        "answers": _answers(groups, QUESTIONS),
        "more_answers": [*_answers(groups, MORE_QUESTIONS), *_unasked(groups)],
        "signs": signs_of(page, groups),
        "signs_source": {"name": SOURCE_NAME, "url": SOURCE_URL},
        "signs_on": _day(reported.get("date", "")) or page.source_date,
        "known_from": known,
        "last_checked": last_checked(known),
        "surveys": surveys(page),
    }


def callback_offer(page: "FacilityPage", request: HttpRequest) -> CallbackFormPage | None:
    """Return the site's call-back form where somebody else than this facility would call."""
    if Site.find_for_request(request) is None:
        return None
    form_page = LeadsSettings.for_request(request).public_form
    return form_page if form_page and form_page.answerer.name != page.title else None
