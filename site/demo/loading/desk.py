"""The demo's editorial desk: who is who, an article's way to publication, and articles on it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from blog.groups import REVIEWERS
from blog.models import ArticlePage, MedicalReviewTask, SeriesPage, SeriesPart
from demo.building import Builder
from demo.content.people import SERIES

# Articles in the workflow: one waits for its review, one was sent back, one was approved.
UNDER_REVIEW = "helping-someone-you-love"
SENT_BACK = "when-withdrawal-is-dangerous"
REVIEWED = "how-to-pay-for-care"


def account(name: str) -> Any:
    """Return the account of this name, or None for no name."""
    return get_user_model().objects.get(username=name) if name else None


def set_up(builder: Builder) -> None:
    """Make the series and the workflow, and submit articles to it."""
    for series in SERIES:
        page = SeriesPage(title=series.title, slug=series.slug, summary=series.summary)
        page.parts = [
            SeriesPart(article=builder.pages[slug], sort_order=place)
            for place, slug in enumerate(series.articles)
        ]
        builder.add(builder.pages["articles"], page)
    _workflow(builder)
    _submit(UNDER_REVIEW, "Brought the advice on talking up to date.")
    _review(
        _submit(SENT_BACK, "Shortened the list of warning signs."),
        "reject",
        "Please put the seizures back: they belong at the top of the list.",
    )
    _review(_submit(REVIEWED, "Added what a payment plan is."), "approve", "Clear and correct.")


def _workflow(builder: Builder) -> None:
    """Have articles reviewed by somebody else first, and published by a moderator then."""
    review = MedicalReviewTask.objects.create(name="Medical review")
    review.groups.add(Group.objects.get(name=REVIEWERS))
    publication = GroupApprovalTask.objects.create(name="Publication")
    publication.groups.add(Group.objects.get(name="Moderators"))
    workflow = Workflow.objects.create(name="Medical review, then publication")
    for place, task in enumerate((review, publication)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowPage.objects.create(workflow=workflow, page=builder.pages["articles"])


def _submit(slug: str, change_note: str) -> ArticlePage:
    article = ArticlePage.objects.get(slug=slug)
    editor = account("editor")
    article.change_note = change_note
    article.save_revision(user=editor)
    article.get_workflow().start(article, editor)
    return article


def _review(article: ArticlePage, action: str, comment: str) -> None:
    """Let the reviewer approve the article, or send it back."""
    state = article.current_workflow_task_state
    state.task.specific.on_action(state.specific, account("reviewer"), action, comment=comment)
