"""What an article reads together with others it still depends on, shown or not shown yet."""

from datetime import date

import pytest
from wagtail.models import Page, PageViewRestriction

from blog.models import (
    ArticleAuthor,
    ArticlePage,
    CommentSettings,
    PersonPage,
    SeriesPage,
    SeriesPart,
)
from home.models import SiteSettings
from leads.models import Answerer, LeadsSettings, PhoneLine, WhoAnswersPage

from .conftest import publish


@pytest.fixture
def reviewer(person):
    return publish(person.get_parent(), PersonPage(title="Theo Vance", slug="theo"))


@pytest.fixture
def article(articles, person, reviewer, topics):
    """An article with a topic, an author, a reviewer, a tag, a relative and a series."""
    article = ArticlePage(title="One", slug="one", reviewer=reviewer, reviewed_on=date(2026, 1, 2))
    article.article_authors = [ArticleAuthor(person=person)]
    article.topics = [topics[0]]
    publish(articles, article)
    article.tags.add("calm-tag")
    article.save_revision().publish()
    other = ArticlePage(title="Relative", slug="relative")
    other.article_authors = [ArticleAuthor(person=reviewer)]
    other.topics = [topics[0]]
    publish(articles, other)
    series = SeriesPage(title="The series", slug="series")
    series.parts = [
        SeriesPart(article=each, sort_order=n) for n, each in enumerate((article, other))
    ]
    publish(articles, series)
    return article


@pytest.fixture
def shows(front, article):
    """Return a function that says whether the article's page shows a text, now that it is kept."""

    def ask(text):
        found = text in front.get(article.url).text
        assert front.is_kept(article.url)
        return found

    return ask


def unpublish(page):
    Page.objects.get(pk=page.pk).specific.unpublish()


def publish_again(page):
    Page.objects.get(pk=page.pk).specific.save_revision().publish()


def rename(page, title):
    page = Page.objects.get(pk=page.pk).specific
    page.title = title
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("calm", 'href="/articles/calm/"'),
        ("ana", "By\n"),
        ("theo", "Medically reviewed by"),
        ("series", "of the series"),
        ("relative", 'href="/articles/relative/"'),
    ],
)
def test_what_goes_and_comes_back(shows, commit, slug, text):
    page = Page.objects.get(slug=slug)
    assert shows(text)
    with commit():
        unpublish(page)
    assert not shows(text)
    with commit():
        publish_again(page)
    assert shows(text)
    with commit():
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not shows(text)
    with commit():
        restriction.delete()
    assert shows(text)


@pytest.mark.parametrize("slug", ["calm", "ana", "theo", "series", "relative", "articles"])
def test_what_has_another_name(shows, commit, slug):
    assert not shows("Another name")
    with commit():
        rename(Page.objects.get(slug=slug), "Another name")
    assert shows("Another name")


def test_an_ancestor_s_address_and_place(front, shows, commit, article, articles, home_page):
    assert shows("One")
    with commit():
        index = Page.objects.get(pk=articles.pk).specific
        index.slug = "texts"
        index.save_revision().publish()
    assert front.get(article.url).status == 301
    assert front.get("/texts/one/").status == 200
    assert front.is_kept("/texts/one/")
    with commit():
        unpublish(articles)
    assert 'href="/texts/"' not in front.get("/texts/one/").text
    with commit():
        PageViewRestriction.objects.create(page=home_page, restriction_type="login")
    assert front.get("/texts/one/").status == 302


def test_a_new_page_at_an_address_that_was_nobody_s(front, commit, shows, articles, person):
    assert shows("One")
    assert front.get("/articles/two/").status == 404
    with commit():
        two = ArticlePage(title="Two", slug="two")
        two.article_authors = [ArticleAuthor(person=person)]
        publish(articles, two)
    assert front.get("/articles/two/").status == 200
    assert front.is_kept("/articles/one/")


def test_tags_and_settings(front, shows, commit, article, site):
    assert shows("calm-tag")
    with commit():
        article.tags.add("another-tag")
        article.save_revision().publish()
    assert shows("another-tag")
    with commit():
        settings = SiteSettings.for_site(site)
        settings.tagline = "Another line"
        settings.save()
    assert shows("Another line")
    assert not shows("Send the comment")
    with commit():
        settings = CommentSettings.for_site(site)
        settings.enabled = True
        settings.save()
    assert shows("Send the comment")
    with commit():
        settings = LeadsSettings.for_site(site)
        settings.newsletter_offered, settings.newsletter_name = True, "Another letter"
        settings.save()
    assert shows("Another letter")


def test_the_page_about_who_answers_and_a_page_of_the_footer(shows, commit, site, home_page):
    answerer = Answerer.objects.create(name="Harbor Network")
    line = PhoneLine.objects.create(label="Help", number="+12025550142", answerer=answerer)
    with commit():
        settings = LeadsSettings.for_site(site)
        settings.hotline = line
        settings.save()
    assert not shows('href="/who/#')
    with commit():
        who = publish(home_page, WhoAnswersPage(title="Who answers", slug="who"))
    assert shows('href="/who/#')
    with commit():
        settings = SiteSettings.for_site(site)
        links = [{"text": "Our answerers", "page": who, "address": ""}]
        settings.footer = [("column", {"heading": "More", "links": links})]
        settings.save()
    assert shows("Our answerers")
    with commit():
        who.slug = "answerers"
        who.save_revision().publish()
    assert shows('href="/answerers/#')
    assert shows('<a href="/answerers/">')
    with commit():
        unpublish(who)
    assert not shows('href="/answerers/')
    assert not shows("Our answerers")
