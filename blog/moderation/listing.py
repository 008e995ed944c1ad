"""The list of comments in the Wagtail admin: what waits, and everything else by the filters."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.views.generic import IndexView

from blog.models import Comment
from blog.moderation import rights
from blog.moderation.decisions import possible
from blog.moderation.filters import ANY, MOST_SEARCHED, WAITING, CommentFilterSet, search
from blog.moderation.paging import (
    PAGE,
    count,
    in_words,
    latest_page,
    newest_page,
    queue_page,
)
from blog.moderation.wording import reasons

AFTER, BEFORE = "after", "before"
SHOWN = (
    *("name", "text", "status", "rank", "crisis", "holds", "flags", "by_team"),
    *("created_at", "edited_at"),
)


class CommentColumn(Column):
    """The comment itself: who wrote it, what, where, since when, and why it waits."""

    cell_template_name = "blog/admin/comment_cell.html"

    def get_value(self, instance: Comment) -> Comment:
        """Return the comment."""
        return instance

    def get_cell_context_data(self, instance: Comment, parent_context: Mapping[str, Any]) -> dict:
        """Add what can be decided at once."""
        context = super().get_cell_context_data(instance, parent_context)
        user = context["request"].user
        return context | {"reasons": reasons(instance), "decisions": possible(user, instance)}


@method_decorator(never_cache, name="dispatch")
class QueueView(IndexView):
    """Comments by status; those that wait in the order of the queue, others newest first."""

    model = Comment
    page_title = "Reader comments"
    header_icon = "comment"
    template_name = "blog/admin/comments.html"
    results_template_name = "blog/admin/comments_results.html"
    filterset_class = CommentFilterSet
    any_permission_required = ["view"]
    index_url_name = "reader_comments:index"
    index_results_url_name = "reader_comments:index_results"
    is_searchable = True
    paginate_by = PAGE
    FORMATS = ()  # an export would read everything at once
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="comment"),
        CommentColumn("comment", label="Comment"),
    ]

    def get_base_queryset(self) -> QuerySet:
        """Fetch along what is shown of the article and of the comment that is answered."""
        comments = Comment.objects.select_related("article", "parent")
        return comments.only(
            *SHOWN, "article__title", "article__url_path", "parent__name", "parent__text"
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """Leave the order to the pages, see `paging`."""
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Filter; show what waits where the filters make no sense."""
        if not self.filters.is_valid():
            return queryset.filter(status=WAITING)
        return super().filter_queryset(queryset)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search by address, name and words."""
        return search(queryset, self.search_query)

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple:
        """Return one page, found by its cursor; Wagtail's own would count all comments."""
        turn = {WAITING: queue_page, ANY: latest_page}.get(self.filters.chosen_status, newest_page)
        before = self.request.GET.get(BEFORE, "")
        cursor = before or self.request.GET.get(AFTER, "")
        self.slice = turn(queryset, cursor, back=bool(before))
        return None, None, self.slice.comments, False

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how many there are at least, the way on, and what may be done."""
        number = count(self.get_queryset())
        return super().get_context_data(*args, **kwargs) | {
            "model_opts": Comment._meta,
            "may_moderate": rights.may(self.request.user, rights.MODERATE),
            "number": number,
            "searched": MOST_SEARCHED,
            "number_in_words": in_words(number),
            "after": self.slice.after,
            "before": self.slice.before,
        }
