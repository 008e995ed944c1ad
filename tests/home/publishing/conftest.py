"""Pages with given bodies, what a check finds on them, and a site that lets checks block."""

import pytest

from home.models import PublishingSettings, StandardPage
from home.publishing.registry import publish_checks
from home.publishing.running import check_page


@pytest.fixture
def draft(home_page):
    """Return a function: draft(("paragraph", "<p>…</p>"), …) adds a draft below the home page."""

    def make(*body, title="How to pay", slug="pay", **fields):
        page = StandardPage(title=title, slug=slug, live=False, **fields)
        page.body = [{"type": kind, "value": value} for kind, value in body]
        home_page.add_child(instance=page)
        page.save_revision()
        return page

    return make


@pytest.fixture
def found():
    """Return a function: what the check with a code finds on a page, as (quote, message) pairs."""

    def find(page, code):
        checks = {check: check.level for check in publish_checks.all() if check.code == code}
        assert len(checks) == 1
        results = check_page(page, checks)
        return [(result.finding.quote, result.finding.message) for result in results]

    return find


@pytest.fixture
def block(site):
    """Return a function: block("shortcodes") makes the site's findings of it block."""

    def choose(*codes, level="block"):
        settings = PublishingSettings.for_site(site)
        settings.levels = {**settings.levels, **dict.fromkeys(codes, level)}
        settings.save()

    return choose
