"""Pages are found as Wagtail finds them, in two queries; what this depends on is noted."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from published import publish
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage, PeopleIndexPage, PersonPage
from headless.cache.tags import collecting
from home import routing
from home.models import StandardPage
from home.navigation import breadcrumbs
from leads.models import Answerer, CallbackFormPage


@pytest.fixture
def tree(home_page):
    """Pages of every way to be routed, by their names."""
    about = publish(home_page, StandardPage(title="About", slug="about"))
    team = publish(about, StandardPage(title="Team", slug="team"))
    draft = publish(about, StandardPage(title="Draft", slug="draft"))
    below = publish(draft, StandardPage(title="Below a draft", slug="below"))
    draft.unpublish()
    index = publish(home_page, ArticleIndexPage(title="Articles", slug="articles"))
    people = publish(home_page, PeopleIndexPage(title="People", slug="people"))
    person = publish(people, PersonPage(title="Ana", slug="ana"))
    article = ArticlePage(title="One", slug="one")
    article.article_authors = [ArticleAuthor(person=person)]
    publish(index, article)
    form = CallbackFormPage(
        title="Call", slug="call", answerer=Answerer.objects.create(name="Harbor Network")
    )
    publish(home_page, form)
    plain = home_page.add_child(instance=Page(title="Plain", slug="plain"))
    pages = (about, team, draft, below, index, people, person, article, form, plain)
    return {page.slug: page for page in pages}


def request_for(path, **headers):
    return RequestFactory(SERVER_NAME="localhost").get(path, **headers)


def found(path, *, ours):
    """Return what is routed at a path: the page, and with what it is called."""
    request = request_for(f"/{path}")
    if ours:
        routing.route(request, path)
    result = Page.route_for_request(request, path)
    if result is None:
        return None
    page, args, kwargs = result
    names = [getattr(each, "__name__", each) for each in args]
    return (
        page,
        type(page),
        names,
        kwargs,
        getattr(request, "routable_resolver_match", None) is None,
    )


@pytest.mark.parametrize(
    "path",
    [
        "",
        "about/",
        "about/team/",
        "about//team/",
        "about/none/",
        "about/draft/",
        "about/draft/below/",
        "team/",
        "articles/",
        "articles/rss/",
        "articles/one/",
        "articles/one/markdown/",
        "articles/one/none/",
        "people/ana/rss/",
        "call/",
        "call/thank-you/",
        "call/none/",
        "plain/",
        "none/",
        "/".join("a" * 50),
    ],
)
def test_what_is_found_is_what_wagtail_finds(tree, path):
    assert found(path, ours=True) == found(path, ours=False)


def test_a_page_type_that_resolves_addresses_its_own_way_is_asked(tree, monkeypatch):
    """It may answer what its decorated routes do not know, before any child does."""
    publish(tree["articles"], StandardPage(title="Child", slug="child"))
    known = RoutablePageMixin.resolve_subpage
    taken = lambda self, path: known(self, "/" if path == "/child/" else path)  # noqa: E731
    monkeypatch.setattr(ArticleIndexPage, "resolve_subpage", taken, raising=False)
    assert found("articles/child/", ours=False)[0].pk == tree["articles"].pk
    assert found("articles/child/", ours=True) == found("articles/child/", ours=False)


def test_what_middleware_found_before_stands(tree):
    request = request_for("/about/")
    before = Page.route_for_request(request, "articles/")
    routing.route(request, "about/")
    assert Page.route_for_request(request, "about/") is before


def test_an_address_of_an_ancestor_comes_before_a_child(tree):
    publish(tree["articles"], ArticleIndexPage(title="Feed", slug="rss"))
    assert found("articles/rss/", ours=True) == found("articles/rss/", ours=False)
    assert found("articles/rss/", ours=True)[0].pk == tree["articles"].pk


def test_a_stale_address_in_the_database_is_left_to_wagtail(tree):
    Page.objects.filter(pk=tree["team"].pk).update(url_path="/elsewhere/")
    assert found("about/team/", ours=True)[0].pk == tree["team"].pk
    Page.objects.filter(pk=tree["team"].pk).update(url_path="/home/about/team/", slug="crew")
    assert found("about/team/", ours=True) is None
    assert found("about/crew/", ours=True)[0].pk == tree["team"].pk


def test_two_queries_however_deep(tree):
    deep = tree["team"]
    for number in range(4):
        deep = publish(deep, StandardPage(title=f"Level {number}", slug=f"level-{number}"))
    request = request_for(deep.url)
    Site.find_for_request(request)
    with CaptureQueriesContext(connection) as queries:
        routing.route(request, deep.url)
        page = request._wagtail_route_for_request.page
        crumbs = breadcrumbs(page)
        assert page.pk == deep.pk
        assert not page.get_view_restrictions()
        assert page.get_parent().pk == crumbs[-1].pk
    assert len(queries) == 2
    assert [crumb.pk for crumb in crumbs] == [each.pk for each in breadcrumbs(deep)]


@pytest.mark.parametrize("where", ["team", "about", "home", "root"])
@pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_a_restriction_holds_wherever_it_stands(client, tree, home_page, where, kind):
    above = {"home": home_page, "root": home_page.get_parent()}
    page = above.get(where) or tree[where]
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="tide")
    answer = client.get("/about/team/")
    assert answer.status_code == (302 if kind == PageViewRestriction.LOGIN else 200)
    assert b"<h1>Team" not in answer.content
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/articles/one/").status_code == 200 or where in above


def test_a_restriction_of_its_source_holds_for_an_alias(client, tree, home_page):
    alias = CreatePageAliasAction(tree["about"], recursive=True, parent=home_page, update_slug="us")
    alias.execute(skip_permission_checks=True)
    assert client.get("/us/team/").status_code == 200
    PageViewRestriction.objects.create(page=tree["about"], restriction_type="login")
    assert client.get("/us/team/").status_code == 302
    assert client.get("/us/").status_code == 302


def test_breadcrumbs_end_above_what_is_restricted_and_leave_out_drafts(tree, home_page):
    def crumbs(path):
        page = found(path, ours=True)[0]
        assert page.public_ancestors is not None
        assert [each.pk for each in breadcrumbs(page)] == [
            each.pk for each in breadcrumbs(Page.objects.get(pk=page.pk))
        ]
        return [each.slug for each in breadcrumbs(page)]

    assert crumbs("about/draft/below/") == ["home", "about"]
    PageViewRestriction.objects.create(page=tree["about"], restriction_type="login")
    assert crumbs("about/team/") == ["home"]


def test_breadcrumbs_begin_at_the_root_of_the_page_s_own_site(client, tree):
    """A site may have its root inside another's; that one's home is not this one's."""
    deep = publish(tree["team"], StandardPage(title="Deep", slug="deep"))
    Site.objects.create(hostname="127.0.0.1", root_page=tree["about"])
    answer = client.get("/team/deep/", headers={"host": "127.0.0.1"})
    trail = re.search(r'<nav class="breadcrumbs".*?</nav>', answer.content.decode(), re.DOTALL)[0]
    addresses = re.findall('href="(.*?)"', trail)
    assert [urlsplit(address).path for address in addresses] == ["/", "/team/"]
    assert {urlsplit(address).netloc for address in addresses} == {"127.0.0.1"}
    assert [each.slug for each in breadcrumbs(deep)] == ["about", "team"]


def test_what_is_found_depends_on_all_pages_above_and_on_restrictions(tree, home_page):
    with collecting() as collected:
        found("about/team/", ours=True)
    pages = {f"page-{each.pk}" for each in (home_page, tree["about"], tree["team"])}
    slots = {f"slot-{home_page.path}-about", f"slot-{tree['about'].path}-team"}
    assert collected >= {*pages, *slots, "visibility"}
