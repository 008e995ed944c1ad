"""Copying pages in the admin."""

from django.db import transaction
from django.utils.decorators import method_decorator
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.viewsets.pages import PageViewSet


@method_decorator(transaction.atomic, name="form_valid")
class WholeCopyView(CopyView):
    """Copies pages in one transaction: a live copy is restricted before anybody can see it."""


class PageViews(PageViewSet):
    """Wagtail's views of pages, of which copying is ours."""

    copy_view_class = WholeCopyView
