"""The admin's views of pages: whole copies, and reviews by who may edit this one page alone.

Wagtail lets members of a workflow's step edit the page that waits for them. Its views beside the
editor ask each for the right to that page, and once more for a right to any pages, which such
people lack: without comparison, history and preview they would review blindly.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from wagtail.admin.views.generic.preview import PreviewRevision
from wagtail.admin.views.pages import copy, history, preview, revisions, usage
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


@method_decorator(transaction.atomic, name="form_valid")
class WholeCopyView(copy.CopyView):
    """Copies pages in one transaction: a live copy is restricted before anybody can see it."""


class EditingViewSet(PageViewSet):
    """Takes the place of Wagtail's, for every type of page without one of its own.

    There is one such place: a second set for `Page` would take it from this one.
    """

    model = Page
    copy_view_class = WholeCopyView
    history_view_class = HistoryView
    preview_on_edit_view_class = PreviewOnEditView
    revisions_compare_view_class = RevisionsCompareView
    revisions_view_class = RevisionsView
    usage_view_class = UsageView
