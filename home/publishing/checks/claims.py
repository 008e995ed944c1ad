"""Claims that nobody can keep.

The rule: what is advertised must be true and backed by evidence (Federal Trade Commission, Health
Products Compliance Guidance, 2022; for treatment of opioid use also the Opioid Addiction Recovery
Fraud Prevention Act of 2018, 15 U.S.C. 45d). No treatment helps everybody, and no service can keep
everything secret: some must report.
"""

import re
from collections.abc import Iterator

from home.publishing.check import Check, Finding
from home.publishing.checks.phrases import find_phrases, phrase
from home.publishing.draft import Draft

_NOBODY = "Nobody can promise this. Say what is offered, and how often it helps, with a source."
_LIMITS = "There are always limits. Say who learns what, and when."
_RANK = "Say by whose count, with a source, or leave it out."
_ALL = r"(?:100|one hundred|a hundred) ?(?:%|percent|per cent)"

CLAIMS = (
    phrase(r"guarante(?:e[sd]?|eing)", _NOBODY),
    phrase(rf"{_ALL} (?:effective|safe|success\w*|cured?|natural|painless|free of risk)", _NOBODY),
    phrase(r"(?:success|recovery) rates? of (?:9\d|100) ?(?:%|percent)", _NOBODY),
    phrase(r"(?:miracle|instant|permanent|complete|total) (?:cures?|recovery|results)", _NOBODY),
    phrase(r"(?:cures?|cured) (?:of )?(?:addiction|alcoholism)", _NOBODY),
    phrase(r"risk[- ]free|painless (?:detox|withdrawal)|never relapse", _NOBODY),
    phrase(
        rf"(?:{_ALL}|completely|totally|absolutely|always|strictly)"
        r" (?:confidential|private|anonymous|discreet)",
        _LIMITS,
    ),
    # “Leading to”, “a leading cause”, “leading up” claim nothing.
    phrase(
        r"leading(?! (?:to|up|into|from|away|the way|causes?|risk|reasons?|you|them|her|an?)\b)",
        _RANK,
    ),
    phrase(r"(?:#|no\. ?|number )(?:1|one) (?:rated|ranked|choice|rehab|center|program)", _RANK),
    phrase(r"world[- ]class|best[- ]in[- ]class|top[- ]rated|unrivall?ed|second to none", _RANK),
    phrase(r"the (?:very )?best (?:rehabs?|treatment|care|centers?|programs?|clinics?)", _RANK),
)
# “There is no guarantee”, “nobody can guarantee”, “is not always private”: the opposite of a claim.
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|nobody|cannot|none|without|neither|nothing)\b|n[’']t\b)"
    r"(?:\W+\w+){0,3}?\W+(?:guarante|completely|totally|absolutely|always|strictly|risk|leading|best"
    r"|100|cure|instant|miracle)\w*",
    re.IGNORECASE,
)


class AbsoluteClaims(Check):
    """“Guaranteed”, “leading”, “100% confidential” and the like."""

    code = "claims"
    label = "Absolute claim"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each claim in words of ours; a denial is none."""
        ours = (text for text in draft.texts if not text.quoted)
        return find_phrases(ours, CLAIMS, except_in=_DENIED)
