"""Readers' comments of an export: threads, status, what is kept of them, and again."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wxr_files import comment, export, item

from blog.importing.threads import in_threads
from blog.importing.wxr import Export
from blog.models import ArticlePage, Comment, CommentEvent

pytestmark = pytest.mark.usefixtures("article_index", "people_index")


@pytest.fixture
def run(tmp_path, capsys):
    """Return a function that imports comments of one post and returns what was said."""

    def run_import(*comments, flags=(), **given):
        path = tmp_path / "export.xml"
        path.write_text(export(item(1, "One", comments=comments, **given)))
        call_command("import_wordpress", str(path), *flags)
        return capsys.readouterr().out

    return run_import


def threads():
    """Return each comment's text with its level, and the texts of its parent and root."""
    return {
        one.text: (one.level, one.parent and one.parent.text, one.root and one.root.text)
        for one in Comment.objects.select_related("parent", "root")
    }


def test_a_comment_keeps_its_words_date_and_status(run):
    run(
        comment(1, "Thank you.\r\nIt <b>helps</b> &amp; more.\n\n\n\n\nSam"),
        comment(2, approved="0"),
        comment(3, approved="spam"),
        comment(4, approved="trash"),
        comment(5, kind="pingback"),
    )
    first, waiting, spam = Comment.objects.order_by("pk")
    assert first.text == "Thank you.\nIt helps & more.\n\nSam"
    assert (first.name, first.status, first.level) == ("Sam", "approved", 1)
    assert first.created_at == datetime(2020, 3, 1, 13, tzinfo=UTC)
    assert (waiting.status, waiting.decided_at, spam.status) == ("pending", None, "spam")
    assert first.article == ArticlePage.objects.get()
    assert set(CommentEvent.objects.values_list("kind", flat=True)) == {"imported"}
    assert CommentEvent.objects.count() == 3


def test_of_an_address_only_its_hash_is_kept(run):
    run(comment(1), comment(2, "Again."), comment(3, "By mail", name="sam@reader.example"))
    first, again, third = Comment.objects.order_by("pk")
    assert first.email_hash == again.email_hash != ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM blog_comment")
        stored = str(cursor.fetchall())
    assert "reader.example" not in stored
    assert "192.0.2" not in stored
    assert third.name == ""


def test_threads_have_three_levels_whatever_the_order(run):
    run(
        comment(5, "E", parent=4),
        comment(4, "D", parent=3),
        comment(3, "C", parent=2),
        comment(2, "B", parent=1),
        comment(1, "A"),
    )
    assert threads() == {
        "A": (1, None, None),
        "B": (2, "A", "A"),
        "C": (3, "B", "A"),
        "D": (3, "C", "A"),
        "E": (3, "D", "A"),
    }


def test_answers_to_what_is_not_kept_move_up(run):
    out = run(
        comment(1, "A"),
        comment(2, "in the trash", parent=1, approved="trash"),
        comment(3, "B", parent=2),
        comment(4, "C", parent=99),
        comment(5, "D", parent=6),
        comment(6, "E", parent=5),
        comment(7, "F", parent=7),
        comment(8, "  <p></p>"),
        comment(9, "G", parent=8),
    )
    found = threads()
    assert found["B"] == (2, "A", "A")
    assert found["C"] == found["D"] == found["F"] == found["G"] == (1, None, None)
    assert found["E"] == (2, "D", "D")
    assert "1 × comments in the trash left out" in out
    assert "1 × comment left out" in out


def test_a_chain_of_thousands_is_placed_at_once(tmp_path):
    path = tmp_path / "export.xml"
    chain = [comment(n, f"Number {n}", parent=n - 1) for n in range(1, 3000)]
    path.write_text(export(item(1, comments=reversed(chain))))
    (one,) = (record for record in Export(path).records() if hasattr(record, "comments"))
    placed = list(in_threads(one.comments))
    assert len(placed) == 2999
    assert max(each.depth for each in placed) == 10
    assert {each.answers.id for each in placed if each.depth == 10} == {"9"}


def test_what_waited_there_waits_here_and_danger_comes_first(run):
    run(
        comment(1, "See https://a.example/ please", approved="0"),
        comment(2, "I want to die tonight", approved="0"),
        comment(3, "I wanted to die then", approved="1"),
    )
    link, danger, shown = Comment.objects.order_by("pk")
    assert (link.holds, link.rank) == (["link", "new"], Comment.Rank.ORDINARY)
    assert (danger.crisis, danger.rank) == (True, Comment.Rank.CRISIS)
    assert (shown.status, shown.holds) == ("approved", [])


def test_markup_without_end_takes_no_time_and_no_room(run):
    out = run(
        comment(1, "<a href='https://a.example/" * 60_000),
        comment(2, "<b>" * 600_000 + "x"),
        comment(3, "\n" * 10_000 + "y" + "&amp;lt;" * 20_000),
    )
    assert all(len(one.text) <= 5000 for one in Comment.objects.all())
    assert "comment shortened" in out


def test_what_the_team_wrote_is_the_publishers(run):
    run(comment(1, "Mine", user=1, name="Ana Ruiz"), comment(2, "A reader's", user=77))
    assert list(Comment.objects.order_by("pk").values_list("by_team", flat=True)) == [True, False]


def test_again_brings_what_is_new_and_leaves_the_rest(run):
    run(comment(1, "A"), comment(2, "B", approved="0"))
    Comment.objects.filter(text="B").update(status="rejected")
    out = run(comment(1, "A, changed"), comment(2, "B"), comment(3, "C", parent=2))
    assert threads() == {"A": (1, None, None), "B": (1, None, None), "C": (2, "B", "B")}
    assert Comment.objects.get(text="B").status == "rejected"
    assert "1 new comments" in out
    assert "new comments" not in run(comment(1, "A"), comment(2, "B"), comment(3, "C", parent=2))


def test_links_are_written_out_and_markup_is_not(run):
    run(
        comment(1, 'See <a href="https://a.example/x" onclick="x()">this</a>, <script>x</script>'),
        comment(2, '<a href="https://a.example/">https://a.example/</a><br />\nNext &lt;3'),
        comment(3, '<a href="javascript:alert(1)">press</a>'),
    )
    texts = list(Comment.objects.order_by("pk").values_list("text", flat=True))
    assert texts == [
        "See this (https://a.example/x),",
        "https://a.example/\nNext <3",
        "press",
    ]


def test_long_ones_are_shortened_and_told(run):
    out = run(comment(1, "word " * 2000))
    assert len(Comment.objects.get().text) == 5000
    assert "1 × comment shortened" in out


def test_an_article_closed_there_is_closed_here(run):
    run(comment_status="closed")
    assert ArticlePage.objects.get().reader_comments == "closed"


def test_a_dry_run_counts_them_and_writes_none(run):
    out = run(comment(1, "A"), comment(2, "B", parent=1), flags=["--dry-run"])
    assert "2 new comments" in out
    assert not Comment.objects.exists()


def test_hundreds_cost_a_statement_for_each_batch_alone(tmp_path):
    def statements(first, number):
        path = tmp_path / "export.xml"
        comments = [comment(first + n, f"C {n}", parent=first) for n in range(number)]
        path.write_text(export(item(first, comments=comments)))
        with CaptureQueriesContext(connection) as queries:
            call_command("import_wordpress", str(path))
        return len(queries)

    statements(1, 2)
    assert statements(1000, 300) <= statements(5000, 5) + 300 / 25  # SQLite takes 43 rows a batch
