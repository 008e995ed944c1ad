"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.log_actions import LogFormatter
from wagtail.models import TaskState

from blog import reviewing
from blog.admin import article_listing
from blog.models import MedicalReviewTask
from blog.models.reviews import RECORD_REVIEW
from blog.moderation import bulk, rights
from blog.moderation.menu import CommentsGroup
from blog.moderation.overview import CommentsPanel
from blog.reports import ReviewsDueReport
from home.admin import PageWorkMenuItem
from home.publishing.middleware import COLLECT

for action in bulk.ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet | ViewSetGroup]:
    """Add the list of articles and the moderators' tools to the menu."""
    return [article_listing, CommentsGroup()]


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Add the report on reviews."""
    results = ReviewsDueReport.as_view(results_only=True)
    return [
        path("reports/reviews-due/", ReviewsDueReport.as_view(), name="blog_reviews_due"),
        path("reports/reviews-due/results/", results, name="blog_reviews_due_results"),
    ]


@hooks.register("register_reports_menu_item")
def reviews_due_item() -> MenuItem:
    """Put it among the reports."""
    return PageWorkMenuItem(
        "Reviews due", reverse("blog_reviews_due"), icon_name="calendar-check", order=910
    )


@hooks.register("register_permissions")
def record_permission() -> Any:
    """Let administrators choose which groups write reviews by hand."""
    return Permission.objects.filter(content_type__app_label="blog", codename=RECORD_REVIEW)


@hooks.register("before_edit_page")
def tell_who_may_not_approve(request: HttpRequest, page: Any) -> None:
    """Tell a reviewer who must not approve this article why not, and keep what they typed.

    An approval that is refused becomes a saved draft, as Wagtail makes it where an action is gone.
    """
    if not page.workflow_in_progress:
        return
    task = page.current_workflow_task
    if not isinstance(task, MedicalReviewTask) or not task.get_actions(page, request.user):
        return
    reason = task.why_not(page, request.user)
    approves = request.POST.get("workflow-action-name") == "approve"
    if approves and not reason and reviewing.changes_text(request, page):
        reason = reviewing.LAST_EDITOR
    if not reason or (request.method != "GET" and not approves):
        return
    messages.warning(request, f"You cannot approve the medical review. {reason}")
    if approves:
        kept: Any = request.POST.copy()
        del kept["workflow-action-name"]
        request.POST = kept


@hooks.register("before_workflow_action")
def tell_why_it_is_too_late(
    request: HttpRequest, page_id: int, action_name: str, task_state_id: int
) -> HttpResponse | None:
    """Tell a reviewer why an article cannot be approved, whose button was there when it could."""
    state = TaskState.objects.filter(pk=task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()
    task = state and state.task.specific
    if action_name != "approve" or not isinstance(task, MedicalReviewTask):
        return None
    page = state.workflow_state.content_object
    reason = task.why_not(page, request.user)
    if not reason or page.pk != page_id or not task.get_actions(page, request.user):
        return None
    is_dialog = request.headers.get("x-requested-with") == "XMLHttpRequest"
    if is_dialog and getattr(request.resolver_match, "view_name", "") == COLLECT:
        # The form is posted then, and `tell_who_may_not_approve` keeps it.
        return JsonResponse({"step": "success", "cleaned_data": {}})
    messages.warning(request, f"You cannot approve the medical review. {reason}")
    address = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
    if is_dialog:
        return JsonResponse({"step": "success", "redirect": address})
    return redirect(address)


@hooks.register("after_edit_page")
def lead_reviewers_on(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead who acted on a review, and may not open the page any more, to what else waits."""
    acted = request.POST.get("workflow-action-name")
    address = reviewing.way_back(page, request.user) if acted else None
    return redirect(address) if address else None


@hooks.register("register_log_actions")
def recorded_action(actions: Any) -> None:
    """Tell in a page's history who reviewed it."""

    @actions.register_action(reviewing.RECORDED)
    class RecordedFormatter(LogFormatter):
        """Says what was done; the history adds who and when."""

        label = "Medical review"
        message = "Wrote the medical review into the article"


@hooks.register("register_permissions")
def comment_permissions() -> QuerySet:
    """Let administrators grant the rights on comments to any group."""
    return Permission.objects.filter(content_type__app_label="blog", content_type__model="comment")


@hooks.register("construct_homepage_panels")
def comments_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show those who may read comments what waits."""
    if rights.may(request.user, rights.VIEW):
        panels.append(CommentsPanel())
