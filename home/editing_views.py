"""The editor's views of a page, for who may edit this one page alone, as reviewers may.

Wagtail lets members of a workflow's step edit the page that waits for them. Its views beside the
editor ask each for the right to that page, and once more for a right to any pages, which such
people lack: without comparison, history and preview they would review blindly.
"""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.generic.preview import PreviewRevision
from wagtail.admin.views.pages import history, preview, revisions, usage
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class HistoryView(history.PageHistoryView):
    """What became of a page; `get_object` asks for the right to it."""

    any_permission_required = None


class UsageView(usage.UsageView):
    """What leads to a page; `dispatch` asks for the right to it."""

    permission_required = None


class PreviewOnEditView(preview.PreviewOnEditView):
    """The form's preview; `get_object` asks for the right to the page."""

    permission_required = None


class RevisionsView(revisions.RevisionsView):
    """An older version; `get_object` asks for the right to the page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Pass by Wagtail's own, which asks for a right to any pages."""
        return PreviewRevision.dispatch(self, request, *args, **kwargs)


class RevisionsCompareView(revisions.RevisionsCompareView):
    """Two versions side by side; `get_object` asks for the right to the page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Pass by Wagtail's own, which asks for a right to any pages."""
        return super(revisions.RevisionsCompareView, self).dispatch(request, *args, **kwargs)


class EditingViewSet(PageViewSet):
    """Takes the place of Wagtail's, for every type of page without one of its own."""

    model = Page
    history_view_class = HistoryView
    preview_on_edit_view_class = PreviewOnEditView
    revisions_compare_view_class = RevisionsCompareView
    revisions_view_class = RevisionsView
    usage_view_class = UsageView
