"""Every way a page goes live, where its site lets a check block: it stays a draft, and says why."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import APIToken, GroupApprovalTask, Page, Site, Workflow, WorkflowTask
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from headless.changes.models import ContentChange
from home.checks import check_middleware
from home.models import PublishingSettings, StandardPage
from home.publishing.gate import PublishBlockedError

CODE = "[recaptcha size:compact]"
FAULT = ("paragraph", f"<p>Write to us. {CODE}</p>")


@pytest.fixture
def admin(make_user, site):
    return make_user(superuser=True)


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def form():
    """Return a function that builds what the editor's form posts."""

    def build(words=f"<p>{CODE}</p>", **fields):
        body = streamfield([("paragraph", rich_text(words))])
        data = {"title": "How to pay", "slug": "pay", "summary": "", "lead_image": "", "body": body}
        return nested_form_data({**data, **fields})

    return build


@pytest.fixture
def page(draft, block):
    """A draft with a printed shortcode, on a site that lets these block."""
    block("shortcodes")
    return draft(FAULT)


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(parent):
    return reverse("wagtailadmin_pages:add", args=("home", "standardpage", parent.pk))


def messages(response):
    return " ".join(str(message) for message in response.context["messages"])


def is_live(page):
    return Page.objects.get(pk=page.pk).live


# The editor


def test_publishing_in_the_editor_keeps_the_work_and_says_why(client, page, form):
    data = form(f"<p>Words that are new. {CODE}</p>") | {"action-publish": "1"}
    response = client.post(edit(page), data, follow=True)
    assert response.redirect_chain[-1][0] == edit(page) + "#publish-checks"
    assert CODE in messages(response)
    assert "saved as a draft" in messages(response)
    assert not is_live(page)
    latest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert "Words that are new" in str(latest.body)


def test_a_mended_page_is_published(client, page, form):
    client.post(edit(page), form("<p>Words.</p>") | {"action-publish": "1"})
    assert is_live(page)


def test_what_is_live_stays_live_as_it_was(client, page, form):
    page.body = []
    page.save_revision().publish()
    client.post(edit(page), form(f"<p>New. {CODE}</p>") | {"action-publish": "1"})
    live = StandardPage.objects.get(pk=page.pk)
    assert live.live
    assert "New" not in str(live.body)
    assert live.has_unpublished_changes
    assert "New" in str(live.get_latest_revision_as_object().body)


def test_a_new_page_is_never_live(client, home_page, block, form):
    block("shortcodes")
    before = set(ContentChange.objects.values_list("pk", flat=True))
    response = client.post(add(home_page), form() | {"action-publish": "1"}, follow=True)
    page = StandardPage.objects.get(slug="pay")
    assert response.redirect_chain[-1][0] == edit(page) + "#publish-checks"
    assert not page.live
    assert not page.first_published_at
    told = ContentChange.objects.exclude(pk__in=before)
    assert not told.filter(type="page", object_id=page.pk).exists()  # nor to webhooks


def test_a_new_page_without_faults_is_published(client, home_page, block, form):
    block("shortcodes")
    client.post(add(home_page), form("<p>Words.</p>") | {"action-publish": "1"})
    assert StandardPage.objects.get(slug="pay").live


def test_a_draft_is_always_saved(client, page, form):
    response = client.post(edit(page), form(f"<p>Later. {CODE}</p>"), follow=True)
    assert "has been updated" in messages(response)


def test_a_schedule_is_not_approved(client, page, form):
    when = (now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    client.post(edit(page), form(go_live_at=when) | {"action-publish": "1"})
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    client.post(edit(page), form("<p>Words.</p>", go_live_at=when) | {"action-publish": "1"})
    assert page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_what_was_approved_goes_live_at_its_time(page, admin, block):
    block("shortcodes", level="warn")
    page.go_live_at = now() + timedelta(days=2)
    revision = page.save_revision()
    revision.publish(user=admin)
    block("shortcodes")
    past = now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    assert is_live(page)


# Workflows


@pytest.fixture
def in_review(page, admin, home_page):
    """The page, waiting for the one task of a workflow."""
    task = GroupApprovalTask.objects.create(name="Look")
    workflow = Workflow.objects.create(name="Look at it")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    workflow.start(page, admin)
    return page


def state(page):
    task = Page.objects.get(pk=page.pk).current_workflow_task_state
    return task and task.status


def test_approval_in_the_editor_is_taken_back_and_the_work_kept(client, in_review, form):
    data = form(f"<p>Words that are new. {CODE}</p>")
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}
    response = client.post(edit(in_review), data, follow=True)
    assert response.redirect_chain[-1][0] == edit(in_review) + "#publish-checks"
    assert CODE in messages(response)
    assert not is_live(in_review)
    assert state(in_review) == "in_progress"
    latest = Page.objects.get(pk=in_review.pk).get_latest_revision_as_object()
    assert "Words that are new" in str(latest.body)


def test_approval_in_the_dialog_leads_to_the_editor(client, in_review):
    names = (in_review.pk, "approve", in_review.current_workflow_task_state.pk)
    address = reverse("wagtailadmin_pages:workflow_action", args=names)
    response = client.post(address, {"comment": "Fine."}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert response.json() == {"step": "success", "redirect": edit(in_review) + "#publish-checks"}
    assert state(in_review) == "in_progress"
    assert not is_live(in_review)


def test_a_mended_page_is_approved(client, in_review, form):
    data = form("<p>Words.</p>")
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}
    client.post(edit(in_review), data)
    assert is_live(in_review)


# Lists


def publish_in_bulk(client, *pages, deep=False):
    ids = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    data = {"include_descendants": "on"} if deep else {}
    return client.post(f"{address}?{ids}&next=/admin/", data, follow=True)


def test_bulk_publishing_is_all_or_none_and_names_each(client, page, draft):
    good = draft(("paragraph", "<p>Words.</p>"), title="Good", slug="good")
    worse = draft(FAULT, title="Worse", slug="worse")
    response = publish_in_bulk(client, page, good, worse)
    assert "How to pay" in messages(response)
    assert "Worse" in messages(response)
    assert not any(map(is_live, (page, good, worse)))
    publish_in_bulk(client, good)
    assert is_live(good)


def test_bulk_publishing_looks_at_drafts_below(client, page, home_page):
    top = home_page.add_child(instance=StandardPage(title="Top", slug="top", live=False))
    page.move(top, "last-child")
    response = publish_in_bulk(client, top, deep=True)
    assert "How to pay" in messages(response)
    assert not is_live(top)
    publish_in_bulk(client, top)
    assert is_live(top)


def test_published_copies_must_pass_too(client, page, home_page):
    page.save_revision().publish()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home_page.pk}
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    response = client.post(address, data | {"publish_copies": "on"}, follow=True)
    assert CODE in messages(response)
    assert not Page.objects.filter(slug="copy").exists()
    client.post(address, data)
    assert not Page.objects.get(slug="copy").live


# The API of editors' tools


@pytest.fixture
def ask(admin, client):
    token = APIToken.create_token(user=admin, name="tool")[1]

    def ask_v3(method, path, body=None):
        return getattr(client, method)(
            f"/api/v3/{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )

    return ask_v3


def test_v3_publish_names_the_place(ask, page):
    response = ask("post", f"pages/{page.pk}/actions/publish/")
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    error = response.json()["errors"][0]
    assert error["type"] == "shortcodes"
    assert error["loc"][:2] == ["body", page.body[0].id]
    assert CODE in error["msg"]
    assert not is_live(page)


def test_v3_create_and_edit_write_nothing_by_halves(ask, page, home_page):
    body = [{"type": "paragraph", "value": f"<p>{CODE}</p>"}]
    meta = {"type": "home.StandardPage", "action": "publish"}
    new = {"title": "New", "slug": "new", "body": body}
    created = ask("post", "pages/", {**new, "meta": {**meta, "parent_id": home_page.pk}})
    edited = ask("patch", f"pages/{page.pk}/", {"body": body, "meta": meta})
    assert [created.status_code, edited.status_code] == [422, 422]
    assert not Page.objects.filter(slug="new").exists()
    assert page.revisions.count() == 1
    # Without publishing it is kept.
    meta = {"type": "home.StandardPage", "parent_id": home_page.pk}
    assert ask("post", "pages/", {**new, "meta": meta}).status_code == 201
    assert not Page.objects.get(slug="new").live


def test_v3_copies_do_not_go_live(ask, page):
    page.save_revision().publish()
    data = {"slug": "copy", "keep_live": True}
    assert ask("post", f"pages/{page.pk}/actions/copy/", data).status_code == 422
    assert ask("post", f"pages/{page.pk}/actions/copy/", {**data, "keep_live": False}).status_code
    assert not Page.objects.get(slug="copy").live


# Code


def test_code_that_publishes_for_somebody_is_refused(page, admin):
    with pytest.raises(PublishBlockedError, match="recaptcha"):
        page.get_latest_revision().publish(user=admin)


def test_what_nobody_publishes_is_not_asked(page):
    page.get_latest_revision().publish()
    assert is_live(page)


@pytest.mark.parametrize("level", ["warn", "off"])
def test_only_what_the_site_lets_block_blocks(page, admin, block, level):
    block("shortcodes", level=level)
    page.get_latest_revision().publish(user=admin)
    assert is_live(page)


def test_the_settings_of_another_site_do_not_count(page, admin, block, home_page):
    block("shortcodes", level="warn")
    root = home_page.get_parent().add_child(instance=StandardPage(title="Other", slug="other"))
    other = Site.objects.create(hostname="other.example", root_page=root)
    PublishingSettings.objects.create(site=other, levels={"shortcodes": "block"})
    page.get_latest_revision().publish(user=admin)
    page.move(root, "last-child")
    with pytest.raises(PublishBlockedError):
        StandardPage.objects.get(pk=page.pk).get_latest_revision().publish(user=admin)


def test_a_project_without_the_middleware_is_warned(settings):
    assert check_middleware() == []
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "PublishBlocked" not in one]
    assert [message.id for message in check_middleware()] == ["home.W001"]
