"""All findings of one page."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from wagtail.models import Page

from home.publishing.check import Check, Finding, Level
from home.publishing.draft import Draft
from home.publishing.levels import levels_for

logger = logging.getLogger(__name__)
MOST_EACH = 20  # of one check: the rest is of the same kind, and a page of them helps nobody
_FAILED = "This check failed and says nothing about the page. It was logged."


@dataclass(frozen=True)
class Result:
    """A finding, of which check, what the site makes of it, and where, in words."""

    check: Check
    level: Level
    finding: Finding
    where: str = ""

    @property
    def blocks(self) -> bool:
        """Whether it keeps the page from going live."""
        return self.level == Level.BLOCK

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.where, self.finding.quote, self.finding.message)))


def check_page(page: Page, levels: Mapping[Check, Level] | None = None) -> list[Result]:
    """Return what is wrong with a page as it is in memory, what blocks it first."""
    draft = Draft(page)
    results: list[Result] = []
    for check, level in (levels_for(page) if levels is None else levels).items():
        if check.applies_to(draft):
            results.extend(_results(check, level, draft))
    return sorted(results, key=lambda result: not result.blocks)


def _results(check: Check, level: Level, draft: Draft) -> list[Result]:
    """Ask one check; a fault in it keeps no page from being edited or published, and is told."""
    try:
        found = list(check.find(draft))[:MOST_EACH]
    except Exception:
        logger.exception("The publish check %s failed on page %s", check.code, draft.page.pk)
        return [Result(check, Level.WARN, Finding(_FAILED))]
    return [Result(check, level, finding, draft.name_of(finding.place)) for finding in found]
