"""`/api/v2/` beside stock Wagtail's own viewsets: same models, data, database and server.

Both are asked in turn, three rounds each; printed is the median of the ratios. What they answer is
compared first. Run through `benchmarks/run.py`, which names the database.
"""

import json
import os
import statistics
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site"), str(ROOT / "benchmarks")]
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.api_settings"
django.setup()

from api_data import add_articles, make_site
from django.db import connection
from load import get, rate, serving

from blog.models import ArticlePage
from headless.reading import triggers

ROUNDS, SECONDS = 3, float(os.environ.get("BENCH_SECONDS", "4"))
ARTICLES = "/api/v2/pages/?type=blog.ArticlePage"
LIST, BODIES = f"{ARTICLES}&limit=20", f"{ARTICLES}&limit=20&fields=body"
SEARCH = f"{ARTICLES}&limit=20&search=topic7"


def server(urlconf: str, *, memory: bool = False) -> AbstractContextManager[int]:
    """Serve the site or stock Wagtail, with or without answers from memory; give its port."""
    return serving(
        "config.wsgi:application", BENCH_URLCONF=urlconf, BENCH_MEMORY="1" if memory else ""
    )


def read(port: int, path: str) -> dict:
    """Return what a server says."""
    return json.loads(get(port, path)[2])


def compare(title: str, ours: Callable[[], float], theirs: Callable[[], float], bar: float) -> bool:
    """Measure both in turn; print the median of the ratios and whether it reaches the bar."""
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    ratio = statistics.median(one / other for one, other in pairs)
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    verdict = "met" if ratio >= bar else "missed"
    print(
        f"{title:<52} {first:9.1f}/s {second:9.1f}/s {ratio:8.2f}x  bar {bar}: {verdict}",
        flush=True,
    )
    return ratio >= bar


def check_equal(ours: int, stock: int, path: str) -> None:
    """Stop unless both say the same."""
    one, other = read(ours, path), read(stock, path)
    if one != other:
        raise SystemExit(f"The answers to {path} differ:\n{one}\n{other}")


def against(ours: int, stock: int, path: str | list[str], title: str, bar: float) -> bool:
    """Compare the rates of one address, or of several in turn."""
    paths = [path] if isinstance(path, str) else path
    check_equal(ours, stock, paths[0])
    for port in (ours, stock):
        rate(port, paths, 0.5)  # warm
    return compare(
        title, lambda: rate(ours, paths, SECONDS), lambda: rate(stock, paths, SECONDS), bar
    )


def searched(ours: int, stock: int, title: str, bar: float) -> bool:
    """Compare searches; stock's without the index that is ours, which lies in the same database."""

    def without() -> float:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS headless_search_title_body")
        try:
            return rate(stock, [SEARCH], SECONDS)
        finally:
            triggers.create()

    check_equal(ours, stock, SEARCH)
    rate(ours, [SEARCH], 0.5)
    return compare(title, lambda: rate(ours, [SEARCH], SECONDS), without, bar)


def cursor_at(port: int, fraction: float, order: str) -> str:
    """Return the address of a cursor's page, this far into the list."""
    from headless.reading import ordering
    from headless.reading.parameters import Parameters

    query = Parameters.none()
    terms = ordering.ordering_of(ArticlePage, query, order)
    rows = ArticlePage.objects.order_by(*map(str, terms.terms)).values(*terms.columns)
    row = rows[int(rows.count() * fraction)]
    return f"{LIST}&order={order}&cursor={ordering.encode(terms, row)}"


def main() -> int:
    """Make the data, measure, print; return how many bars were missed."""
    call_command("migrate", verbosity=0)
    index = make_site()
    add_articles(index, 1_000)
    analyze()
    met = []
    print(f"{'':<52} {'ours':>11} {'stock':>11}    ratio")
    details = [f"/api/v2/pages/{pk}/" for pk in some_pages()]
    with server("benchmarks.stock_urls") as stock, server("config.urls", memory=True) as kept:
        met += [
            against(kept, stock, LIST, "from memory: list of 20", 300),
            against(kept, stock, BODIES, "from memory: list of 20 with bodies", 200),
            against(kept, stock, details, "from memory: detail, 200 in turn", 150),
        ]
    with server("config.urls") as ours:
        with server("benchmarks.stock_urls") as stock:
            met += [
                against(ours, stock, LIST, "list of 20, of 1,000", 8),
                against(ours, stock, BODIES, "list of 20 with bodies, of 1,000", 8),
                against(ours, stock, details, "detail, 200 in turn", 4),
                searched(ours, stock, "search, of 1,000", 1),
            ]
        small = statistics.median(rate(ours, [LIST], SECONDS) for _ in range(ROUNDS))
    add_articles(index, 50_000)
    analyze()
    with server("config.urls") as ours:
        rate(ours, [LIST], 1)
        large = statistics.median(rate(ours, [LIST], SECONDS) for _ in range(ROUNDS))
        verdict = "met" if large >= 0.9 * small else "missed"
        print(f"list of 20: {small:.0f}/s of 1,000, {large:.0f}/s of 50,000: "
              f"{large / small:.0%}  bar 90%: {verdict}")  # fmt: skip
        met.append(verdict == "met")
        first, deep = f"{LIST}&order=-first_published_at&cursor=", cursor_at(
            ours, 0.9, "-first_published_at"
        )  # fmt: skip
        met.append(
            compare(
                "cursor page at 45,000 beside the first",
                lambda: rate(ours, [deep], SECONDS),
                lambda: rate(ours, [first], SECONDS),
                0.8,
            )
        )
        with server("benchmarks.stock_urls") as stock:
            met += [
                against(ours, stock, LIST, "list of 20, of 50,000", 8),
                searched(ours, stock, "search, of 50,000", 10),
            ]
    return met.count(False)


def analyze() -> None:
    """Let the database know its data, as its own housekeeping would soon do."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    connection.close()


def some_pages() -> list[int]:
    """Return the keys of two hundred articles."""
    return list(ArticlePage.objects.order_by("?").values_list("pk", flat=True)[:200])


if __name__ == "__main__":
    sys.exit(main())
