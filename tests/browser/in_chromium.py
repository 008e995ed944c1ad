"""The demo's data, Chromium and axe-core, once for all tests of a process that drive a browser."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from needs import need
from running_site import CHROMIUM, CHROMIUM_ARGUMENTS, ROOT, load

AXE = ROOT / "node_modules/axe-core/axe.min.js"
# What else it could tell takes time. Wagtail's editor shows one rule more, which axe leaves out.
RUN_AXE = """within => axe.run(within, {
    resultTypes: ["violations"], rules: { "p-as-heading": { enabled: true } },
})"""
ANY_IMPACT = ("minor", "moderate", "serious", "critical")


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
def chromium():
    need(Path(CHROMIUM).exists(), f"{CHROMIUM} (Debian package chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe():
    need(AXE.exists(), "axe-core (run `npm ci`)")
    script = AXE.read_text()

    def violations(page, within="html", impacts=ANY_IMPACT):
        """Run axe-core on what the page shows now; returns one readable line for each finding."""
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        found = page.evaluate(RUN_AXE, within)["violations"]
        return [
            # Wagtail's own checker, where it runs, has axe leave its sentences out.
            f"{rule['id']}: {rule.get('help')} at {node['target']}: {node.get('failureSummary')}"
            for rule in found
            for node in rule["nodes"]
            if node["impact"] in impacts
        ]

    return violations
