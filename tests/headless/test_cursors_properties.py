"""Lists that go on by cursor: in any order each row comes once, and no other cursor is taken."""

from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from headless.changes import cursors
from headless.reading import ordering
from headless.reading.parameters import BadParameterError, Parameters
from home.models import StandardPage

NAMES = ("title", "slug", "first_published_at", "id")
orders = st.lists(
    st.tuples(st.sampled_from(["", "-"]), st.sampled_from(NAMES)).map("".join),
    min_size=1,
    max_size=4,
).map(",".join)
texts = st.text(max_size=60) | st.text("ABCxyz019-_=:.", max_size=60)
on_a_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def ordering_of(order):
    return ordering.ordering_of(StandardPage, Parameters(QueryDict(f"order={order}")), "id")


@pytest.fixture
def pages(home_page):
    """Some have equal titles, some were never published."""
    for number in range(9):
        page = StandardPage(title="ab"[number % 2] * (number % 3), slug=f"p{number * 7 % 9}")
        page.title = page.title or "c"
        home_page.add_child(instance=page)
        if number % 4:
            page.save_revision().publish()
    same = StandardPage.objects.get(slug="p7").first_published_at
    StandardPage.objects.filter(slug__in=["p5", "p3"]).update(first_published_at=same)
    return StandardPage.objects.child_of(home_page)


@on_a_database
@given(orders, st.integers(1, 4))
@example("first_published_at,-title", 1)
@example("-first_published_at", 2)
def test_each_row_comes_once_and_in_order(pages, order, limit):
    asked = ordering_of(order)
    whole = [row["pk"] for row in asked.apply(pages).values("pk")]
    found, rows = [], list(asked.apply(pages).values("pk", *asked.columns)[:limit])
    while rows:
        found += [row["pk"] for row in rows]
        assert len(found) <= len(whole)
        behind = ordering.after(pages, asked, ordering.encode(asked, rows[-1]))
        rows = list(asked.apply(behind).values("pk", *asked.columns)[:limit])
    assert found == whole


@on_a_database
@given(texts, orders)
@example("W10", "title")
@example("bnVsbA", "title")
@example("W1siaWQiXSxbOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XV0", "id")
def test_no_other_cursor_is_taken(db, text, order):
    with pytest.raises(BadParameterError) as caught:
        ordering.after(Page.objects.all(), ordering_of(order), text)
    assert caught.value.parameter == "cursor"


@on_a_database
@given(st.integers(-1, 4), st.integers(0, 2**31))
def test_a_cursor_of_changes_says_what_it_was_told(db, walk, number):
    cursor = replace(cursors.begin(), change=0, walk=walk, object=number)
    assert cursors.read(cursor.signed()) == cursor
    with pytest.raises(cursors.MalformedCursorError):
        cursors.read(cursor.signed()[1:])


@given(texts)
def test_nobody_makes_up_a_cursor_of_changes(text):
    with pytest.raises(cursors.MalformedCursorError):
        cursors.read(text)
