"""Wagtail's redirects, for readers and for front ends: the same rule, the same address."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from headless.scheduling import keep_schedule
from home.models import StandardPage

OLD = "/old-address/"
HOST = "http://localhost"


@pytest.fixture
def page(home_page):
    page = home_page.add_child(instance=StandardPage(title="New", slug="new-address"))
    page.save_revision().publish()
    return page


def add(old_path="/old-address", **fields):
    redirect = Redirect(old_path=old_path, **fields)
    redirect.clean()
    redirect.save()
    return redirect


def both(client, address):
    """Return status and location of the page's answer and of the API's."""
    html = client.get(address)
    api = client.get("/api/v2/resolve/", {"path": address})
    told = (api.json()["status"], api.json()["location"]) if api.status_code == 200 else (404, None)
    return (html.status_code, html.get("Location")), told


TARGETS = {
    "page": (lambda page: {"redirect_page": page}, "/new-address/"),
    "temporary": (lambda page: {"redirect_page": page, "is_permanent": False}, "/new-address/"),
    "path": (lambda page: {"redirect_link": "/new-address/"}, "/new-address/"),
    "fragment": (lambda page: {"redirect_link": "/new-address/#help"}, "/new-address/#help"),
    "elsewhere": (
        lambda page: {"redirect_link": "https://example.org/a/"},
        "https://example.org/a/",
    ),
}


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("query", ["", "utm_source=letter", "a=1&a=2&b=%D1%8F&c=x+y"])
def test_the_query_goes_along(client, page, kind, query):
    fields, target = TARGETS[kind]
    redirect = add(**fields(page))
    path, _, fragment = target.partition("#")
    expected = f"{path}?{query}" if query else path
    expected += f"#{fragment}" if fragment else ""
    html, api = both(client, f"{OLD}?{query}" if query else OLD)
    status = 301 if redirect.is_permanent else 302
    assert html == (status, expected)
    assert api == (status, expected if "://" in expected else f"{HOST}{expected}")


def test_a_target_keeps_its_own_query(client, page):
    add(redirect_link="/new-address/?part=2#help")
    html, api = both(client, f"{OLD}?utm_source=letter")
    assert html == (301, "/new-address/?part=2#help")
    assert api == (301, f"{HOST}/new-address/?part=2#help")


def test_a_query_that_the_redirect_was_made_for_is_used_up(client, page):
    add("/old-address?id=7", redirect_page=page)
    assert both(client, f"{OLD}?id=7") == ((301, "/new-address/"), (301, f"{HOST}/new-address/"))
    assert both(client, f"{OLD}?id=8") == ((404, None), (404, None))


def test_a_part_of_a_page_keeps_the_query(client, home_page):
    """`redirect_page_route_path`: what a page type routes itself, such as a feed."""
    from blog.models import ArticleIndexPage

    index = home_page.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    add("/feed", redirect_page=index, redirect_page_route_path="/rss/")
    html, api = both(client, "/feed/?utm_source=letter")
    assert html == (301, "/articles/rss/?utm_source=letter")
    assert api == (301, f"{HOST}/articles/rss/?utm_source=letter")


def restrict(page, kind, **fields):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.set(Group.objects.filter(name="Editors"))


def move_into_a_private_branch(page):
    inside = page.get_parent().add_child(instance=StandardPage(title="Inside", slug="inside"))
    restrict(inside, "login")
    page.move(inside, pos="last-child")


def expire(page):
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    keep_schedule()


HIDINGS = {
    "draft": lambda page: page.unpublish(),
    "login": lambda page: restrict(page, "login"),
    "password": lambda page: restrict(page, "password", password="harbor"),
    "groups": lambda page: restrict(page, "groups"),
    "restricted above": lambda page: restrict(page.get_parent(), "login"),
    "private branch": move_into_a_private_branch,
    "expired": expire,
    "deleted": lambda page: page.delete(),
}


@pytest.mark.parametrize("hide", HIDINGS.values(), ids=HIDINGS)
@pytest.mark.parametrize("route", ["", "/rss/"])
def test_a_hidden_target_is_told_to_nobody(client, editor_client, page, hide, route):
    add(redirect_page=page, redirect_page_route_path=route)
    add("/old-address?id=7", redirect_page=page)
    assert both(client, OLD)[0][0] == 301
    hide(page)
    for address in (OLD, f"{OLD}?id=7", f"{OLD}?utm_source=letter"):
        assert both(client, address) == ((404, None), (404, None))
        assert b"new-address" not in client.get(address).content
    assert editor_client.get(OLD).status_code == 404


def test_a_hidden_target_leaves_another_redirect_alone(client, site, page):
    """One of this site is hidden; one of all sites leads to another page."""
    hidden = page.get_parent().add_child(instance=StandardPage(title="No", slug="no", live=False))
    add(site=site, redirect_page=hidden)
    add(redirect_page=page)
    assert both(client, OLD) == ((301, "/new-address/"), (301, f"{HOST}/new-address/"))


@pytest.mark.parametrize(
    "path", ["/%00/", "/a/?b=%00", "/%FF/", "/[/", "/a;b/?c[]=1", "/" + "a" * 3000 + "/"]
)
def test_odd_addresses_are_only_not_found(client, site, path):
    assert client.get(path).status_code == 404
