"""The publish checks of this plugin, one module each."""

from home.publishing.check import Check
from home.publishing.checks.age import OldText
from home.publishing.checks.alt_text import MissingAltText
from home.publishing.checks.claims import AbsoluteClaims
from home.publishing.checks.dates import AmbiguousDates
from home.publishing.checks.headings import HeadingOrder
from home.publishing.checks.links import BrokenLinks
from home.publishing.checks.private_pictures import PrivatePictures
from home.publishing.checks.reading_grade import ReadingGrade
from home.publishing.checks.shortcodes import LeakedShortcodes
from home.publishing.checks.words import StigmatisingWords

SHARED_CHECKS: tuple[Check, ...] = (
    LeakedShortcodes(),
    BrokenLinks(),
    MissingAltText(),
    PrivatePictures(),
    HeadingOrder(),
    AbsoluteClaims(),
    StigmatisingWords(),
    AmbiguousDates(),
    ReadingGrade(),
    OldText(),
)
