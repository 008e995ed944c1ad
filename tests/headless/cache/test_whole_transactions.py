"""What one transaction does to an object is told as one: nobody hears of states between."""

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from headless.changes.models import ContentChange
from home.models import StandardPage

from .conftest import publish


@pytest.fixture
def told(commit):
    """Return a function that commits what another does, and returns what is told of it."""

    def of(act, kind="page"):
        newest = ContentChange.objects.latest("pk").pk if ContentChange.objects.exists() else 0
        with commit():
            act()
        rows = ContentChange.objects.filter(pk__gt=newest, type=kind).order_by("pk")
        return [(row.kind, row.object_id, row.paths) for row in rows]

    return of


@pytest.fixture
def add(home_page, commit):
    def add(slug, parent=None, *, private=False):
        with commit():
            page = publish(parent or home_page, StandardPage(title=slug, slug=slug))
            if private:
                PageViewRestriction.objects.create(page=page, restriction_type="login")
        return page

    return add


def again(page):
    return Page.objects.get(pk=page.pk).specific


def test_a_live_copy_of_a_private_page_is_told_nowhere(told, add, home_page):
    private = add("private", private=True)
    below = add("below", private)

    def copy():
        attributes = {"slug": "copied", "title": "Copied"}
        again(private).copy(to=again(home_page), update_attrs=attributes, keep_live=True)
        attributes = {"slug": "copied-2", "title": "Copied"}
        again(below).copy(to=again(home_page), update_attrs=attributes, keep_live=True)

    assert told(copy) == []
    assert Page.objects.filter(slug__startswith="copied", live=True).count() == 2


def test_what_moves_between_private_sections_is_told_nowhere(told, add):
    here, there = add("here", private=True), add("there", private=True)
    page = add("page", here)
    assert told(lambda: again(page).move(again(there), pos="last-child")) == []


def test_what_is_published_and_restricted_at_once_is_told_nowhere(told, add, home_page):
    Redirect.objects.create(old_path="/old", redirect_page=home_page)
    newest = ContentChange.objects.latest("pk").pk

    def publish_private():
        page = publish(home_page, StandardPage(title="Page", slug="page"))
        Redirect.objects.create(old_path="/way", redirect_page=page)
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert told(publish_private) == []
    rows = ContentChange.objects.filter(pk__gt=newest)
    assert not rows.exclude(type="").exists()
    page = Page.objects.get(slug="page")
    assert f"page-{page.pk}" in {tag for row in rows for tag in row.tags}


def test_what_is_published_and_deleted_at_once_is_told_nowhere(told, home_page):
    def come_and_go():
        publish(home_page, StandardPage(title="Page", slug="page")).delete()

    assert told(come_and_go) == []


def test_a_new_page_is_told_where_it_stands_in_the_end(told, home_page):
    def create():
        page = publish(home_page, StandardPage(title="Page", slug="at-first"))
        page.slug = "in-the-end"
        page.save_revision().publish()

    [(kind, _, paths)] = told(create)
    assert (kind, paths) == ("created", ["/in-the-end/"])


def test_what_went_and_came_back_has_changed(told, add):
    page = add("page")

    def restrict_for_a_moment():
        PageViewRestriction.objects.create(page=page, restriction_type="login").delete()

    assert told(restrict_for_a_moment) == [("changed", page.pk, ["/page/"])]


def test_what_went_and_came_back_elsewhere_has_moved(told, add):
    page = add("page")

    def unpublish_and_rename():
        again(page).unpublish()
        new = again(page)
        new.slug = "elsewhere"
        new.save_revision().publish()

    assert told(unpublish_and_rename) == [("moved", page.pk, ["/page/", "/elsewhere/"])]


def test_addresses_between_are_not_told(told, add):
    page = add("page")

    def rename(*slugs):
        for slug in slugs:
            new = again(page)
            new.slug = slug
            new.save_revision().publish()

    assert told(lambda: rename("between", "at-last")) == [
        ("moved", page.pk, ["/page/", "/at-last/"])
    ]
    assert told(lambda: rename("between", "at-last")) == [("changed", page.pk, ["/at-last/"])]

    def rename_and_remove():
        rename("between")
        again(page).unpublish()

    assert told(rename_and_remove) == [("removed", page.pk, ["/at-last/"])]


def test_a_rollback_to_a_savepoint_takes_back_what_was_told_in_it_alone(told, home_page):
    def create_and_half_remove():
        page = publish(home_page, StandardPage(title="Page", slug="page"))
        with transaction.atomic():
            PageViewRestriction.objects.create(page=page, restriction_type="login")
            transaction.set_rollback(True)

    [(kind, _, paths)] = told(create_and_half_remove)
    assert (kind, paths) == ("created", ["/page/"])


def test_a_rollback_brings_back_that_it_was_removed(told, add):
    page = add("page")

    def remove_and_half_restore():
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
        with transaction.atomic():
            restriction.delete()
            transaction.set_rollback(True)

    assert told(remove_and_half_restore) == [("removed", page.pk, ["/page/"])]


def test_a_file_that_is_private_in_the_end_is_told_nowhere(told, site):
    inside = Collection.get_first_root_node().add_child(name="Inside")
    CollectionViewRestriction.objects.create(collection=inside, restriction_type="login")

    def upload():
        paper = get_document_model().objects.create(
            title="Paper", file=ContentFile(b"x", name="p.txt")
        )
        paper.collection = inside
        paper.save()

    assert told(upload, "document") == []
