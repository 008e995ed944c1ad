"""Words that hurt the people we write for, each with one that does not.

After the National Institute on Drug Abuse, “Words Matter: Preferred Language for Talking About
Addiction” (https://nida.nih.gov/nidamed-medical-health-professionals/health-professions-education/
words-matter-terms-to-use-avoid-when-talking-about-addiction); the wording of the advice is ours.
"""

import re
from collections.abc import Iterator

from home.publishing.check import Check, Finding
from home.publishing.checks.phrases import Phrase, find_phrases, phrase
from home.publishing.draft import Draft


def _rather(pattern: str, better: str) -> Phrase:
    return phrase(pattern, f"Rather: {better}.")


WORDS = (
    _rather(r"(?:former|reformed|ex-?)[ -]?(?:addicts?|alcoholics?|junkies?)",
            "person in recovery"),
    _rather(r"(?<!former )(?<!reformed )addicts?|junk(?:ie|y|ies)s?|druggies?|crackheads?",
            "person with a substance use disorder, or who uses drugs"),
    _rather(r"(?<!former )(?<!reformed )alcoholics?|drunkards?|a drunk|drunks|winos?",
            "person with alcohol use disorder, or who drinks"),
    _rather(r"(?:drug|substance|alcohol|opioid) abus(?:e|ers?|ing)|abusers?",
            "substance use, or substance use disorder"),
    _rather(r"(?:drug|substance|bad) habits?|kick(?:ed|ing)? the habit",
            "substance use disorder; for stopping: recovering"),
    _rather(r"addicted (?:bab(?:y|ies)|newborns?|infants?)|crack bab(?:y|ies)",
            "baby born to a mother who used drugs; newborn with withdrawal"),
    _rather(r"(?:got|gets?|getting|stay(?:s|ed|ing)?|came) clean|clean and sober",
            "in recovery, or not using"),
    _rather(r"(?:clean|dirty) (?:urine|screens?|tests?|drug tests?)|test(?:s|ed|ing)? dirty",
            "tested negative, or tested positive"),
    _rather(r"(?:opioid|drug) (?:substitution|replacement)(?: therapy| treatment)?",
            "medicine for opioid use disorder"),
    _rather(r"medication[- ]assisted treatment", "medicine for addiction, or medication treatment"),
    _rather(r"(?:non-?compliant|failed treatment|treatment failures?)",
            "treatment has not helped yet; left treatment early"),
)  # fmt: skip
# Names are names, and what stands in quotation marks is somebody's own.
_OTHERS = re.compile(
    r"Substance Abuse and Mental Health Services|National Institute on (?:Drug|Alcohol) Abuse"
    r"|Alcohol Abuse and Alcoholism|Alcoholics Anonymous|Adult Children of Alcoholics"
    r"|Substance Abuse (?:Prevention|Treatment|Block)|Journal of Substance Abuse\w*"
    r"|Certified Alcohol and Drug Abuse|American Society of Addiction"
    r"|“[^”\n]*”|‘[^’\n]*’|\"[^\"\n]*\"",
)


class StigmatisingWords(Check):
    """Words that name people by their illness, or their illness as a fault."""

    code = "words"
    label = "Stigmatising word"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each word with a better one; people's own words and names are left alone."""
        ours = (text for text in draft.texts if not text.quoted)
        return find_phrases(ours, WORDS, except_in=_OTHERS)
