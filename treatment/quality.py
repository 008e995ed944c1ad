"""The five federal signs of quality treatment, read off a facility's service codes.

The signs are those of SAMHSA's fact sheet 'Finding Quality Treatment for Substance Use Disorders'
(PEP18-TREATMENT-LOC, 2018), which NIDA and NIAAA share. Which codes speak for a sign is our reading
of it; Mark, Dowd and Council did likewise with the survey of 2017
(https://doi.org/10.3768/rtipress.2020.rr.0040.2007). A sign is reported or not reported: the survey
is the facility's own word, so nothing is counted, scored or compared.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from treatment.models import FacilityPage, Service
    from treatment.services import ServiceGroup

SOURCE_NAME = "SAMHSA, Finding Quality Treatment for Substance Use Disorders (2018)"
SOURCE_URL = (
    "https://library.samhsa.gov/product/"
    "finding-quality-treatment-substance-use-disorders/pep18-treatment-loc"
)


class Sign(NamedTuple):
    """A sign, what it means to a reader, what to ask, and the codes that speak for it."""

    name: str
    meaning: str
    ask: str
    codes: frozenset[str]


class SignReport(NamedTuple):
    """A sign and the services by which the facility reported it; none: not reported."""

    sign: Sign
    services: "list[Service]"


SIGNS = (
    Sign(
        "Accreditation",
        "The state has licensed it, or an independent group has checked it.",
        "Is your license in good standing, and how is your staff trained?",
        # Not DEA, which lets it handle medicines, nor FQHC, which is about funding.
        frozenset({"STAG", "STMH", "STDH", "HLA", "CARF", "COA", "HFAP", "JC", "NCQA", "SOTP"}),
    ),
    Sign(
        "Medication",
        "It offers medicine approved for opioid or alcohol use.",
        "Which medicines do you offer, and may I stay on mine?",
        # Given or prescribed here: MOA and ACMA only accept what others prescribe.
        frozenset(
            {"MU", "BU", "NU", "PMAT", "OMB", "OTP", "MM", "BUM", "UB", "UN", "RPN", "MWS"}
            | {"METH", "BSDM", "BWN", "BWON", "BERI", "NXN", "VTRL", "ACM", "DSF"}
        ),
    ),
    Sign(
        "Proven therapies",
        "It uses therapies that research has shown to work.",
        "Which therapies do you use, and how do you know that they help?",
        frozenset({"CBT", "MOTI", "CMI", "CRV", "MXM", "RELP", "TWFA", "DBT"}),
    ),
    Sign(
        "Families",
        "It includes families in treatment.",
        "How can my family take part?",
        frozenset({"FCO", "MCO", "CFT", "FPSY"}),
    ),
    Sign(
        "Recovery support",
        "Help goes on after treatment: a coach, housing, work, groups.",
        "What support is there after treatment ends?",
        frozenset({"ACC", "RC", "PEER", "SHG", "HS", "HH", "EMP", "AOSS", "SEMP", "SH"}),
    ),
)


def signs_reported(services: "Iterable[Service]") -> list[SignReport]:
    """Return the five signs, each with the services that speak for it."""
    offered = list(services)
    return [
        SignReport(sign, [service for service in offered if service.code in sign.codes])
        for sign in SIGNS
    ]


def signs_of(page: "FacilityPage", groups: "Iterable[ServiceGroup]") -> list[SignReport]:
    """Return the signs of a facility that was asked: only the survey of substance use asks."""
    if not page.treats_substance_use:
        return []
    return signs_reported(service for group in groups for service in group.services)
