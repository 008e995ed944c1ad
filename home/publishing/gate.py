"""What keeps a page with blocking findings from going live.

Asked is who publishes: a person in the editor, by a workflow, in bulk, by the API. What the
publisher's own machinery publishes without a user was decided before: the schedule that somebody
approved, an import, the demo content.
"""

from collections.abc import Iterable

from wagtail.models import Page
from wagtail.utils.forms import FormValidationError

from home.publishing.check import Level
from home.publishing.levels import levels_for
from home.publishing.running import Result, check_page


class PublishBlockedError(FormValidationError):
    """Somebody wants to publish a page whose site lets these findings block it.

    A validation error, so that Wagtail's v3 API answers 422 with each finding at its place.
    """

    def __init__(self, page: Page, results: list[Result]) -> None:
        errors: dict[tuple[str | int, ...], list[tuple[str, str]]] = {}
        for result in results:
            path = tuple(result.finding.place.split(".")) if result.finding.place else ("page",)
            errors.setdefault(path, []).append((str(result), result.check.code))
        super().__init__(errors)
        self.page, self.results = page, results


def blocking(page: Page) -> list[Result]:
    """Return what keeps a page, as it is in memory, from going live."""
    levels = {check: level for check, level in levels_for(page).items() if level == Level.BLOCK}
    found = check_page(page, levels) if levels else []
    return [result for result in found if result.blocks]  # not those of a check that failed


def refuse_blocked(pages: Iterable[Page]) -> None:
    """Raise PublishBlockedError for the first of these pages that must not go live."""
    for page in pages:
        if results := blocking(page):
            raise PublishBlockedError(page, results)
