"""What a test needs on the machine, besides Python."""

import os

import pytest


def need(what, hint):
    """Skip, or fail where REQUIRE_SERVICES=1, when a tool is not installed."""
    if what:
        return
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(f"Missing: {hint}", pytrace=False)
    pytest.skip(f"Missing: {hint}")
