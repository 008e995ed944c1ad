"""Whole answers from memory: against constant bytes, against 304, and while others publish."""

import itertools
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site"), str(ROOT / "benchmarks")]

from load import get, rate, serving

ARTICLES, ELSEWHERE = 200, 20
PUBLICATIONS = 2  # a second
ROUNDS, SECONDS, WARM = 5, 2.5, 10.0
BAR_OF_CONSTANT, BAR_OF_304, BAR_WHILE_PUBLISHING = 0.75, 2.0, 0.90


def environment(folder: str) -> dict[str, str]:
    """Return what the site's processes are told."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE_URL": os.environ.get("TEST_DATABASE_URL")
        or f"sqlite:///{folder}/bench.sqlite3",
        "TEST_REDIS_URL": "",
        "VAR_DIR": folder,
        "LOG_LEVEL": "ERROR",
    }


def fill() -> None:
    """Make a site with articles on one topic, and others on another."""
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from blog.models import ArticleIndexPage, ArticlePage, TopicPage
    from home.models import HomePage

    call_command("migrate", verbosity=0)
    Page.objects.filter(depth=2).delete()
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Harbor", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    topics = [index.add_child(instance=TopicPage(title=name, slug=name)) for name in ("a", "b")]
    for number in range(ARTICLES + ELSEWHERE):
        body = [("paragraph", f"<p>{'Words that fill a page. ' * 40}</p>")] * 5
        article = ArticlePage(title=f"Article {number}", slug=f"article-{number}", body=body)
        article.topics = [topics[number >= ARTICLES]]
        index.add_child(instance=article)


def publish_elsewhere() -> None:
    """Publish articles of the other topic, at an even pace, until killed."""
    from blog.models import ArticlePage

    pages = list(ArticlePage.objects.order_by("pk")[ARTICLES:])
    for turn in itertools.count():
        page = ArticlePage.objects.get(pk=pages[turn % len(pages)].pk)
        page.title = f"Published {turn}"
        page.save_revision().publish()
        print(turn, flush=True)
        time.sleep(1 / PUBLICATIONS)


def alternately(*measures: Callable[[], float]) -> list[float]:
    """Return the medians of measures that take turns, so that the machine's moods are shared."""
    rounds = [[measure() for measure in measures] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def details(port: int) -> list[str]:
    """Return the API's addresses of the articles that nobody publishes meanwhile."""
    listed = "/api/v2/pages/?type=blog.ArticlePage&order=id&limit=100"
    answers = [get(port, f"{listed}&offset={start}")[2] for start in range(0, ARTICLES, 100)]
    return [f"/api/v2/pages/{item['id']}/" for one in answers for item in json.loads(one)["items"]]


def against_constant(port: int, path: str) -> bool:
    """Compare an answer from memory with as many constant bytes."""
    length = len(get(port, path)[2])
    with serving("constant:application", CONSTANT_BYTES=str(length)) as other:
        get(port, path)
        kept, constant = alternately(
            lambda: rate(port, [path], SECONDS), lambda: rate(other, [path], SECONDS)
        )
    share = kept / constant
    print(f"  {path}, {length:,} bytes: {kept:,.0f}/s of {constant:,.0f}/s constant: {share:.0%}")
    return share >= BAR_OF_CONSTANT


def against_304(port: int, path: str) -> bool:
    """Compare 'you have it' with the whole answer."""
    _, headers, body = get(port, path)
    etag = headers["etag"]
    whole, known = alternately(
        lambda: rate(port, [path], SECONDS),
        lambda: rate(port, [path], SECONDS, {"If-None-Match": etag}),
    )
    times = known / whole
    print(
        f"  {path}, {len(body):,} bytes: 304 {known:,.0f}/s, 200 {whole:,.0f}/s: {times:.2f} times"
    )
    return times >= BAR_OF_304


def while_publishing(port: int, paths: list[str], told: dict[str, str]) -> bool:
    """Compare reading with reading while others publish."""
    command = [sys.executable, __file__, "publish"]
    publisher = subprocess.Popen(command, env={**os.environ, **told}, stdout=subprocess.PIPE)
    if publisher.stdout:
        publisher.stdout.readline()  # it has begun
    publisher.send_signal(signal.SIGSTOP)

    def beside() -> float:
        publisher.send_signal(signal.SIGCONT)
        try:
            return rate(port, paths, SECONDS)
        finally:
            publisher.send_signal(signal.SIGSTOP)

    try:
        rate(port, paths, WARM)
        alone, shared = alternately(lambda: rate(port, paths, SECONDS), beside)
    finally:
        publisher.kill()
        publisher.wait()
    share = shared / alone
    rates = f"{alone:,.0f}/s, while publishing {shared:,.0f}/s"
    print(f"  {len(paths)} like {paths[0]}: {rates}: {share:.0%}")
    return share >= BAR_WHILE_PUBLISHING


def main() -> int:
    """Measure; return how many bars were missed."""
    with tempfile.TemporaryDirectory() as folder:
        told = environment(folder)
        subprocess.run([sys.executable, __file__, "fill"], check=True, env={**os.environ, **told})
        listed = "/api/v2/pages/?type=blog.ArticlePage&limit=20"
        pages = [f"/articles/article-{number}/" for number in range(ARTICLES)]
        with serving("config.wsgi:application", **told) as port:
            good = [
                against_constant(port, pages[0]),
                against_constant(port, listed),
                against_304(port, f"{listed}&fields=body"),
                while_publishing(port, pages, told),
                while_publishing(port, details(port), told),
            ]
    missed = good.count(False)
    print("every bar was met" if not missed else f"{missed} bars were missed")
    return missed


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(main())
    import django

    django.setup()
    {"fill": fill, "publish": publish_elsewhere}[sys.argv[1]]()
