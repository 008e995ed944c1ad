"""What nobody means to write stays outside, and what was stored before breaks no answer."""

from unicodedata import category
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Collection, Site

from headless.text import clean_text, clean_value
from home.feeds import AtomFeed, RssFeed
from home.models import SearchSynonyms, StandardPage

UNWANTED = "\x00\x0b\x1f\x85\u202e\u2066\ud800\ufdd0\ufffe\uffff\U0001ffff"


def test_text_keeps_what_people_write():
    kept = "Tab\tline\r\nñ 日本 👩‍👧 \u200f שלום"
    assert clean_text(kept) == kept
    assert clean_text(f"Slides{UNWANTED}pasted") == "Slidespasted"
    assert clean_value({"a": ["x\x0b", 1, None]}) == {"a": ["x", 1, None]}


@given(st.text(st.characters(), max_size=80))
def test_any_text_makes_a_feed_that_parses(text):
    for kind in (RssFeed, AtomFeed):
        feed = kind(text, "https://example.org/", text, feed_url="https://example.org/f")
        feed.add_item(text, "https://example.org/a", text, author_name=text)
        assert ElementTree.fromstring(feed.writeString("utf-8")) is not None


@given(st.text(st.characters() | st.characters(categories=["C"]), max_size=80))
def test_clean_text_is_clean(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert ElementTree.fromstring(f"<a>{escape(clean)}</a>") is not None
    assert set(clean).isdisjoint(UNWANTED)
    assert {category(each) for each in set(clean) - set("\t\n\r")}.isdisjoint({"Cc", "Cs"})
    # Nothing is added and nothing moved: what is left stands as it stood.
    rest = iter(text)
    assert all(character in rest for character in clean)


# Letters, marks, numbers, punctuation, symbols and blanks of every script.
ordinary = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])


@given(st.text(ordinary | st.sampled_from("\t\n\r\u200c\u200d\u200f"), max_size=80))
def test_what_people_write_stays_as_it_is(text):
    assert clean_text(text) == text


def test_a_page_is_saved_without_them(home_page):
    page = StandardPage(title="Slides\x0bpasted", slug="slides", summary="A\ufffe summary")
    page.seo_title = "S\x0b"
    page.body = [("paragraph", "<p>One\x0b two</p>")]
    home_page.add_child(instance=page)
    page.refresh_from_db()
    assert (page.title, page.summary, page.seo_title) == ("Slidespasted", "A summary", "S")
    assert "\x0b" not in str(page.body)
    assert "One two" in str(page.body)


@pytest.mark.parametrize("title", ["Slides\x0bpasted title", "Slides\ufffepasted title"])
def test_a_page_published_from_a_revision_is_clean(home_page, title):
    page = home_page.add_child(instance=StandardPage(title="Slides", slug="slides"))
    page.title = title
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.title == "Slidespasted title"


def test_a_draft_is_clean_before_it_is_published(home_page):
    page = home_page.add_child(instance=StandardPage(title="Slides", slug="slides"))
    page.summary = "A\ufffe summary"
    page.body = [("paragraph", "<p>One\x0b two</p>")]
    content = page.save_revision().content
    assert content["summary"] == "A summary"
    assert "One two" in content["body"]


def test_what_editors_write_beside_pages_is_clean(home_page):
    site = Site.objects.get(is_default_site=True)
    redirect = Redirect.objects.create(
        old_path="/a", redirect_link="https://example.org/\x0bb", site=site
    )
    collection = Collection.get_first_root_node().add_child(name="Slides\x0b")
    document = Document.objects.create(title="Slides\ufffe", file=ContentFile(b"a", name="a.txt"))
    synonyms = SearchSynonyms.objects.create(terms="rehab\x0b\ntreatment")
    assert redirect.redirect_link == "https://example.org/b"
    assert collection.name == document.title == "Slides"
    assert synonyms.terms == "rehab\ntreatment"
