"""The running site, Chromium, and the checkers, once for all browser tests."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from running_site import CHROMIUM, CHROMIUM_ARGUMENTS, DEBUG_OFF, ROOT, load, page_paths, running

AXE = ROOT / "node_modules/axe-core/axe.min.js"
NU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def need(what, hint):
    """Skip, or fail where REQUIRE_SERVICES=1, when a tool is not installed."""
    if what:
        return
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(f"Missing: {hint}", pytrace=False)
    pytest.skip(f"Missing: {hint}")


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """The demo content and its pictures: loaded by one worker, copied by each."""
    base = tmp_path_factory.getbasetemp()
    loaded = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    with loaded.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not loaded.exists():
            half = tmp_path_factory.mktemp("half")
            load(half)
            half.rename(loaded)
    return Path(shutil.copytree(loaded, tmp_path_factory.mktemp("site"), dirs_exist_ok=True))


@pytest.fixture(scope="session")
def address(data):
    with running(data) as address:
        yield address


@pytest.fixture(scope="session")
def address_without_debug(data):
    with running(data, DEBUG_OFF) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    need(Path(CHROMIUM).exists(), f"{CHROMIUM} (Debian package chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield browser
        browser.close()


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
def axe():
    need(AXE.exists(), "axe-core (run `npm ci`)")
    script = AXE.read_text()

    def violations(page):
        """Run axe-core on what the page shows now; returns one readable line for each finding."""
        page.evaluate(script)
        found = page.evaluate("() => axe.run(document)")["violations"]
        return [
            f"{rule['id']}: {rule['help']} at {node['target']}: {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations


@pytest.fixture(scope="session")
def nu_checker():
    need(shutil.which("java"), "java (Debian package default-jre-headless)")
    need(NU.exists(), "vnu-jar (run `npm ci`)")
    return ["java", "-jar", str(NU), "--errors-only", "--format", "json"]
