"""Whether a site ignores a check, warns of what it finds, or keeps the page from going live."""

from wagtail.models import Page

from home.models.publishing import PublishingSettings
from home.publishing.check import Check, Level
from home.publishing.registry import publish_checks


def levels_for(page: Page) -> dict[Check, Level]:
    """Return the checks that are not off on the page's site; usual levels where it has no site."""
    site = page.get_site() if page.path else None
    chosen = PublishingSettings.for_site(site).levels if site else {}
    levels = {check: level_of(check, chosen) for check in publish_checks.all()}
    return {check: level for check, level in levels.items() if level != Level.OFF}


def level_of(check: Check, chosen: dict[str, str]) -> Level:
    """Return the level chosen for a check, or its usual one where none (or no known one) is."""
    level = chosen.get(check.code)
    return Level(level) if level in Level.values else check.level
