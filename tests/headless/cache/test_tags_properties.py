"""Whatever is asked of the page tree, a change of its answer names a tag that the question noted.

The two watches know nothing of each other: here they are held together on trees, questions and
changes that nobody thought of.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from headless.cache.reading import watching
from headless.cache.tags import collecting
from headless.changes import ledger
from headless.changes.models import ContentChange
from headless.visibility import public_pages
from home.models import StandardPage

# Each asks about one page of the tree, by what stood in its row before the change.
QUESTIONS = {
    "it": lambda page: Page.objects.filter(pk=page.pk),
    "its path": lambda page: Page.objects.filter(path=page.path),
    "its children": lambda page: page.get_children(),
    "children of its id": Page.objects.child_of,
    "one address below it": lambda page: page.get_children().filter(slug="new"),
    "all below it": Page.objects.descendant_of,
    "it and all below it": lambda page: Page.objects.descendant_of(page, inclusive=True),
    "of a type below it": StandardPage.objects.descendant_of,
    "what is public below it": lambda page: public_pages(Page).descendant_of(page),
    "its siblings": lambda page: page.get_siblings(),
    "by title": lambda page: Page.objects.filter(title=page.title),
}


def rename(page):
    page.title = "Renamed"
    page.save()


def move_address(page):
    page.slug = "new"
    page.save()


def add_below(page):
    page.add_child(instance=StandardPage(title="New", slug="new"))


def move_first(page):
    first = page.get_first_sibling()
    if first.pk != page.pk:
        page.move(first, pos="left")


def move_to_the_top(page):
    page.move(page.get_ancestors().get(depth=2), pos="last-child")


CHANGES = [
    rename,
    move_address,
    add_below,
    move_first,
    move_to_the_top,
    lambda page: page.delete(),
    lambda page: page.unpublish(),
    lambda page: Page.objects.filter(pk=page.pk).update(live=False),
    lambda page: Page.objects.filter(path__startswith=page.path).update(title="In bulk"),
]


@pytest.fixture
def tree(home_page):
    """Three pages below the home page, each with two below it, one of these with one more."""
    pages = []
    for name in "abc":
        top = home_page.add_child(instance=StandardPage(title=name, slug=name))
        low, _ = (
            top.add_child(instance=StandardPage(title=f"{name}{n}", slug=f"{name}{n}"))
            for n in range(2)
        )
        pages += [top, low, low.add_child(instance=StandardPage(title="low", slug="low"))]
    return [home_page.pk, *(page.pk for page in pages)]


def ask(question, page):
    with collecting() as tags, watching():
        rows = sorted(question(page).values_list("pk", "title", "slug", "live", "url_path", "path"))
    return rows, set(tags)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    asked=st.integers(0, 9),
    question=st.sampled_from(sorted(QUESTIONS)),
    changed=st.integers(1, 9),
    change=st.sampled_from(CHANGES),
)
def test_a_change_names_what_was_asked(tree, asked, question, changed, change):
    about = Page.objects.get(pk=tree[asked])
    before, noted = ask(QUESTIONS[question], about)
    with transaction.atomic():
        ledger._notes.clear()
        ContentChange.objects.all().delete()
        change(Page.objects.get(pk=tree[changed]))
        after, _ = ask(QUESTIONS[question], about)
        named = {tag for row in ContentChange.objects.all() for tag in row.tags}
        transaction.set_rollback(True)
    assert before == after or noted & named
