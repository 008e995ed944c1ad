"""Time what a moderator's page of the queue asks of the database, among 100,000 comments.

The times are those of whole calls, building of queries and objects included, so that the database's
own share is less. The bar is 100 ms for a page, at any depth and with any filter.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from blog.models import ArticlePage, Comment
from blog.moderation.counts import waiting_count
from blog.moderation.filters import CommentFilterSet, search
from blog.moderation.listing import QueueView
from blog.moderation.paging import count, latest_page, newest_page, queue_cursor, queue_page

HOW_MANY = 100_000
TIMES = 20
BAR = 100  # milliseconds
WORDS = (
    "It gets better, though it did not feel so in the first week. My sister drove me to meetings "
    "and waited outside, and one evening I noticed that I had not thought of it for an hour. "
)
STATUSES = ("pending",) * 8 + ("approved", "spam")


def fill() -> None:
    """Make an article with that many comments, eight of ten of them waiting."""
    article = ArticlePage(title="The first week")
    Page.objects.get(depth=1).add_child(instance=article)
    now = timezone.now()
    for first in range(0, HOW_MANY, 5_000):
        Comment.objects.bulk_create(
            Comment(
                article=article,
                name=f"Reader {number % 900}",
                text=WORDS * (1 + number % 3) + ("Call 555-0142." if number % 97 == 0 else ""),
                status=STATUSES[number % 10],
                rank=0 if number % 5_000 == 0 else 2 if number % 7 == 0 else 1,
                holds=["phone", "new"] if number % 97 == 0 else ["new"],
                network=f"198.51.{number % 250}.0/24",
                created_at=now - timedelta(minutes=number),
            )
            for number in range(first, first + 5_000)
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def by(**query: str) -> object:
    """Return the comments that the list shows for a query."""
    filters = CommentFilterSet(query)
    assert filters.is_valid()  # noqa: S101 - a filter looks at what was cleaned
    return filters.filter_queryset(QueueView().get_base_queryset())


def deep(how_far: int) -> str:
    """Return the cursor after so many comments of the queue."""
    waiting = Comment.objects.filter(status="pending", rank=1).order_by("created_at", "pk")
    return queue_cursor(waiting[how_far])


def median(function: Callable[[], object]) -> float:
    """Return the median time in milliseconds."""
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        function()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def main() -> int:
    """Time each kind of page; the exit status says whether every bar was met."""
    call_command("migrate", verbosity=0)
    fill()
    middle = deep(HOW_MANY // 2)
    pages: dict[str, Callable[[], object]] = {
        "the first page": lambda: queue_page(by(), ""),
        "a page 50,000 deep": lambda: queue_page(by(), middle),
        "held for a phone number": lambda: queue_page(by(held="phone"), ""),
        "held for what none is": lambda: queue_page(by(held="mail"), ""),
        "one article": lambda: queue_page(by(article="first week"), ""),
        "approved, newest first": lambda: newest_page(by(status="approved"), ""),
        "spam, newest first": lambda: newest_page(by(status="spam"), ""),
        "of any status": lambda: latest_page(by(status="any"), ""),
        "search for a frequent word": lambda: queue_page(search(by(), "sister"), ""),
        "search for no word at all": lambda: queue_page(search(by(), "zeppelin"), ""),
        "the number above the list": lambda: count(by()),
        "the number in the menu": waiting_count,
    }
    good = True
    for name, page in pages.items():
        taken = median(page)
        good &= taken <= BAR
        print(f"  {name:28} {taken:6.1f} ms (bar {BAR}: {'met' if taken <= BAR else 'MISSED'})")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
