"""Feeds: well-formed, of public articles alone, with names that stay."""

from xml.etree import ElementTree

import feedparser
import pytest

from blog.models import Comment, CommentSettings
from tests.blog.feed_rules import faults

ATOM = "{http://www.w3.org/2005/Atom}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def titles(tree):
    return [item.findtext("title") for item in tree.iter("item")]


def test_all_articles_newest_first_without_those_hidden(client, make_article, make_person, hide):
    ana = make_person("Ana Ruiz")
    make_article("Older", authors=[ana], summary="What came before & after")
    make_article("Newer", authors=[ana])
    hide(make_article("Draft", authors=[ana]), "draft")
    hide(make_article("Private", authors=[ana]), "private")
    tree = feed(client, "/articles/rss/")
    assert titles(tree) == ["Newer", "Older"]
    older = list(tree.iter("item"))[1]
    assert older.findtext("description") == "What came before &amp; after"
    assert older.findtext(CREATOR) == "Ana Ruiz"
    assert older.findtext("link") == "http://localhost/articles/older/"
    assert older.find("guid").get("isPermaLink") == "false"


def test_by_topic_and_by_author(client, make_article, make_person, make_topic):
    ana, ben, family = make_person("Ana"), make_person("Ben"), make_topic("Family")
    make_article("Hers", authors=[ana], topics=[family])
    make_article("His", authors=[ben])
    assert titles(feed(client, family.url + "rss/")) == ["Hers"]
    assert titles(feed(client, ben.url + "rss/")) == ["His"]


def test_atom_has_what_it_must(client, make_article, make_person):
    """RFC 4287, 4.1: id, title and updated of the feed and of each entry, and an author."""
    make_article("Hers", authors=[make_person()])
    tree = feed(client, "/articles/atom/")
    assert tree.find(f"{ATOM}link[@rel='self']").get("href").endswith("/articles/atom/")
    for element in (tree, tree.find(f"{ATOM}entry")):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert tree.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "Ana Ruiz"


def test_an_article_keeps_its_name_when_its_address_changes(client, make_article):
    article = make_article("Hers")
    before = feed(client, "/articles/rss/").findtext(".//guid")
    article.slug = "elsewhere"
    article.save_revision().publish()
    assert feed(client, "/articles/rss/").findtext(".//guid") == before


def test_more_articles_ask_no_more(
    client, make_article, make_person, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(40) as counted:
            client.get("/articles/atom/")
        return len(counted)

    make_article("One", authors=[make_person("Ana")])
    queries()
    before = queries()
    for number in range(4):
        make_article(f"More {number}", authors=[make_person(f"Person {number}")])
    assert queries() == before


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_pages_name_their_feeds(client, make_article, make_person, make_topic, kind):
    ana, family = make_person(), make_topic()
    make_article("Hers", authors=[ana], topics=[family])
    for address in ("/articles/", ana.url, family.url):
        html = client.get(address).content.decode()
        assert f'href="http://localhost{address}{kind}/"' in html


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_reader_finds_no_fault(client, make_article, make_person, kind):
    """feedparser is strict about XML, dates and types; who wrote none is by the publisher."""
    make_article("By <Ana> & co", authors=[make_person("Ana")], summary="What & <why>")
    make_article("By nobody", authors=[])
    response = client.get(f"/articles/{kind}/")
    read = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert not read.bozo
    assert read.version == {"rss": "rss20", "atom": "atom10"}[kind]
    assert read.feed.title
    assert read.feed.link
    assert len(read.entries) == 2
    assert all(entry.published_parsed and entry.id and entry.link for entry in read.entries)


@pytest.fixture
def full(make_article, make_person, make_topic):
    """An article that makes it hard for feeds, and a comment on it; the pages that are fed."""
    ana, family = make_person("Ana <b> & co"), make_topic("Family & <friends>")
    article = make_article("1 < 2 & 3", authors=[ana], topics=[family], summary="What & <why>")
    make_article("By nobody")
    CommentSettings.objects.create(site=article.get_site(), enabled=True)
    for text in ("See https://example.org/a?b=1&c=2.\n<b>Bold", "Again"):
        Comment.objects.create(article=article, name="R & <i>", text=text, status="approved")
    return article, [article.get_parent().url, ana.url, family.url]


def test_every_feed_keeps_to_its_specification(client, full):
    article, pages = full
    feeds = [f"{page}{kind}/" for page in pages for kind in ("rss", "atom")]
    for address in (*feeds, "/comments/rss/", f"/comments/{article.pk}/rss/"):
        content = client.get(address).content
        assert b"2 &amp; 3" in content, address
        assert faults(content) == [], address


@pytest.mark.parametrize(
    ("kind", "old", "new", "words"),
    [
        ("rss", "&amp;amp; &amp;lt;why", "&amp; &lt;why", "is not escaped"),
        ("rss", "<pubDate>", "<pubDate>Yesterday, ", "is no date"),
        ("rss", "<link>http://localhost", "<link>", "is relative"),
        ("rss", 'rel="self"', 'rel="next"', "no link to itself"),
        ("atom", "<published>", "<published>x", "is no date"),
        ("atom", "<id>tag:", "<id>", "is no IRI"),
        ("atom", 'rel="alternate"', 'rel="related"', "without alternate link"),
        ("atom", "<title>1", "<title>1</title><title>", "needs one"),
    ],
)
def test_the_rules_find_what_is_wrong(client, full, kind, old, new, words):
    content = client.get(f"/articles/{kind}/").content.decode()
    assert old in content
    assert any(words in fault for fault in faults(content.replace(old, new).encode()))


def test_an_article_names_the_feed_of_its_comments(client, full):
    article, _ = full
    html = client.get(article.url).content.decode()
    head = html.split("</head>")[0]
    assert f'href="/comments/{article.pk}/rss/"' in head
    assert 'title="Comments on 1 &lt; 2 &amp; 3"' in head
    CommentSettings.objects.update(enabled=False)
    assert "/rss/" not in client.get(article.url).content.decode().split("</head>")[0]


def test_feeds_have_what_is_required_without_summary_and_author(client, make_article):
    """RSS 2.0 requires a description; RFC 4287 (4.1.1) an author where an entry has none."""
    make_article("By nobody", authors=[])
    assert feed(client, "/articles/rss/").findtext("channel/description")
    assert feed(client, "/articles/atom/").findtext(f"{ATOM}author/{ATOM}name")
