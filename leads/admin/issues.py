"""Issues of the newsletter in the Wagtail admin: written, tried on oneself, sent to everybody."""

from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied, require_admin_access
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Site

from leads.models import NewsletterIssue
from leads.newsletter import letters, mailing

SEND = "newsletter_issues:send"


class IssueIndexView(IndexView):
    """The list; a title leads to the page from which the issue is sent."""

    default_ordering = ("-changed_at", "-pk")
    columns = [
        TitleColumn("subject", label="Subject", url_name=SEND),
        Column("get_state_display", label="State"),
        DateColumn("changed_at", label="Changed", sort_key="changed_at"),
        DateColumn("sending_at", label="Sent", sort_key="sending_at"),
    ]


class _ThenSend:
    """Goes before a view that saves an issue: it leads on to reading and sending it."""

    object: NewsletterIssue

    def get_success_url(self) -> str:
        """Return where the issue is sent."""
        return reverse(SEND, args=(self.object.pk,))


class IssueCreateView(_ThenSend, CreateView):
    """A new issue, of the default site until somebody chooses another."""

    def get_initial_form_instance(self) -> NewsletterIssue:
        """Return an issue whose site is filled in."""
        return NewsletterIssue(site=Site.objects.filter(is_default_site=True).first())


class IssueEditView(_ThenSend, EditView):
    """An issue is changed until it is sent."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead away from what went out, those who may change issues at all."""
        may_change = request.user.has_perm("leads.change_newsletterissue")
        if may_change and not self.get_object().is_draft:
            messages.error(request, "This issue has been sent; it cannot be changed any more.")
            return redirect(SEND, self.object_pk)
        return super().dispatch(request, *args, **kwargs)


class IssueDeleteView(DeleteView):
    """An issue is deleted before or after it is sent, not while some readers wait for it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead away from what is being sent, those who may delete issues at all."""
        is_sending = self.object.state == NewsletterIssue.State.SENDING
        if is_sending and request.user.has_perm("leads.delete_newsletterissue"):
            messages.error(request, "This issue is being sent. Delete it once it is sent.")
            return redirect(SEND, self.object.pk)
        return super().dispatch(request, *args, **kwargs)


@require_admin_access
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an issue as it is read, and what became of it; send a test, or send it."""
    if not request.user.has_perm("leads.change_newsletterissue"):
        return permission_denied(request)
    issue = get_object_or_404(NewsletterIssue.objects.select_related("site"), pk=pk)
    if request.method == "POST":
        _act(request, issue)
        return redirect(SEND, pk)
    context = {
        "issue": issue,
        "letter": letters.draft(issue),
        "readers": issue.readers().count(),
        "may_send": request.user.has_perm("leads.send_newsletterissue"),
        "progress": _progress(issue),
    }
    return render(request, "leads/admin/issue.html", context)


def _act(request: HttpRequest, issue: NewsletterIssue) -> None:
    user: Any = request.user
    try:
        if request.POST.get("step") == "everybody":
            readers = mailing.send(user, issue)
            messages.success(request, f"The issue goes to {readers:,} subscribers now.")
        else:
            mailing.send_test(user, issue)
            messages.success(request, f"A test is on its way to {user.email}.")
    except mailing.NotSendableError as error:
        messages.error(request, str(error))


def _progress(issue: NewsletterIssue) -> dict[str, int]:
    """Return how many copies there are, how many were handed on, and how many bounced."""
    copies = issue.copies.filter(subscriber__isnull=False)
    bounced = Q(subscriber__bounced_at__gte=F("owed_at"))
    return copies.aggregate(
        owed=Count("pk"), written=Count("written_at"), bounced=Count("pk", filter=bounced)
    )


class IssueViewSet(ModelViewSet):
    """The addresses of issues."""

    model = NewsletterIssue
    name = "newsletter_issues"
    icon = "mail"
    menu_label = "Issues"
    index_view_class = IssueIndexView
    add_view_class = IssueCreateView
    edit_view_class = IssueEditView
    delete_view_class = IssueDeleteView
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page from which an issue is sent."""
        return [*super().get_urlpatterns(), path("<int:pk>/send/", send, name="send")]


issue_viewset = IssueViewSet()
