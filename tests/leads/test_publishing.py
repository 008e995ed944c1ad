"""The check on numbers typed as text."""

import pytest

from home.publishing.draft import Draft
from home.publishing.registry import publish_checks


@pytest.fixture
def found():
    """Return a function: what the check finds on a page, as (quote, message) pairs."""
    check = next(check for check in publish_checks.all() if check.code == "typed_numbers")
    return lambda page: [(one.quote, one.message) for one in check.find(Draft(page))]


def test_a_number_is_told_by_its_line(home_page, line, found):
    home_page.summary = "Call 202-555-0142 or 202-555-0199. In a crisis, 988."
    (known, told), (unknown, _) = found(home_page)
    assert (known, unknown) == ("202-555-0142", "202-555-0199")
    assert str(line) in told


def test_a_phone_block_is_how_it_should_be(home_page, line, found):
    home_page.body = [("phone", {"line": line})]
    assert found(home_page) == []
