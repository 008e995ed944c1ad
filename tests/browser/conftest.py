"""The running site and its pages, once for all browser tests."""

import shutil
from pathlib import Path

import pytest
from needs import need
from running_site import DEBUG_OFF, ROOT, page_paths, running

NU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(data):
    with running(data) as address:
        yield address


@pytest.fixture(scope="session")
def address_without_debug(data):
    with running(data, DEBUG_OFF) as address:
        yield address


@pytest.fixture
def open_page(chromium, address):
    """Return a function: open_page(width=320, scheme="dark") gives an empty Playwright page."""
    contexts = []

    def open_(width=1280, scheme="light", **options):
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def paths(address):
    """One page of every type, and the pages that are no page type."""
    return {**page_paths(address), "styleguide": "/styleguide/", "search": "/search/?q=craving"}


@pytest.fixture(scope="session")
def form_path(paths):
    return paths["leads.CallbackFormPage"]


@pytest.fixture(scope="session")
def nu_checker():
    need(shutil.which("java"), "java (Debian package default-jre-headless)")
    need(NU.exists(), "vnu-jar (run `npm ci`)")
    return ["java", "-jar", str(NU), "--errors-only", "--format", "json"]
