"""What readers see: threads, safe text, feeds, a constant number of queries."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.comments.showing import THREADS_A_PAGE
from blog.comments.text import as_html, initials, tidy
from blog.models import Comment


def levels(page):
    """Return the depth of the list in which each comment of a page stands, by its id."""
    found, depth = {}, 0
    for tag in re.finditer(r'<ol class="comments__|</ol>|id="comment-(\d+)"', page):
        if tag[1]:
            found[int(tag[1])] = depth
        elif tag[0] == "</ol>":
            depth = max(0, depth - 1)
        else:
            depth += 1
    return found


def test_three_levels_and_deeper_answers_beside_the_third(client, article, add):
    one = add("One")
    two = add("Two", one)
    three = add("Three", two, name="Ash")
    four = add("Four", three)
    five = add("Five", four)
    page = client.get(article.url).content.decode()
    shown = levels(page[page.index('id="comments"') :])
    assert shown == {one.pk: 1, two.pk: 2, three.pk: 3, four.pk: 3, five.pk: 3}
    assert (five.level, five.root_id, five.parent_id) == (3, one.pk, four.pk)
    assert f'to <a href="#comment-{three.pk}">Ash</a>' in page


def test_a_deep_answer_stays_in_place_when_what_it_answers_goes(client, article, add, decide):
    two = add("Two", add("One"))
    three = add("Three", two)
    four = add("Four", add("Between", three))
    decide("rejected", three, four.parent)
    page = client.get(article.url).content.decode()
    assert levels(page[page.index('id="comments"') :])[four.pk] == 3


def test_only_approved_ones_are_shown_and_only_of_public_articles(client, article, add, hide):
    for status in ("pending", "rejected", "spam"):
        add(f"A {status} one", status=status)
    shown = add("An approved one")
    page = client.get(article.url).content.decode()
    assert "1 comment\n" in page
    assert " one</p>" in page
    assert page.count('id="comment-') == 1
    assert client.get(f"/comments/at/{shown.pk}/")["Location"].endswith(f"#comment-{shown.pk}")
    hide(article, "restricted")
    assert client.get(f"/comments/at/{shown.pk}/").status_code == 404
    assert client.get("/comments/rss/").content.count(b"<item>") == 0
    assert client.get(f"/comments/{article.pk}/rss/").status_code == 404


def test_500_comments_cost_as_many_queries_as_none(client, article, add):
    def read():
        with CaptureQueriesContext(connection) as queries:
            page = client.get(article.url).content.decode()
        asked = [query["sql"] for query in queries if "blog_comment" in query["sql"]]
        return page.count('id="comment-'), len(queries), len(asked)

    client.get(article.url)
    none, queries, asked = read()
    assert (none, asked) == (0, 2)  # the settings, the comments
    roots = [add(f"Number {number}") for number in range(90)]
    Comment.objects.bulk_create(
        Comment(
            article=article,
            status="approved",
            name="Ash",
            text="An answer",
            level=2,
            root=roots[number % 90],
            parent=roots[number % 90],
        )
        for number in range(410)
    )
    assert read() == (500, queries, 2)


def test_many_threads_come_in_pages_and_each_has_an_address(client, article, add):
    comments = [add(f"Number {number}") for number in range(THREADS_A_PAGE + 1)]
    first = client.get(article.url).content.decode()
    assert "?comments=2#comments" in first
    assert f'id="comment-{comments[-1].pk}"' not in first
    address = client.get(f"/comments/at/{comments[-1].pk}/")["Location"]
    assert f'id="comment-{comments[-1].pk}"' in client.get(address).content.decode()
    for wrong in ("3", "0", "x", "-1"):
        assert client.get(f"{article.url}?comments={wrong}").status_code == 404


def test_the_reply_form_needs_no_script(client, article, add):
    comment = add("What I would like to answer")
    page = client.get(article.url).content.decode()
    address = f"/comments/{article.pk}/reply/{comment.pk}/"
    assert f'href="{address}"' in page
    form = client.get(address).content.decode()
    assert "What I would like to answer" in form
    assert f'name="comment-parent" value="{comment.pk}"' in form
    hidden = add("Not yet", status="pending")
    assert client.get(f"/comments/{article.pk}/reply/{hidden.pk}/").status_code == 404


def test_text_becomes_paragraphs_breaks_and_links_and_nothing_else():
    html = as_html("One\ntwo\n\n<b>three</b> https://example.org/a?b=1&c=2).")
    assert html == (
        "<p>One<br>two</p><p>&lt;b&gt;three&lt;/b&gt; "
        '<a href="https://example.org/a?b=1&amp;c=2" rel="ugc nofollow noopener">'
        "https://example.org/a?b=1&amp;c=2</a>).</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        'https://example.org/"onmouseover="alert(1)',
        "javascript:alert(1)",
        "https://example.org/<svg/onload=alert(1)>",
        "<a href='data:text/html,x'>x</a>",
    ],
)
def test_no_markup_of_a_reader_survives(text):
    html = as_html(text)
    left = re.sub(r"</?p>|<br>|</a>", "", html)
    left = re.sub(r'<a href="https?://[^"<>]*" rel="ugc nofollow noopener">', "", left)
    assert "<" not in left


def test_tidied_text_has_no_wall_of_empty_lines_and_no_hidden_turns():
    assert tidy("a\r\n\r\n \n\n\nb\u202e\u200b") == "a\n\nb"
    assert [initials(name) for name in ("River", "ana de ruiz", "", "🌊 sea", "…")] == [
        *("R", "AR", "", "S", "")
    ]


def test_the_feed_holds_the_newest_and_no_address(client, article, add, make_article):
    add("First", email="river@example.org")
    other = make_article("Another day")
    add("Elsewhere & <here>", article=other, created_at=timezone.now() + timedelta(seconds=1))
    add("Hidden", status="pending")
    response = client.get("/comments/rss/")
    items = ET.fromstring(response.content).findall("channel/item")
    assert [item.findtext("title") for item in items] == [
        *("River on Another day", "River on The first week")
    ]
    assert items[0].findtext("description") == "<p>Elsewhere &amp; &lt;here&gt;</p>"
    assert b"example.org" not in response.content
    own = ET.fromstring(client.get(f"/comments/{article.pk}/rss/").content)
    assert len(own.findall("channel/item")) == 1
