"""`/api/v2/sync/`: all there is, then what changed since; nothing that was never public."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from published import committed
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from headless.changes import cursors, ledger
from headless.changes.models import ContentChange
from home.models import StandardPage

from .conftest import publish


@pytest.fixture
def ask(client, db):
    if connection.vendor == "postgresql":
        pytest.skip("Changes come when their transaction is over; tests/faults has it happen.")

    def ask(**parameters):
        committed()
        return client.get("/api/v2/sync/", parameters)

    return ask


@pytest.fixture
def follow(ask):
    """Return a function that reads on until there is no more."""

    def follow(cursor=None, limit=100):
        items = []
        while True:
            asked = {"limit": limit} | ({"cursor": cursor} if cursor else {})
            answer = ask(**asked).json()
            assert len(answer["items"]) <= limit
            items += answer["items"]
            cursor = answer["cursor"]
            if not answer["more"]:
                return items, cursor

    return follow


def names(items):
    return [(item["change"], item["object"], item["id"]) for item in items]


@pytest.fixture
def about(home_page, commit):
    with commit():
        return publish(home_page, StandardPage(title="About", slug="about"))


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_the_walk_finds_everything_public_once(follow, home_page, about, limit):
    publish(home_page, StandardPage(title="Hidden", slug="hidden")).unpublish()
    private = publish(home_page, StandardPage(title="Private", slug="private"))
    below = publish(private, StandardPage(title="Below", slug="below"))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    image = get_image_model().objects.create(title="Sea", file=get_test_image_file())
    paper = get_document_model().objects.create(title="P", file=ContentFile(b"x", name="p.txt"))
    redirect = Redirect.objects.create(old_path="/old", redirect_page=about)
    Redirect.objects.create(old_path="/inside", redirect_page=below)
    items, _ = follow(limit=limit)
    assert sorted(names(items)) == sorted(
        [
            ("created", "page", home_page.pk),
            ("created", "page", about.pk),
            ("created", "image", image.pk),
            ("created", "document", paper.pk),
            ("created", "redirect", redirect.pk),
        ]
    )
    told = next(item for item in items if item["id"] == about.pk and item["object"] == "page")
    assert (told["type"], told["title"]) == ("home.StandardPage", "About")


def test_changes_follow_in_order(follow, home_page, about, commit):
    _, cursor = follow()
    with commit():
        about.title = "About us"
        about.save_revision().publish()
        new = publish(home_page, StandardPage(title="New", slug="new"))
    items, cursor = follow(cursor)
    assert names(items) == [("changed", "page", about.pk), ("created", "page", new.pk)]
    assert items[0]["title"] == "About us"
    about.unpublish()
    new.delete()
    items, cursor = follow(cursor)
    assert names(items) == [("removed", "page", about.pk), ("removed", "page", items[1]["id"])]
    assert items[0]["paths"] == ["/about/"]
    assert "title" not in items[0]
    assert follow(cursor)[0] == []


def test_pages_of_changes(ask, follow, home_page):
    _, cursor = follow()
    made = [publish(home_page, StandardPage(title=f"P{n}", slug=f"p{n}")).pk for n in range(5)]
    answer = ask(cursor=cursor, limit=2)
    assert answer.json()["more"]
    assert answer.headers["Link"].endswith('>; rel="next"')
    assert "limit=2" in answer.headers["Link"]
    assert answer.headers["Cache-Control"] == "no-store"
    items, _ = follow(cursor, limit=2)
    assert list(dict.fromkeys(item["id"] for item in items)) == made


def test_drafts_and_private_pages_are_never_named(follow, home_page):
    _, cursor = follow()
    draft = StandardPage(title="Draft", slug="draft", live=False)
    home_page.add_child(instance=draft)
    draft.save_revision()
    draft.title = "Draft still"
    draft.save()
    draft.delete()
    assert follow(cursor)[0] == []


def test_a_restriction_is_a_tombstone_for_all_below(follow, about):
    below = publish(about, StandardPage(title="Below", slug="below"))
    redirect = Redirect.objects.create(old_path="/old", redirect_page=below)
    _, cursor = follow()
    restriction = PageViewRestriction.objects.create(page=about, restriction_type="login")
    items, cursor = follow(cursor)
    gone = [("page", about.pk), ("page", below.pk), ("redirect", redirect.pk)]
    assert sorted(names(items)) == [("removed", *each) for each in gone]
    below.title = "Inside"
    below.save_revision().publish()
    assert follow(cursor)[0] == []
    restriction.delete()
    assert sorted(names(follow(cursor)[0])) == [("created", *each) for each in gone]


def test_what_moved_is_told_with_all_below(follow, about, home_page):
    below = publish(about, StandardPage(title="Below", slug="below"))
    _, cursor = follow()
    about.slug = "we"
    about.save_revision().publish()
    items, _ = follow(cursor)
    pages = [item for item in items if item["object"] == "page"]
    assert {(item["change"], item["id"]) for item in pages} == {
        ("moved", about.pk),
        ("moved", below.pk),
    }
    assert {item["url"] for item in pages} == {"http://localhost/we/", "http://localhost/we/below/"}
    assert {item["id"]: item["paths"] for item in pages} == {
        about.pk: ["/about/"],
        below.pk: ["/about/below/"],
    }


def test_a_moved_branch_tells_where_each_of_its_pages_stood(follow, about, home_page):
    below = publish(about, StandardPage(title="Below", slug="below"))
    draft = about.add_child(instance=StandardPage(title="Draft", slug="draft", live=False))
    target = publish(home_page, StandardPage(title="Us", slug="us"))
    _, cursor = follow()
    about.move(target, pos="last-child")
    items, _ = follow(cursor)
    stood = {item["id"]: (item["change"], item["paths"]) for item in items if item["paths"]}
    assert stood == {
        about.pk: ("moved", ["/about/"]),
        below.pk: ("moved", ["/about/below/"]),
    }
    assert draft.pk not in {item["id"] for item in items}


def rename(page, slug):
    committed()
    page.refresh_from_db()
    page.slug = slug
    page.save_revision().publish()


def test_every_address_it_had_since_the_cursor_is_told(follow, about):
    _, cursor = follow()
    rename(about, "we")
    rename(about, "us")
    items, _ = follow(cursor)
    pages = [item for item in items if item["object"] == "page"]
    assert [(item["change"], item["paths"]) for item in pages] == [("moved", ["/about/", "/we/"])]
    rename(about, "about")
    pages = [item for item in follow(cursor)[0] if item["object"] == "page"]
    assert [item["paths"] for item in pages] == [["/we/", "/us/"]]


def test_what_moved_and_left_tells_all_its_addresses(follow, about):
    _, cursor = follow()
    rename(about, "we")
    committed()
    about.refresh_from_db()
    about.unpublish()
    pages = [item for item in follow(cursor)[0] if item["object"] == "page"]
    assert [(item["change"], item["paths"]) for item in pages] == [("removed", ["/about/", "/we/"])]


def test_what_came_back_elsewhere_tells_where_it_was(follow, about):
    _, cursor = follow()
    about.unpublish()
    rename(about, "we")
    pages = [item for item in follow(cursor)[0] if item["object"] == "page"]
    assert [(item["change"], item["paths"]) for item in pages] == [("created", ["/about/"])]


def test_images_and_collections(follow, site):
    _, cursor = follow()
    image = get_image_model().objects.create(title="Sea", file=get_test_image_file())
    items, cursor = follow(cursor)
    assert names(items) == [("created", "image", image.pk)]
    inside = Collection.get_first_root_node().add_child(name="Inside")
    restriction = CollectionViewRestriction.objects.create(
        collection=inside, restriction_type="login"
    )
    image.collection = inside
    image.save()
    items, cursor = follow(cursor)
    assert names(items) == [("removed", "image", image.pk)]
    restriction.delete()
    assert names(follow(cursor)[0]) == [("created", "image", image.pk)]
    image.delete()
    assert names(follow(cursor)[0])[-1][0] == "removed"


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"cursor": "x"}, "cursor"),
        ({"cursor": ""}, "cursor"),
        ({"cursor": "\x00"}, "cursor"),
        ({"cursor": "a" * 9_000}, "cursor"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"limit": "9" * 30}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"page": "2"}, "page"),
    ],
)
def test_bad_parameters_are_named(ask, site, parameters, named):
    answer = ask(**parameters)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["parameter"] == named


def test_a_cursor_of_another_make_is_refused(ask, site):
    forged = signing.TimestampSigner(salt="other").sign_object([0, 0, -1, 0])
    assert ask(cursor=forged).status_code == 400


def test_an_old_cursor_is_told_to_begin_anew(ask, follow, site, monkeypatch):
    _, cursor = follow()
    monkeypatch.setattr(cursors, "KEPT", timedelta(seconds=-1))
    answer = ask(cursor=cursor)
    assert answer.status_code == 410
    assert answer.json()["type"].endswith(":resync")


def test_other_methods(client, ask, site):
    assert client.head("/api/v2/sync/").status_code == 200
    assert client.post("/api/v2/sync/").status_code == 405


def test_rows_are_forgotten_after_their_time(site, about):
    ContentChange.objects.update(bumped=True, told=True)
    kept = ContentChange.objects.order_by("pk").last()
    ContentChange.objects.exclude(pk=kept.pk).update(
        at=timezone.now() - ledger.KEPT - timedelta(days=2)
    )
    assert ledger.forget() > 0
    assert list(ContentChange.objects.values_list("pk", flat=True)) == [kept.pk]


def test_a_walk_costs_the_same_for_ten_and_for_forty_pages(
    ask, home_page, django_assert_max_num_queries
):
    for number in range(40):
        home_page.add_child(instance=StandardPage(title=str(number), slug=str(number)))
    ask(limit=1)  # content types and sites are known then
    for limit in (10, 40):
        with django_assert_max_num_queries(4):
            assert len(ask(limit=limit).json()["items"]) == limit
