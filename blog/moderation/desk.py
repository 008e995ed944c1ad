"""One comment: what it says and answers, why it waits, what became of it, what can be done now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from blog.models import CannedReply, Comment
from blog.moderation import decisions, rights
from blog.moderation.forms import EditForm, OriginForm, ReplyForm
from blog.moderation.wording import reasons

MOST_REPLIES = 20
CANNED = "canned"


@dataclass(frozen=True)
class Others:
    """How many comments of one status the same person wrote, or came from the same network."""

    status: str
    label: str
    number: int


class Desk:
    """What the template of one comment needs."""

    def __init__(self, comment: Comment, user: Any, canned: str) -> None:
        self.comment = comment
        self.reasons = reasons(comment)
        self.decisions = decisions.possible(user, comment)
        kept = comment.status != Comment.Status.REMOVED
        self.may_edit = kept and rights.may(user, rights.EDIT)
        self.may_ban = rights.may(user, rights.BAN) and bool(comment.email_hash or comment.network)
        self.may_erase = kept and rights.may(user, rights.ERASE)
        self.is_shown = comment.status == Comment.Status.APPROVED
        self.may_reply = self.is_shown and rights.may(user, rights.REPLY)
        self.edit_form = EditForm(initial={"text": comment.text})
        self.reply_form = ReplyForm(initial={"text": _canned_text(canned)})
        self.origin_form = OriginForm()

    def answered(self) -> list[Comment]:
        """Return what it answers, from the beginning of the thread."""
        above: list[Comment] = []
        one = self.comment
        while one.parent is not None and len(above) < MOST_REPLIES:
            one = one.parent
            above.insert(0, one)
        return above

    def replies(self) -> Iterable[Comment]:
        """Return the first answers to it, of whatever status."""
        return self.comment.replies.order_by("created_at", "pk")[:MOST_REPLIES]

    def canned(self) -> Iterable[CannedReply]:
        """Return the answers that lie ready."""
        return CannedReply.objects.all()

    def same_person(self) -> list[Others]:
        """Count what else the same person wrote; nothing without an address."""
        return _others(self.comment, "email_hash")

    def same_network(self) -> list[Others]:
        """Count what else came from the same network; nothing once that is forgotten."""
        return _others(self.comment, "network")

    def trace(self) -> Iterable[Any]:
        """Return what happened, in order."""
        return self.comment.events.select_related("user")


def _others(comment: Comment, column: str) -> list[Others]:
    value = getattr(comment, column)
    if not value:
        return []
    rows = Comment.objects.filter(**{column: value}).exclude(pk=comment.pk).order_by("status")
    counted = rows.values_list("status").annotate(number=Count("pk"))
    return [Others(status, Comment.Status(status).label, number) for status, number in counted]


def _canned_text(key: str) -> str:
    """Return the text of a ready answer, '' for a key of none."""
    is_key = key.isascii() and key.isdecimal() and len(key) < 10
    found = CannedReply.objects.filter(pk=int(key)).first() if is_key else None
    return found.text if found else ""


@method_decorator(never_cache, name="dispatch")
class CommentView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Shows the desk; what it posts goes to `actions`."""

    model = Comment
    permission_required = "view"
    template_name = "blog/admin/comment.html"
    page_title = "Reader comment"
    header_icon = "comment"

    @cached_property
    def comment(self) -> Comment:
        """The comment of the address."""
        comments = Comment.objects.select_related("article", "parent__parent")
        return get_object_or_404(comments, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Return its number; what somebody wrote goes to the page alone."""
        return str(self.comment)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        listing = {"url": reverse("reader_comments:index"), "label": "Reader comments"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the desk."""
        canned = self.request.GET.get(CANNED, "")
        return super().get_context_data(**kwargs) | {
            "desk": Desk(self.comment, self.request.user, canned)
        }
