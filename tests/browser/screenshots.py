"""Render every page type into var/screenshots/ (`make screenshots`): look at them."""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from running_site import CHROMIUM, CHROMIUM_ARGUMENTS, DEBUG_OFF, ROOT, load, page_paths, running

LOOKS = ((320, "light"), (768, "light"), (1440, "light"), (320, "dark"), (1440, "dark"))
TARGET = Path(os.environ.get("VAR_DIR") or ROOT / "var") / "screenshots"


def shoot(browser: Browser, address: str, width: int, scheme: str, file: Path) -> None:
    """Take one picture of a whole page, its lazy pictures loaded."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.querySelectorAll('img').forEach((image) => (image.loading = 'eager'))")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file, full_page=True)
    context.close()


def main() -> None:
    """Start the site with the demo content and take every picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        load(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        with running(Path(folder)) as address, running(Path(folder), DEBUG_OFF) as no_debug:
            pages = {name: address + path for name, path in page_paths(address).items()}
            pages |= {"404": f"{no_debug}/nowhere/", "styleguide": f"{address}/styleguide/"}
            for name, page in pages.items():
                for width, scheme in LOOKS:
                    shoot(browser, page, width, scheme, TARGET / f"{name}-{width}-{scheme}.png")
        browser.close()
    print(f"{len(pages) * len(LOOKS)} pictures in {TARGET}")  # noqa: T201


if __name__ == "__main__":
    main()
