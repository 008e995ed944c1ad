"""The import of a WordPress export: how long it takes, and whether its memory grows with the file.

The command runs in a process of its own, first with a tenth of the posts and comments. What it
keeps at most is asked of Linux while it runs (VmHWM, the high-water mark of a process). Beside the
time stands the processor's, which a busy machine changes less.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site"), str(ROOT / "benchmarks"), str(ROOT / "tests/blog")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
django.setup()

from django.db import connection
from wagtail.models import Page, Site
from wordpress_data import NUMBER, large_export
from wxr_files import BASE

from blog.models import ArticleIndexPage, ArticlePage, Comment, PeopleIndexPage
from home.models import HomePage
from leads.models import Answerer, PhoneLine

POSTS, COMMENTS = 10_000, 50_000
BAR_SECONDS = 300
EVERY = 0.2  # seconds between looks at the memory
BAR_MEMORY = 1.25  # times the memory of the tenth


class Run(NamedTuple):
    """What one import took."""

    seconds: float
    processor: float
    megabytes: float


def make_site() -> None:
    """Make an empty site with the indexes that an import needs, and a line that posts name."""
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Harbor", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    home.add_child(instance=PeopleIndexPage(title="People", slug="people"))
    answerer = Answerer.objects.create(name="Harbor", kind=Answerer.Kind.PUBLISHER)
    PhoneLine.objects.create(label="Harbor line", number=NUMBER, answerer=answerer)


def import_file(path: Path, *options: str) -> Run:
    """Run the command to its end."""
    command = [sys.executable, "manage.py", "import_wordpress", str(path), *options]
    begun, used = time.monotonic(), processor_seconds()
    megabytes = 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            megabytes = high_water(process.pid) or megabytes
            time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"The import ended with {process.returncode}.")
    return Run(time.monotonic() - begun, processor_seconds() - used, megabytes)


def processor_seconds() -> float:
    """Return what the processes that have ended took of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def high_water(pid: int) -> float:
    """Return the most memory that a process has held, in megabytes; 0 where it has ended."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else 0


def tell(title: str, run: Run) -> None:
    """Print a run."""
    times = f"{run.seconds:7.1f} s {run.processor:7.1f} s of processor"
    print(f"{title:<40} {times} {run.megabytes:5.0f} MB", flush=True)


def measure(folder: Path) -> bool:
    """Import a tenth, all, and all again; print, and say whether the bars are met."""
    tenth, whole = folder / "tenth.xml", folder / "whole.xml"
    with tenth.open("w") as file:  # of another site, so that the whole is new
        pieces = large_export(POSTS // 10, COMMENTS // 10)
        file.writelines(piece.replace(BASE, "https://tenth.example") for piece in pieces)
    with whole.open("w") as file:
        file.writelines(large_export(POSTS, COMMENTS))
    small = import_file(tenth)
    tell(f"{POSTS // 10:,} posts and {COMMENTS // 10:,} comments", small)
    all_of_it = import_file(whole)
    tell(f"{POSTS:,} posts and {COMMENTS:,} comments", all_of_it)
    counts = ArticlePage.objects.count(), Comment.objects.count()
    if counts != (POSTS * 11 // 10, COMMENTS * 11 // 10):
        raise SystemExit(f"There are {counts} articles and comments.")
    tell("The same again", import_file(whole))
    growth = all_of_it.megabytes / small.megabytes
    met = all_of_it.seconds <= BAR_SECONDS and growth <= BAR_MEMORY
    verdict = "met" if met else "missed"
    print(f"bar {BAR_SECONDS} s, {BAR_MEMORY}x memory ({growth:.2f}x): {verdict}", flush=True)
    return met


def main() -> int:
    """Measure on the database that the settings name."""
    call_command("migrate", verbosity=0)
    make_site()
    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        return int(not measure(Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
