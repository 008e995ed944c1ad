"""What a page of the moderators' list reads: the same among ten comments and among thousands."""

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Comment
from blog.moderation.counts import waiting_count
from blog.moderation.listing import QueueView
from blog.moderation.paging import MOST_COUNTED, PAGE, count, newest_page, queue_cursor, queue_page

MANY = 6_000
STEPS = 100  # of SQLite's machine, between two looks


@pytest.fixture
def grow(make_article):
    """Return a function: grow(6000) stores as many comments, one of them in danger."""
    article = make_article("The first week")
    now = timezone.now()

    def store(number, **fields):
        Comment.objects.bulk_create(
            Comment(
                article=article,
                name="Robin",
                text="It gets better.",
                created_at=now - timedelta(minutes=age),
                rank=0 if age == 5 else 1,
                **fields,
            )
            for age in range(number)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    return store


def comments(**fields):
    return QueueView().get_base_queryset().filter(**{"status": "pending", **fields})


@contextmanager
def reading():
    """Count what is read: rows of the plans on PostgreSQL, steps of the machine on SQLite."""
    taken = []
    if connection.vendor == "sqlite":
        steps = []
        connection.connection.set_progress_handler(lambda: steps.append(1), STEPS)
        try:
            yield taken
        finally:
            connection.connection.set_progress_handler(None, STEPS)
        taken.append(len(steps))
    else:
        with CaptureQueriesContext(connection) as captured:
            yield taken
        taken.append(sum(rows_of(query["sql"]) for query in captured))


def rows_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        (found,) = cursor.fetchone()
    plans = json.loads(found) if isinstance(found, str) else found
    return sum(map(rows_below, (plan["Plan"] for plan in plans)))


def rows_below(plan):
    """Return the rows that the leaves of a plan read, those they threw away among them."""
    below = plan.get("Plans", [])
    if below:
        return sum(map(rows_below, below))
    read = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    return read * plan["Actual Loops"]


def cost(call):
    call()
    with reading() as taken:
        call()
    return taken[0]


def test_a_page_in_the_depth_reads_as_little_as_the_first(grow):
    grow(MANY)
    rows = Comment.objects.filter(rank=1).order_by("created_at", "pk")
    middle = queue_cursor(rows[MANY // 2])
    first = cost(lambda: queue_page(comments(), ""))
    deep = cost(lambda: queue_page(comments(), middle))
    ahead = queue_cursor(rows[MANY // 2], back=True)
    back = cost(lambda: queue_page(comments(), ahead, back=True))
    assert max(deep, back) <= 1.5 * first + 10
    assert len(queue_page(comments(), middle).comments) == PAGE


def test_a_page_reads_as_little_among_thousands(grow):
    grow(PAGE * 2)
    few = cost(lambda: queue_page(comments(), ""))
    grow(MANY)
    assert cost(lambda: queue_page(comments(), "")) <= 1.5 * few + 10


@pytest.mark.parametrize("status", ["approved", "spam"])
def test_decided_comments_are_read_by_an_index_too(grow, status):
    grow(PAGE * 2, status=status)
    few = cost(lambda: newest_page(comments(status=status), ""))
    grow(MANY, status=status)
    assert cost(lambda: newest_page(comments(status=status), "")) <= 1.5 * few + 10


def test_counts_stop_at_a_thousand(grow):
    grow(MANY)
    assert count(comments()) == MOST_COUNTED + 1
    assert waiting_count() == MOST_COUNTED + 1
    limited = cost(waiting_count)
    assert limited * 3 < cost(lambda: comments().filter(text__contains="zeppelin").count())


def test_a_page_takes_a_query_for_each_rank_at_most(grow, django_assert_max_num_queries):
    grow(PAGE * 3)
    with django_assert_max_num_queries(2):  # one in danger, and those behind
        queue_page(comments(), "")
    with django_assert_max_num_queries(3):
        queue_page(comments(text="none"), "")
