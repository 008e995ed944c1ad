"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from blog import reviewing
from blog.admin import ArticleListing, article_listing
from blog.models import MedicalReviewTask
from blog.models.reviews import RECORD_REVIEW
from blog.reports import ReviewsDueReport
from home.admin import PageWorkMenuItem


@hooks.register("register_admin_viewset")
def register_article_listing() -> ArticleListing:
    """Add the list of articles to the menu."""
    return article_listing


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
    """Tell a reviewer who must not approve this article why not."""
    if request.method != "GET" or not page.workflow_in_progress:
        return
    task = page.current_workflow_task
    if not isinstance(task, MedicalReviewTask) or not task.get_actions(page, request.user):
        return
    if reason := task.why_not(page, request.user):
        messages.warning(request, f"You cannot approve the medical review. {reason}")


@hooks.register("register_log_actions")
def recorded_action(actions: Any) -> None:
    """Tell in a page's history who reviewed it."""

    @actions.register_action(reviewing.RECORDED)
    class RecordedFormatter(LogFormatter):
        """Says what was done; the history adds who and when."""

        label = "Medical review"
        message = "Wrote the medical review into the article"
