"""One address for each page: whatever the query says, and however many aliases repeat it."""

import json
import re
from xml.etree import ElementTree

import pytest

from blog.models import ArticleIndexPage

from .conftest import publish

HOST = "http://localhost"
FIRST = f"{HOST}/articles/the-first-week/"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
OG_URL = re.compile(r'<meta property="og:url" content="([^"]*)">')
STRUCTURED = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def head(client, address):
    """Return all canonical addresses, and those of Open Graph, that a page names."""
    html = client.get(address).content.decode()
    return CANONICAL.findall(html), OG_URL.findall(html)


@pytest.mark.parametrize(
    "query",
    ["utm_source=a", "fbclid=x", "gclid=1&utm_medium=b", "page=2", "x=%22%3E", "comments=1"],
)
def test_what_changes_nothing_is_no_other_address(client, make_article, query):
    make_article()
    assert head(client, f"/articles/the-first-week/?{query}") == ([FIRST], [FIRST])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("page=1", ""),
        ("page=01", ""),
        ("page=2", "?page=2"),
        ("page=2&utm_source=a", "?page=2"),
        ("utm_source=a", ""),
    ],
)
def test_each_page_of_a_list_has_its_own(client, make_article, make_topic, query, expected):
    topic = make_topic("Family")
    for number in range(13):
        make_article(f"Number {number}", topics=[topic])
    for path in ("/articles/", "/articles/family/"):
        address = f"{HOST}{path}{expected}"
        assert head(client, f"{path}?{query}") == ([address], [address])


def test_a_search_has_none(client, home_page):
    assert head(client, "/search/?q=help") == ([], [])


@pytest.fixture
def other_index(home_page):
    return publish(home_page, ArticleIndexPage(title="For families", slug="families"))


@pytest.fixture
def repeat(other_index):
    """Return a function that puts an alias of a page into the other index."""

    def make(page, parent=other_index, slug="repeated"):
        return page.create_alias(parent=parent, update_slug=slug)

    return make


def test_an_alias_names_its_source(client, make_article, repeat):
    repeat(repeat(make_article()), slug="repeated-twice")
    for path in ("/families/repeated/", "/families/repeated-twice/?utm_source=a"):
        assert head(client, path) == ([FIRST], [FIRST])
        html = client.get(path).content.decode()
        assert json.loads(STRUCTURED.search(html)[1])["mainEntityOfPage"]["@id"] == FIRST


def test_the_api_names_the_source_of_an_alias(client, make_article, repeat):
    article = make_article()
    alias = repeat(article)
    for address in (
        f"/api/v2/pages/{alias.pk}/",
        "/api/v2/resolve/?path=/families/repeated/",
    ):
        answer = client.get(address).json()
        source = answer.get("page", answer)["meta"]["alias_of"]
        assert (source["id"], source["meta"]["html_url"]) == (article.pk, FIRST)
    listed = client.get("/api/v2/pages/?type=blog.ArticlePage&fields=alias_of").json()["items"]
    told = {item["id"]: (item["meta"]["alias_of"] or {}).get("id") for item in listed}
    assert told == {article.pk: None, alias.pk: article.pk}


def test_the_schema_describes_alias_of(client, site):
    schemas = client.get("/api/v2/schema/").json()["components"]["schemas"]
    assert "alias_of" in json.dumps(schemas["PageMeta"])


@pytest.mark.parametrize("way", ["draft", "private"])
def test_an_alias_of_what_nobody_sees_names_nothing_hidden(client, make_article, repeat, hide, way):
    article = make_article()
    alias = repeat(article)
    hide(article, way)
    response = client.get(alias.url)
    assert b"the-first-week" not in response.content
    answer = client.get(f"/api/v2/pages/{alias.pk}/")
    assert answer.status_code == 404 or answer.json()["meta"]["alias_of"] is None


def test_each_article_stands_once_where_all_are_listed(client, make_article, make_topic, repeat):
    topic = make_topic("Family")
    article = make_article(topics=[topic])
    repeat(article)
    repeat(article, article.get_parent(), "again")
    assert client.get("/llms.txt").content.count(b"The first week") == 1
    for path in ("/articles/", "/articles/family/"):
        html = client.get(path).content.decode()
        assert html.count('href="/articles/the-first-week/"') == 1
        assert "/again/" not in html


def test_an_alias_stands_in_the_list_that_it_was_put_into(client, make_article, repeat):
    article = make_article()
    repeat(article)
    assert '"/families/repeated/"' in client.get("/families/").content.decode()
    for kind in ("rss", "atom"):
        feeds = [client.get(f"/{index}/{kind}/").content for index in ("articles", "families")]
        ids = [re.findall(rb"<(?:guid[^>]*|id)>(tag:[^<]*/article/\d+/?)<", feed) for feed in feeds]
        assert ids[0] == ids[1] != []  # feed readers show it once
        assert all(FIRST.encode() in feed and b"repeated" not in feed for feed in feeds)


def test_the_sitemap_names_the_source_alone(client, make_article, repeat):
    repeat(make_article())
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    files = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    listed = b"".join(client.get(file).content for file in files)
    assert FIRST.encode() in listed
    assert b"repeated" not in listed
