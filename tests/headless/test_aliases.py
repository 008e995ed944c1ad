"""Nothing of a page is public by way of its aliases before its moment, or while it is hidden."""

import json
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from published import committed
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowState,
    WorkflowTask,
)

from headless import scheduling
from headless.changes.models import ContentChange
from headless.visibility import first_public, is_public, public_pages, restrictions_on
from home.models import StandardPage


def add(parent, title, *, live=True, **fields):
    page = parent.add_child(
        instance=StandardPage(title=title, slug=title.lower(), live=False, **fields)
    )
    revision = page.save_revision()
    if live:
        revision.publish()
    return StandardPage.objects.get(pk=page.pk)


def alias_of(page, slug, parent):
    return page.create_alias(parent=Page.objects.get(pk=parent.pk), update_slug=slug)


def chain(page, parent, length=4):
    """An alias of a page, an alias of that, and so on."""
    aliases = []
    for number in range(1, length + 1):
        aliases.append(alias_of(([page, *aliases])[-1], f"copy-{number}", parent))
    return aliases


def schedule(page):
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()


def reach(page):
    past = timezone.now() - timedelta(minutes=1)
    revision = Page.objects.get(pk=page.pk).scheduled_revision
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()


@pytest.fixture
def told(client, home_page):
    """Return which of some slugs the public meets, by every way there is; all must agree."""

    def ask(*slugs):
        with_text = {slug for slug in slugs if b"Tide table" in client.get(f"/{slug}/").content}
        pages = client.get("/api/v2/pages/?limit=100").json()["items"]
        sync = json.dumps(client.get("/api/v2/sync/").json())
        sitemap = client.get("/sitemap.xml").content.decode() + "".join(
            client.get(f"/sitemap-{name}.xml").content.decode() for name in ("standardpage",)
        )
        found = {page.slug for page in public_pages().filter(slug__in=slugs)}
        single = {slug for slug in slugs if is_public(Page.objects.get(slug=slug).specific)}
        listed = {page["meta"]["slug"] for page in pages} & set(slugs)
        synced = {slug for slug in slugs if f"/{slug}/" in sync}
        named = {slug for slug in slugs if f"/{slug}/" in sitemap}
        assert with_text == found == single == listed == synced
        assert named <= found
        return found

    return ask


BODY = [("paragraph", "<p>Tide table</p>")]
SLUGS = ("copy-1", "copy-2", "copy-3", "copy-4")


def test_the_aliases_of_a_draft_wait_for_its_moment(home_page, told):
    draft = add(home_page, "Source", live=False, body=BODY)
    chain(draft, home_page)
    schedule(draft)
    assert told("source", *SLUGS) == set()
    scheduling.keep_schedule()
    call_command("publish_scheduled")
    assert told("source", *SLUGS) == set()
    reach(draft)
    scheduling.keep_schedule()
    assert told("source", *SLUGS) == {"source", *SLUGS}


def test_what_was_taken_down_and_scheduled_stays_down_with_its_aliases(home_page, told):
    page = add(home_page, "Source", body=BODY)
    chain(page, home_page)
    Page.objects.get(pk=page.pk).specific.unpublish()
    page.refresh_from_db()
    schedule(page)
    assert told("source", *SLUGS) == set()


def test_what_a_schedule_takes_down_goes_with_its_aliases(home_page, told):
    """A page made live without a revision, as imports do, is hidden by Wagtail until its day."""
    page = add(home_page, "Source", body=BODY)
    chain(page, home_page)
    Page.objects.filter(pk=page.pk).update(live_revision=None)
    page.refresh_from_db()
    schedule(page)
    assert told("source", *SLUGS) == set()


def test_a_live_page_s_next_words_wait_in_its_aliases_too(home_page, told, client):
    page = add(home_page, "Source", body=BODY)
    chain(page, home_page)
    page.summary = "Only from tomorrow on."
    schedule(page)
    assert told("source", *SLUGS) == {"source", *SLUGS}
    for slug in ("source", *SLUGS):
        assert b"Only from tomorrow" not in client.get(f"/{slug}/").content


@pytest.mark.parametrize("at", ["page", "above"])
def test_a_restriction_holds_along_any_number_of_aliases(home_page, told, at):
    above = add(home_page, "Above", body=BODY)
    page = add(above, "Source", body=BODY)
    aliases = chain(page, home_page)
    add(aliases[-1], "Below", body=BODY)
    restricted = {"page": page, "above": above}[at]
    assert told(*SLUGS) == set(SLUGS)
    restriction = PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert told(*SLUGS) == set()
    below = Page.objects.get(slug="below").specific
    assert not is_public(below)
    assert not public_pages().filter(pk=below.pk).exists()
    restriction.delete()
    assert told(*SLUGS) == set(SLUGS)


def test_a_move_hides_and_shows_the_aliases_and_all_are_told(home_page, told):
    private = add(home_page, "Private", body=BODY)
    page = add(home_page, "Source", body=BODY)
    aliases = chain(page, home_page)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    def last_told():
        rows = ContentChange.objects.filter(object_id__in=[alias.pk for alias in aliases])
        return [rows.filter(object_id=each.pk).latest("pk").kind for each in aliases]

    committed()
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=private.pk), pos="last-child")
    committed()
    assert told(*SLUGS) == set()
    assert last_told() == ["removed"] * 4
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=home_page.pk), pos="last-child")
    assert told(*SLUGS) == set(SLUGS)
    assert last_told() == ["created"] * 4


def test_unrestricting_a_page_frees_the_aliases_that_were_given_its_restriction(home_page, told):
    page = add(home_page, "Source", body=BODY)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    aliases = chain(page, home_page)
    assert aliases[-1].view_restrictions.exists()  # Wagtail copies it
    restriction.delete()
    assert told("source", *SLUGS) == {"source", *SLUGS}


def test_who_deletes_a_restricted_page_does_not_publish_its_aliases(home_page, told):
    page = add(home_page, "Source", body=BODY)
    chain(page, home_page)
    alias_of(page, "within", page)
    PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="harbor-light"
    )
    Page.objects.get(pk=page.pk).specific.delete()
    assert told(*SLUGS) == set()
    assert not Page.objects.filter(slug="within").exists()
    alias = Page.objects.get(slug="copy-1")
    assert alias.alias_of_id is None
    assert [each.password for each in restrictions_on(alias)] == ["harbor-light"]


@pytest.mark.parametrize("at", ["page", "above", "source"])
def test_a_copy_of_what_is_private_stays_private(home_page, told, at):
    above = add(home_page, "Above", body=BODY)
    page = add(above, "Source", body=BODY)
    alias = alias_of(page, "copy-1", above)
    restricted = {"page": alias, "above": above, "source": page}[at]
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    Page.objects.get(pk=alias.pk).specific.copy(
        to=Page.objects.get(pk=home_page.pk),
        update_attrs={"slug": "copied", "title": "Copied"},
        keep_live=True,
        recursive=True,
    )
    assert told("copied") == set()
    assert Page.objects.get(slug="copied").live


def test_a_translation_that_repeats_a_page_follows_it(home_page, told):
    """Wagtail repeats untranslated pages by aliases in the other language's tree."""
    spanish = Locale.objects.create(language_code="es")
    draft = add(home_page, "Source", live=False, body=BODY)
    alias = draft.copy_for_translation(spanish, copy_parents=True, alias=True)
    assert alias.alias_of_id == draft.pk
    schedule(draft)
    assert not public_pages().filter(pk=alias.pk).exists()
    reach(draft)
    scheduling.keep_schedule()
    assert public_pages().filter(pk=alias.pk).exists()
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    assert not is_public(Page.objects.get(pk=alias.pk).specific)


def test_a_translation_of_a_live_page_begins_as_a_draft(home_page):
    spanish = Locale.objects.create(language_code="es")
    page = add(home_page, "Source", body=BODY)
    translated = page.copy_for_translation(spanish, copy_parents=True)
    assert not translated.live


def test_approval_of_what_is_for_later_leaves_the_aliases_waiting(home_page, told, make_user):
    draft = add(home_page, "Source", live=False, body=BODY)
    chain(draft, home_page)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision()
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    boss = make_user(superuser=True)
    state = workflow.start(draft, boss)
    state.current_task_state.approve(user=boss)
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert told("source", *SLUGS) == set()
    reach(draft)
    scheduling.keep_schedule()
    assert told("source", *SLUGS) == {"source", *SLUGS}


def test_an_older_version_brought_back_for_later_waits_in_the_aliases(home_page, told):
    page = add(home_page, "Source", body=BODY)
    chain(page, home_page)
    old = page.latest_revision
    Page.objects.get(pk=page.pk).specific.unpublish()
    again = old.as_object()
    again.go_live_at = timezone.now() + timedelta(hours=1)
    again.save_revision(previous_revision=old).publish(previous_revision=old)
    assert told("source", *SLUGS) == set()


def test_an_alias_is_not_published_in_bulk(home_page, told, admin_user_client):
    draft = add(home_page, "Source", live=False, body=BODY)
    alias = alias_of(draft, "copy-1", home_page)
    publish = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={alias.pk}"
    assert "You don't have permission" in admin_user_client.get(publish).content.decode()
    assert admin_user_client.post(publish, follow=True).status_code == 200
    assert told("source", "copy-1") == set()


def test_drafts_below_are_published_in_bulk_and_aliases_among_them_passed_over(
    home_page, told, admin_user_client
):
    above = add(home_page, "Above", body=BODY)
    hidden = add(home_page, "Source", live=False, body=BODY)
    alias_of(hidden, "copy-1", above)
    add(above, "Below", live=False, body=BODY)
    publish = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={above.pk}"
    answer = admin_user_client.post(publish, {"include_descendants": "on"}, follow=True)
    assert answer.status_code == 200
    live = Page.objects.filter(slug__in=["above", "below", "copy-1"], live=True)
    assert {page.slug for page in live} == {"above", "below"}


def test_aliases_that_went_live_before_their_sources_are_taken_down(home_page, told):
    draft = add(home_page, "Source", live=False, body=BODY)
    chain(draft, home_page)
    Page.objects.filter(slug__in=SLUGS).update(live=True)
    migration = import_module("headless.migrations.0006_hide_aliases_of_drafts")
    migration.hide_aliases_of_drafts(apps, SimpleNamespace(connection=connection))
    assert told("source", *SLUGS) == set()


def test_the_first_public_page_is_by_place_and_of_its_site(home_page):
    """The locator of a site is found so: never a hidden one, a later one, or a neighbour's."""
    elsewhere = add(Page.objects.get(depth=1), "Elsewhere")
    hidden, first, second = (add(home_page, title) for title in ("Hidden", "First", "Second"))
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    ours = Site.objects.get(root_page=home_page)
    assert first_public(StandardPage, ours) == first
    second.move(first, pos="left")
    assert first_public(StandardPage, ours) == second
    theirs = Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
    assert first_public(StandardPage, theirs) == elsewhere
    elsewhere.unpublish()
    assert first_public(StandardPage, theirs) is None


def test_an_alias_that_becomes_a_page_of_its_own_stays_as_private(
    home_page, told, admin_user_client
):
    above = add(home_page, "Above", body=BODY)
    page = add(above, "Source", body=BODY)
    alias = alias_of(page, "copy-1", home_page)
    PageViewRestriction.objects.create(
        page=above, restriction_type="password", password="harbor-light"
    )
    address = f"/admin/pages/{alias.pk}/convert_alias/"
    assert admin_user_client.post(address).status_code == 302
    alias.refresh_from_db()
    assert (alias.alias_of_id, alias.live) == (None, True)
    assert told("copy-1") == set()
    assert [each.password for each in restrictions_on(alias)] == ["harbor-light"]


def test_an_alias_of_what_is_public_becomes_a_public_page(home_page, told, admin_user_client):
    alias = alias_of(add(home_page, "Source", body=BODY), "copy-1", home_page)
    admin_user_client.post(f"/admin/pages/{alias.pk}/convert_alias/")
    assert told("copy-1") == {"copy-1"}


# What the form of the copy view posts, besides where to and what.
COPY_LIVE = {"new_title": "Copied", "new_slug": "copied", "publish_copies": "on"}


@pytest.fixture
def copy_live(home_page, admin_user_client):
    """Return a function that copies, in the admin, a live page from a private section."""
    above = add(home_page, "Above", body=BODY)
    page = add(above, "Source", body=BODY)
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    form = {**COPY_LIVE, "new_parent_page": home_page.pk}
    committed()
    return lambda: admin_user_client.post(f"/admin/pages/{page.pk}/copy/", form)


def test_who_is_cut_off_while_copying_leaves_no_copy_without_its_restriction(
    copy_live, monkeypatch
):
    monkeypatch.setattr("home.publishing.refusals.carry_over", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copy_live()
    assert not Page.objects.filter(slug="copied").exists()


def test_a_live_copy_made_in_the_admin_of_what_is_private_is_told_nowhere(copy_live):
    copy_live()
    copied = Page.objects.get(slug="copied")
    assert copied.live
    assert not ContentChange.objects.filter(type="page", object_id=copied.pk).exists()


def test_a_live_page_below_a_draft_that_is_copied_stays_private(
    client, home_page, admin_user_client
):
    above = add(home_page, "Above", body=BODY)
    draft = add(above, "Draft", live=False, body=BODY)
    add(draft, "Below", body=BODY)
    PageViewRestriction.objects.create(page=above, restriction_type="login")
    form = {**COPY_LIVE, "new_parent_page": home_page.pk, "copy_subpages": "on"}
    assert admin_user_client.post(f"/admin/pages/{draft.pk}/copy/", form).status_code == 302
    below = Page.objects.get(slug="copied").get_children().get()
    assert below.live
    assert not public_pages().filter(pk=below.pk).exists()
    assert b"Tide table" not in client.get(below.url).content
