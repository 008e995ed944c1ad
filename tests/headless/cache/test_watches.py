"""The watches on SQL: what is read, row by row where it is asked for so; what is written."""

import pytest
from django.db import connection, transaction
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import ArticlePage
from headless.cache.reading import tags_read, watching
from headless.cache.tags import EVERYTHING, collecting, declared, depend, pages_declared
from headless.changes import ledger, lists
from headless.changes.models import ContentChange
from headless.changes.statements import Write, parse
from headless.visibility import public_pages
from home.bulk import add_pages
from home.models import StandardPage


def read(queryset):
    with collecting() as tags, watching():
        list(queryset)
    return tags


@pytest.mark.parametrize(
    ("queryset", "tags"),
    [
        (lambda: Page.objects.filter(pk=7), {"page-7"}),
        (lambda: ArticlePage.objects.filter(pk__in=[7, 8]), {"page-7", "page-8"}),
        (lambda: ArticlePage.objects.filter(pk=7, live=True).exclude(slug="x"), {"page-7"}),
        (
            lambda: Page.objects.filter(path__in=["0001", "00010001"]),
            {"path-0001", "path-00010001"},
        ),
        (lambda: Page(path="0001", depth=1, numchild=1).get_children(), {"below-0001"}),
        (
            lambda: Page(path="0001", depth=1, numchild=1).get_children().filter(slug="a"),
            {"slot-0001-a"},
        ),
        (lambda: Page.objects.child_of(Page(pk=1, path="0001", depth=1)), {"below-0001"}),
        (
            lambda: ArticlePage.objects.descendant_of(Page(pk=1, path="0001", depth=1)),
            {"under-0001"},
        ),
        (Page.objects.live, {"pages"}),
        (lambda: Page.objects.filter(pk=7) | Page.objects.filter(slug="x"), {"pages"}),
        (lambda: Page.objects.exclude(pk=7), {"pages"}),
        (lambda: Page.objects.exclude(pk=7, live=True), {"pages"}),
        (
            lambda: ArticlePage.article_authors.rel.related_model.objects.filter(article=7),
            {"page-7"},
        ),
        (lambda: Site.objects.select_related("root_page"), {"site"}),
        (lambda: PageViewRestriction.objects.select_related("page"), {"visibility"}),
        (
            lambda: Page.objects.filter(pk__in=Site.objects.values("root_page")),
            {"pages", "site"},
        ),
    ],
)
def test_what_a_query_reads(db, queryset, tags):
    assert read(queryset()) == tags


def test_a_query_without_django_s_hand_is_taken_whole(db):
    sql = "SELECT p.title FROM wagtailcore_page p JOIN wagtailimages_image i ON p.id = 7"
    assert tags_read(sql, []) == {"pages", "table-wagtailimages_image"}
    assert tags_read("UPDATE wagtailcore_page SET title = 'x'", []) == set()


def test_an_answer_that_reads_what_is_private_is_refused(db, django_user_model):
    with collecting() as collected, watching():
        list(django_user_model.objects.all())
    assert collected.refused


def test_declared_reads_are_left_alone(db):
    with collecting() as tags, watching():
        with declared("mine"):
            list(Page.objects.live())
        with pages_declared("ours"):
            list(Page.objects.live())
            list(Site.objects.all())
    assert tags == {"mine", "ours", "site"}


def test_nothing_is_collected_where_nobody_asks(db):
    depend("page-1")
    with declared("page-2"):
        assert list(public_pages().filter(pk=0)) == []


@pytest.mark.parametrize(
    ("sql", "write"),
    [
        ("SELECT 1", None),
        ('INSERT INTO "t" ("a", "b") VALUES (%s, %s)', Write("INSERT", "t", ("a", "b"))),
        ("INSERT INTO t DEFAULT VALUES", Write("INSERT", "t")),
        ('INSERT INTO "t" ("a") SELECT b FROM u WHERE (%s)', Write("INSERT", "t")),
        ('INSERT OR REPLACE INTO "t" ("a") VALUES (%s)', Write("INSERT", "t")),
        (
            'INSERT INTO "t" ("a") VALUES (%s) ON CONFLICT("a") DO UPDATE SET "a" = 1',
            Write("INSERT", "t"),
        ),
        (
            'UPDATE "t" SET "a" = %s, "b" = (SELECT c FROM d WHERE e = %s) WHERE "t"."id" = %s',
            Write("UPDATE", "t", ("a", "b", "e"), '"t"."id" = %s', 2),
        ),
        ('DELETE FROM "t" WHERE "t"."id" IN (%s)', Write("DELETE", "t", (), '"t"."id" IN (%s)', 0)),
        ("TRUNCATE t, u", Write("OTHER")),
        ("WITH x AS (SELECT 1) UPDATE t SET a = 1", Write("OTHER")),
        ("CREATE INDEX i ON t (a)", None),
        ("  -- why\n SELECT 1", None),
        ("WITH x AS (SELECT 1) SELECT * FROM x", None),
        ("UPDATE public.t SET a = 1", Write("OTHER")),
        ("UPDATE t AS one SET a = 1", Write("OTHER")),
        ("UPDATE ONLY t SET a = 1", Write("OTHER")),
        ("/* why */ UPDATE t SET a = 1", Write("OTHER")),
        ("UPDATE t SET a = u.b\nFROM u WHERE t.id = u.id", Write("OTHER")),
        ("DELETE FROM t USING u WHERE t.id = u.id", Write("OTHER")),
        ('DELETE FROM "public"."t"', Write("OTHER")),
        ('INSERT INTO "public"."t" ("a") VALUES (%s)', Write("OTHER")),
        ("UPDATE t SET a = 1; UPDATE u SET a = 1", Write("OTHER")),
        ("DO $$ BEGIN PERFORM f(); END $$", Write("OTHER")),
        ("delete from t", Write("DELETE", "t", (), "", 0)),
    ],
)
def test_what_a_statement_says_of_itself(sql, write):
    assert parse(sql) == write


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("UPDATE wagtailcore_page AS p SET title = %s WHERE p.id = %s", ("Raw", "pk")),
        ("/* why */ UPDATE wagtailcore_page SET title = %s WHERE id = %s", ("Raw", "pk")),
        ("UPDATE wagtailcore_page SET title = %(t)s WHERE id = %(pk)s", {"t": "Raw", "pk": "pk"}),
        ("update wagtailcore_page\nset title = %s\nwhere id = %s", ("Raw", "pk")),
    ],
)
def test_sql_by_hand_is_noted_however_it_is_written(home_page, nothing_yet, commit, sql, params):
    if isinstance(params, dict):
        params = params | {"pk": home_page.pk}
    else:
        params = [home_page.pk if value == "pk" else value for value in params]
    with commit(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    assert Page.objects.get(pk=home_page.pk).title == "Raw"
    tags = {tag for row in ContentChange.objects.all() for tag in row.tags}
    assert tags & {"everything", f"page-{home_page.pk}"}


def test_values_of_many_rows():
    write = parse('INSERT INTO "t" ("a", "b") VALUES (%s, %s), (%s, %s)')
    assert write.inserted("b", [1, 2, 3, 4]) == [2, 4]
    assert write.inserted("c", [1, 2, 3, 4]) is None
    assert write.inserted("a", [1, 2, 3]) is None
    write = parse('INSERT INTO "t" ("a", "b") SELECT * FROM UNNEST((%s)::int[], (%s)::int[])')
    assert write.inserted("b", [[1, 3], [2, 4]]) == [2, 4]


def rows():
    return ContentChange.objects.exclude(type="").order_by("pk")


@pytest.fixture
def nothing_yet(site):
    ContentChange.objects.all().delete()
    ledger._notes.clear()


def kinds():
    return [(row.type, row.kind) for row in rows()]


def test_the_life_of_a_page(home_page, nothing_yet, commit):
    article = Page(title="One", slug="one", live=False)
    with commit():
        home_page.add_child(instance=article)
    assert kinds() == []  # a draft

    def publish_it():
        article.save_revision().publish()

    for act, told in (
        (publish_it, ("page", "created")),
        (article.save_revision, None),
        (publish_it, ("page", "changed")),
        (article.unpublish, ("page", "removed")),
        (publish_it, ("page", "created")),
    ):
        ContentChange.objects.all().delete()
        with commit():
            act()
        article.refresh_from_db()
        assert kinds() == ([told] if told else [])
    assert rows().get().paths == ["/one/"]
    assert rows().get().bumped


def test_a_page_that_moves_takes_those_below_along(home_page, nothing_yet, commit):
    with commit():
        one, two = (home_page.add_child(instance=Page(title=name, slug=name)) for name in "ab")
        deep = one.add_child(instance=Page(title="deep", slug="deep"))
    ContentChange.objects.all().delete()
    with commit():
        Page.objects.get(pk=one.pk).move(Page.objects.get(pk=two.pk), pos="last-child")
    moved = {row.object_id: set(row.paths) for row in rows() if row.kind == "moved"}
    assert moved[one.pk] == {"/a/", "/b/a/"}
    assert moved[deep.pk] == {"/a/deep/", "/b/a/deep/"}


def test_what_is_rolled_back_to_a_savepoint_is_noted_again(home_page, nothing_yet, commit):
    with commit():
        try:
            with transaction.atomic():
                Page.objects.filter(pk=home_page.pk).update(title="No")
                raise ValueError
        except ValueError:
            pass
        Page.objects.filter(pk=home_page.pk).update(title="Yes")
    assert kinds() == [("page", "changed")]


def test_a_page_written_twice_in_a_transaction_is_told_once(home_page, nothing_yet, commit):
    with commit():
        for title in "abc":
            Page.objects.filter(pk=home_page.pk).update(title=title)
    assert ContentChange.objects.count() == 1


def test_pages_made_in_bulk_are_told_one_by_one(home_page, nothing_yet, commit):
    pages = [
        StandardPage(title=name, slug=name, body=[("paragraph", "<p>Words</p>")]) for name in "abc"
    ]
    with commit():
        add_pages(home_page, pages)
    assert {(row.object_id, row.kind) for row in rows()} == {(p.pk, "created") for p in pages}
    tags = {tag for row in rows() for tag in row.tags}
    path = home_page.path
    assert {f"children-of-{home_page.pk}", f"slot-{path}-a", f"under-{path}"} <= tags
    assert "everything" not in tags


def test_plugins_name_lists(home_page, nothing_yet, commit, monkeypatch):
    asked = []
    monkeypatch.setitem(lists._registered, "home.homepage", lambda ids: asked.append(ids) or {"x"})
    with commit():
        Page.objects.filter(pk=home_page.pk).update(title="a")
    assert asked == [[home_page.pk]] * 2  # before and after
    assert "x" in rows().get().tags


def test_changes_that_are_told_by_hand(nothing_yet, commit):
    with commit():
        ledger.changed("image-3")
    assert ContentChange.objects.get().tags == ["image-3"]


def test_rows_that_come_from_an_iterator_are_all_written(nothing_yet, commit):
    sql = 'INSERT INTO "taggit_tag" ("name", "slug") VALUES (%s, %s)'
    with commit(), connection.cursor() as cursor:
        cursor.executemany(sql, ((word, word) for word in ("sleep", "hope")))
    assert set(Tag.objects.values_list("name", flat=True)) == {"sleep", "hope"}
    assert EVERYTHING in ContentChange.objects.get().tags


def test_every_connection_is_watched_once(db):
    watches = [each for each in connection.execute_wrappers if type(each).__name__ == "WriteWatch"]
    assert len(watches) == 1


def test_publishing_costs_a_bounded_number_of_queries(home_page, nothing_yet):
    """So that no later step makes publishing slow unseen; 20 of these are Wagtail's own."""
    from django.test.utils import CaptureQueriesContext

    home_page.save_revision().publish()
    with CaptureQueriesContext(connection) as queries:
        home_page.save_revision().publish()
    assert len(queries) < 90
