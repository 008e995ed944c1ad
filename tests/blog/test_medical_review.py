"""Medical review as a step of a workflow: who may approve, and what readers are told then."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from editor_form import posted
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Comment,
    GroupApprovalTask,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from blog import reviewing
from blog.groups import REVIEWERS
from blog.models import ArticlePage, EditorialSettings, MedicalReviewTask, PersonPage
from blog.models.credits import Reference
from home.blocks.registry import body_blocks


@pytest.fixture
def task(article_index):
    """The first step of two on an article's way to publication."""
    task = MedicalReviewTask.objects.create(name="Medical review")
    task.groups.add(Group.objects.get(name=REVIEWERS))
    workflow = Workflow.objects.create(name="Review")
    publication = GroupApprovalTask.objects.create(name="Publication")
    publication.groups.add(Group.objects.get(name="Moderators"))
    for place, step in enumerate((task, publication)):
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=place)
    WorkflowPage.objects.create(workflow=workflow, page=article_index)
    return task


@pytest.fixture
def reviewer(make_user, make_person):
    """Somebody of the group, with a profile."""
    user = make_user(REVIEWERS)
    user.profile = make_person("Ines Calder", credentials="MD", account=user)
    return user


@pytest.fixture
def editor(make_user):
    return make_user("Editors")


@pytest.fixture
def article(make_person, make_article, editor, task):
    """A draft by somebody else, written and submitted by an editor."""
    article = make_article(authors=[make_person()], owner=editor)
    article.unpublish()
    return submit(article, editor)


def submit(article, user):
    article.summary = f"{article.summary}Changed. "
    article.save_revision(user=user)
    article.get_workflow().start(article, user)
    return ArticlePage.objects.get(pk=article.pk)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def edit_address(article):
    return reverse("wagtailadmin_pages:edit", args=(article.pk,))


def approve(client, article):
    state = article.current_workflow_task_state
    args = (article.pk, "approve", state.pk)
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})


@pytest.fixture
def go_through(reviewer, make_user):
    """Return a function: both steps are approved, and the article is read again."""

    def approve_twice(article):
        for user in (reviewer, make_user("Moderators")):
            current = ArticlePage.objects.get(pk=article.pk)
            assert approve(logged_in(user), current).status_code == 302
        return ArticlePage.objects.get(pk=article.pk)

    return approve_twice


def offered(article, user, task):
    return {name for name, *_ in task.get_actions(article, user)}


def beside_the_editor(article):
    """Return the addresses of what Wagtail offers beside an editor."""
    revision = article.latest_revision_id
    return [
        reverse(f"wagtailadmin_pages:{name}", args=args)
        for name, args in (
            ("history", (article.pk,)),
            ("history_results", (article.pk,)),
            ("usage", (article.pk,)),
            ("preview_on_edit", (article.pk,)),
            ("revisions_view", (article.pk, revision)),
            ("revisions_compare", (article.pk, "live", revision)),
            ("revisions_compare", (article.pk, "earliest", "latest")),
        )
    ]


def test_a_reviewer_sees_what_stands_beside_the_editor_of_this_article_alone(
    article, reviewer, make_article, editor
):
    client = logged_in(reviewer)
    assert {client.get(address).status_code for address in beside_the_editor(article)} == {200}
    checks = reverse("home_findings_on_edit", args=(article.pk,))
    assert client.post(checks, posted(client.get(edit_address(article)))).status_code == 200
    other = make_article("Another")
    other.save_revision(user=editor)
    refused = [client.get(address).status_code for address in beside_the_editor(other)]
    assert set(refused) == {302}
    assert client.get(beside_the_editor(other)[0], follow=True).redirect_chain[-1][0] == "/admin/"


def test_an_approval_tells_readers_who_reviewed_and_when(
    client, article, task, reviewer, go_through
):
    assert offered(article, reviewer, task) == {"approve", "reject"}
    article = go_through(article)
    assert article.live
    assert (article.reviewer, article.reviewed_on) == (reviewer.profile, localdate())
    html = " ".join(client.get(article.url).content.decode().split())
    assert f'Medically reviewed by <a href="{reviewer.profile.url}">Ines Calder</a>, MD' in html
    answer = client.get(f"/api/v2/pages/{article.pk}/").json()
    assert answer["reviewer"]["title"] == "Ines Calder"
    assert answer["reviewed_on"] == localdate().isoformat()


def test_an_approval_stands_in_the_history_and_sets_the_next_date(
    article, task, reviewer, site, go_through
):
    settings = EditorialSettings.for_site(site)
    settings.review_months = 6
    settings.save()
    article = go_through(article)
    assert article.review_due_on == localdate() + datetime.timedelta(days=183)
    state = article.workflow_states.get().task_states.get(task=task)
    assert (state.status, state.finished_by) == ("approved", reviewer)
    assert state.revision.content["reviewer"] == reviewer.profile.pk
    history = reverse("wagtailadmin_pages:history", args=(article.pk,))
    admin = logged_in(article.owner)
    assert "Wrote the medical review into the article" in admin.get(history).content.decode()


def test_the_desk_may_leave_the_next_date_to_editors(article, go_through, site):
    EditorialSettings.objects.update_or_create(site=site, defaults={"review_months": 0})
    article = go_through(article)
    assert article.reviewer is not None
    assert article.review_due_on is None


def refused(article, user, task, reason):
    """Check that somebody of the group is refused everywhere, and told why."""
    client = logged_in(user)
    assert offered(article, user, task) == {"reject"}
    assert approve(client, article).status_code == 302
    with pytest.raises(PermissionDenied, match=reason[:20]):
        task.on_action(article.current_workflow_task_state, user, "approve")
    article = ArticlePage.objects.get(pk=article.pk)
    assert not article.live
    assert article.reviewer is None
    assert article.workflow_in_progress
    assert reason in client.get(edit_address(article)).content.decode()


def test_an_author_is_refused(article, reviewer, task):
    PersonPage.objects.filter(title="Ana Ruiz").update(account=reviewer)
    refused(article, reviewer, task, reviewing.AUTHOR)


def test_who_is_an_author_in_the_draft_alone_is_refused(
    make_article, make_person, reviewer, task, editor
):
    article = make_article(authors=[make_person()])
    article.unpublish()
    article.article_authors.create(person=reviewer.profile)
    refused(submit(article, editor), reviewer, task, reviewing.AUTHOR)


def test_the_owner_is_refused(article, reviewer, task):
    ArticlePage.objects.filter(pk=article.pk).update(owner=reviewer)
    refused(ArticlePage.objects.get(pk=article.pk), reviewer, task, reviewing.OWNER)


def test_the_last_editor_is_refused(make_article, make_person, reviewer, task):
    article = make_article(authors=[make_person()])
    article.unpublish()
    refused(submit(article, reviewer), reviewer, task, reviewing.LAST_EDITOR)


def test_asking_who_was_last_leaves_no_cursor_on_the_server(article, editor, monkeypatch):
    """Not read to its end, it would be closed in a later transaction, and abort that."""
    for _ in range(12):
        article.get_latest_revision_as_object().save_revision(user=editor)
    monkeypatch.setattr(connection, "chunked_cursor", None)
    assert reviewing.last_editor(article) == editor.pk


def test_who_has_no_profile_is_refused(article, make_user, task):
    other = make_user(REVIEWERS, username="other")
    refused(article, other, task, reviewing.NO_PROFILE)


def test_a_hidden_profile_is_none(article, reviewer, task):
    reviewer.profile.unpublish()
    refused(article, reviewer, task, reviewing.NO_PROFILE)


def test_a_superuser_is_no_reviewer(article, make_user, task):
    admin = make_user(superuser=True)
    refused(article, admin, task, "Only members of the reviewers")


def test_the_last_step_is_for_those_who_may_publish(article, reviewer, task):
    WorkflowTask.objects.exclude(task=task).delete()
    refused(article, reviewer, task, "This is the last step of its workflow")
    index = article.get_parent()
    permission = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name=REVIEWERS), page=index, permission=permission
    )
    user = type(reviewer).objects.get(pk=reviewer.pk)
    assert approve(logged_in(user), article).status_code == 302
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert article.reviewer == reviewer.profile


def test_others_have_no_part_in_it(article, editor, make_user, task):
    for user in (editor, make_user("Moderators")):
        assert offered(article, user, task) == set()
        approve(logged_in(user), article)
        assert not ArticlePage.objects.get(pk=article.pk).live


def test_comments_are_no_edits_and_edits_are(article, reviewer, task):
    draft = article.get_latest_revision_as_object()
    comment = Comment(page=draft, user=reviewer, text="Source?", contentpath="summary")
    draft.wagtail_admin_comments.add(comment)
    draft.save_revision(user=reviewer)
    assert offered(article, reviewer, task) == {"approve", "reject"}
    draft.summary = "Mine."
    draft.save_revision(user=reviewer)
    assert offered(article, reviewer, task) == {"reject"}


def test_a_reviewer_asks_for_changes(article, reviewer):
    state = article.current_workflow_task_state
    args = (article.pk, "reject", state.pk)
    address = reverse("wagtailadmin_pages:workflow_action", args=args)
    assert logged_in(reviewer).post(address, {"comment": "A source?"}).status_code == 302
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "A source?")
    assert ArticlePage.objects.get(pk=article.pk).reviewer is None


def test_a_reviewer_opens_what_is_to_be_reviewed_and_nothing_else(article, reviewer, article_index):
    client = logged_in(reviewer)
    html = client.get(edit_address(article)).content.decode()
    assert "cannot approve" not in html
    assert "approve" in html
    assert client.get(edit_address(article_index)).status_code == 302


def test_an_approval_keeps_the_live_page_and_publishes_the_draft(
    client, make_article, make_person, go_through, task, editor
):
    article = make_article(authors=[make_person()], summary="Old. ")
    submit(article, editor)
    assert "Changed." not in client.get(article.url).content.decode()
    go_through(article)
    assert "Old. Changed." in client.get(article.url).content.decode()


def test_the_task_is_chosen_and_set_up_in_the_admin(admin_user_client, site):
    kinds = admin_user_client.get(reverse("wagtailadmin_workflows:select_task_type"))
    assert "did not write the article" in kinds.content.decode()
    group = Group.objects.get(name=REVIEWERS)
    address = reverse("wagtailadmin_workflows:add_task", args=("blog", "medicalreviewtask"))
    form = {"name": "Check", "groups": [group.pk], "active": "on"}
    assert admin_user_client.post(address, form).status_code == 302
    assert list(MedicalReviewTask.objects.get(name="Check").groups.all()) == [group]


def test_only_who_may_record_a_review_writes_one_by_hand(
    editor_client, moderator_client, make_person, make_article
):
    article = make_article(authors=[make_person()])
    assert 'name="reviewer"' in moderator_client.get(edit_address(article)).content.decode()
    assert 'name="reviewer"' not in editor_client.get(edit_address(article)).content.decode()


def test_only_who_changes_accounts_says_whose_profile_it_is(
    editor_client, admin_user_client, make_person
):
    address = reverse("wagtailadmin_pages:edit", args=(make_person().pk,))
    assert 'name="account"' in admin_user_client.get(address).content.decode()
    assert 'name="account"' not in editor_client.get(address).content.decode()


def test_an_account_is_never_told(client, reviewer):
    profile = reviewer.profile
    assert reviewer.email not in client.get(profile.url).content.decode()
    answer = client.get(f"/api/v2/pages/{profile.pk}/?fields=*").json()
    assert "account" not in answer


BLOCKS = [name for name, _ in body_blocks.all()]
# Whose preview lacks what they must refer to: their form cannot be approved, only saved.
LACKING = {"callback_form", "facility_teaser", "phone", "program_teaser"}
WHOLE = [name for name in BLOCKS if name not in LACKING]


def with_blocks(article, names, editor):
    """Give the draft these blocks, as code stores them: without keys, empty members and ids."""
    image = get_image_model().objects.create(title="Lamp", file=get_test_image_file())
    body = []
    for name in names:
        block = dict(body_blocks.all())[name]
        value = block.get_preview_value()
        body.append((name, value))
        if name == "medical_claim":
            body.append((name, {**block.get_prep_value(value), "references": [1, 2]}))
    draft = article.get_latest_revision_as_object()
    draft.body, draft.lead_image = body, image
    draft.references = [Reference(title="A study"), Reference(title="Another")]
    draft.save_revision(user=editor)
    return ArticlePage.objects.get(pk=article.pk)


def approving(client, article, **changes):
    """Post the editor's form as a browser does, by the button `Approve`."""
    state = article.current_workflow_task_state
    pressed = {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-task-state-id": str(state.pk),
    }
    form = posted(client.get(edit_address(article)), **pressed, **changes)
    return client.post(edit_address(article), form, follow=True)


def save(client, article, **changes):
    form = posted(client.get(edit_address(article)), **changes)
    return client.post(edit_address(article), form)


@pytest.mark.parametrize("name", WHOLE)
def test_a_review_is_approved_with_nothing_typed(article, reviewer, editor, task, name):
    article = with_blocks(article, [name], editor)
    client = logged_in(reviewer)
    response = approving(client, article)
    state = article.workflow_states.get().task_states.get(task=task)
    assert state.status == "approved", [str(m) for m in response.context["messages"]]
    assert reviewing.last_editor(article) == editor.pk


def test_tags_stored_in_another_order_than_their_names_are_nobodys_change(
    article, reviewer, editor, task
):
    """Forms post tags by name; they are stored as they came."""
    draft = article.get_latest_revision_as_object()
    draft.tags.add("talking", "boundaries", "family")
    draft.save_revision(user=editor)
    article = ArticlePage.objects.get(pk=article.pk)
    client = logged_in(reviewer)
    assert save(client, article, tags="boundaries, family, talking").status_code == 302
    assert reviewing.last_editor(ArticlePage.objects.get(pk=article.pk)) == editor.pk
    assert offered(article, reviewer, task) == {"approve", "reject"}


def test_saving_every_block_unchanged_is_nobodys_change(article, reviewer, editor, task):
    article = with_blocks(article, BLOCKS, editor)
    client = logged_in(reviewer)
    for _ in range(2):
        assert save(client, article).status_code == 302
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.get_latest_revision().user == reviewer
    assert reviewing.last_editor(article) == editor.pk
    assert offered(article, reviewer, task) == {"approve", "reject"}


def test_what_a_reviewer_typed_and_took_back_is_not_theirs(article, reviewer, editor, task):
    article = with_blocks(article, WHOLE, editor)
    client = logged_in(reviewer)
    summary = article.get_latest_revision_as_object().summary
    save(client, article, summary=f"{summary}x")
    assert offered(article, reviewer, task) == {"reject"}
    save(client, article, summary=summary)
    assert offered(article, reviewer, task) == {"approve", "reject"}
    approving(client, article)
    assert article.workflow_states.get().task_states.get(task=task).status == "approved"


def test_who_approves_and_changes_at_once_keeps_the_words_and_hears_why_not(
    article, reviewer, editor, task
):
    article = with_blocks(article, WHOLE, editor)
    client = logged_in(reviewer)
    response = approving(client, article, summary="Mine.")
    html = response.content.decode()
    assert "history restores the version" in html
    assert "do not have permission" not in html
    article = ArticlePage.objects.get(pk=article.pk)
    assert article.get_latest_revision_as_object().summary == "Mine."
    assert ArticlePage.objects.get(pk=article.pk).current_workflow_task_state.task == task.task_ptr


def test_a_button_that_is_too_late_says_why(article, reviewer, editor, task):
    client = logged_in(reviewer)
    ArticlePage.objects.filter(pk=article.pk).update(owner=reviewer)
    html = approving(client, ArticlePage.objects.get(pk=article.pk)).content.decode()
    assert reviewing.OWNER in html


@pytest.mark.parametrize("asked_by", ["a button", "a dialog"])
def test_a_button_outside_the_editor_that_is_too_late_says_why(article, reviewer, task, asked_by):
    client, state = logged_in(reviewer), article.current_workflow_task_state
    ArticlePage.objects.filter(pk=article.pk).update(owner=reviewer)
    address = reverse("wagtailadmin_pages:workflow_action", args=(article.pk, "approve", state.pk))
    back = {"next": reverse("wagtailadmin_explore_root")}
    if asked_by == "a dialog":
        dialog = client.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).json()
        assert dialog == {"step": "success", "redirect": reverse("wagtailadmin_home")}
    else:
        response = client.post(address, back)
        assert response["Location"] == back["next"]
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reviewing.OWNER in html
    assert "do not have permission" not in html
    assert ArticlePage.objects.get(pk=article.pk).current_workflow_task_state == state


def test_a_dialog_in_the_editor_that_is_too_late_leads_back_to_its_form(article, reviewer, task):
    """Which is then posted, with all that was typed, and told why."""
    client, state = logged_in(reviewer), article.current_workflow_task_state
    ArticlePage.objects.filter(pk=article.pk).update(owner=reviewer)
    name = "wagtailadmin_pages:collect_workflow_action_data"
    address = reverse(name, args=(article.pk, "approve", state.pk))
    dialog = client.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).json()
    assert dialog == {"step": "success", "cleaned_data": {}}


def test_others_press_no_button_of_a_review(article, make_user, task):
    response = approve(logged_in(make_user("Moderators")), article)
    assert response["Location"] == reverse("wagtailadmin_home")
    assert ArticlePage.objects.get(pk=article.pk).current_workflow_task_state.task == task.task_ptr


def test_a_reviewer_reviews_again_what_nobody_changed(article, reviewer, editor, go_through):
    article = go_through(article)
    form = {"action-submit": "1"}
    save(logged_in(editor), article, **form)
    article = ArticlePage.objects.get(pk=article.pk)
    assert reviewing.why_not(article, reviewer) == ""


def test_who_brings_back_their_own_text_is_its_editor(article, reviewer, editor, task):
    for user, summary in ((reviewer, "Mine."), (editor, "Hers."), (reviewer, "Mine.")):
        draft = article.get_latest_revision_as_object()
        draft.summary = summary
        draft.save_revision(user=user)
    assert reviewing.last_editor(article) == reviewer.pk
