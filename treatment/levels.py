"""What is usual at each level of care: hours a week, and the service codes that stand for it."""

from decimal import Decimal
from typing import NamedTuple

from treatment.choices import LevelOfCare
from treatment.wording import span

SOURCE = "The ASAM Criteria, fourth edition, adults"
SOURCE_URL = "https://www.asam.org/asam-criteria"

Hours = tuple[Decimal | float | None, Decimal | float | None]
_ROUND_THE_CLOCK = "care day and night"


class Usual(NamedTuple):
    """From `at_least` hours of clinical services a week to fewer than `below`; None: no bound."""

    at_least: int | None = None
    below: int | None = None
    codes: tuple[str, ...] = ()
    otherwise: str = "no usual number of hours"

    @property
    def words(self) -> str:
        """'9 to 19 hours a week', or what there is in place of a number."""
        if self.at_least is None and self.below is None:
            return self.otherwise
        if self.below is None:
            return f"{self.at_least} hours a week or more"
        if self.at_least is None:
            return f"fewer than {self.below} hours a week"
        return f"{self.at_least} to {self.below - 1} hours a week"


# The levels without hours are described by who is there (a doctor, staff day and night), not by
# hours of therapy. The codes are of one category each, so that the locator finds any of them.
USUAL: dict[LevelOfCare, Usual] = {
    LevelOfCare.RECOVERY: Usual(codes=("ACC",)),
    LevelOfCare.OUTPATIENT: Usual(below=9, codes=("ORT",)),
    LevelOfCare.MEDICAL_OUTPATIENT: Usual(codes=("OMB",)),
    LevelOfCare.INTENSIVE_OUTPATIENT: Usual(at_least=9, below=20, codes=("OIT",)),
    LevelOfCare.HIGH_INTENSITY_OUTPATIENT: Usual(at_least=20, codes=("ODT",)),
    LevelOfCare.MEDICAL_INTENSIVE: Usual(codes=("OD",)),
    # The third edition asked for five hours; the fourth for as many as level 2.1.
    LevelOfCare.LOW_RESIDENTIAL: Usual(at_least=9, below=20, codes=("RL",)),
    LevelOfCare.HIGH_RESIDENTIAL: Usual(codes=("RS", "RL"), otherwise=_ROUND_THE_CLOCK),
    LevelOfCare.MEDICAL_RESIDENTIAL: Usual(codes=("RD",), otherwise=_ROUND_THE_CLOCK),
    LevelOfCare.INPATIENT: Usual(codes=("HIT", "HID"), otherwise=_ROUND_THE_CLOCK),
}


def hours_warning(level: str, hours: Hours) -> str:
    """Return what is unusual about these hours a week at this level, or ''.

    A warning, never an error: a program may have its reasons, and states differ.
    """
    usual = USUAL.get(LevelOfCare(level)) if level in LevelOfCare.values else None
    known = [end for end in hours if end is not None]
    if usual is None or not known:
        return ""
    too_few = usual.at_least is not None and min(known) < usual.at_least
    too_many = usual.below is not None and max(known) >= usual.below
    if not too_few and not too_many:
        return ""
    return (
        f"The sessions make {span(*hours)} hours a week. Usual for level "
        f"{LevelOfCare(level).label}: {usual.words} ({SOURCE})."
    )
