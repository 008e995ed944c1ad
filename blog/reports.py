"""The report on articles that should be checked again."""

from typing import Any

from django.db.models import F
from django.urls import reverse
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.permissions import page_permission_policy

from blog.due import STATES, articles_in_state
from blog.lists import with_authors
from blog.models import ArticlePage
from headless.columns import DayColumn
from home.admin import DETAIL
from leads.admin.spreadsheets import SafeExport


class DueFilter(ChoiceFilter):
    """Articles by when their next review is due."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Review due", "choices": STATES, **kwargs})

    def filter(self, qs: Any, value: Any) -> Any:
        """Keep those in the state chosen."""
        return articles_in_state(value, qs)


class DueFilterSet(WagtailFilterSet):
    """By how pressing it is, and by who reviewed last."""

    due = DueFilter()

    class Meta:
        model = ArticlePage
        fields = ["reviewer"]


class ReviewsDueReport(SafeExport, PageReportView):
    """Articles on the site by their next review, the most overdue first, undated ones last."""

    model = ArticlePage
    page_title = "Reviews due"
    header_icon = "calendar-check"
    index_url_name = "blog_reviews_due"
    index_results_url_name = "blog_reviews_due_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    any_permission_required = ["add", "change", "publish"]
    filterset_class = DueFilterSet
    is_searchable = False
    no_results_message = "No article that you may edit is due."
    export_filename = "reviews-due"
    list_export = ["title", "author_names", "reviewer", "reviewed_on", "review_due_on", "full_url"]
    export_headings = {
        "title": "Article",
        "author_names": "Authors",
        "reviewer": "Medical reviewer",
        "reviewed_on": "Reviewed on",
        "review_due_on": "Review due",
        "full_url": "Address",
    }
    columns = [
        TitleColumn(
            "title",
            label="Article",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        ),
        Column("authors", label="Authors", accessor="author_names", classname=DETAIL),
        Column("reviewer", label="Medical reviewer", classname=DETAIL),
        DayColumn("reviewed_on", label="Reviewed on", classname=DETAIL),
        DayColumn("review_due_on", label="Review due"),
    ]

    def get_queryset(self) -> Any:
        """Return the live articles that this user may edit or publish."""
        mine = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change", "publish"}
        )
        articles = ArticlePage.objects.live().filter(pk__in=mine.order_by().values("pk"))
        return (
            articles.defer_streamfields()
            .select_related("reviewer")
            .order_by(F("review_due_on").asc(nulls_last=True), "title", "pk")
        )

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Look up the authors of a page of the report at once."""
        return with_authors(object_list, public_only=False)
