"""The menu 'Comments', with the number of those that wait behind its name."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.sidebar import SubMenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup

from blog.moderation import actions, rights
from blog.moderation.bans import BanViewSet, CannedReplyViewSet
from blog.moderation.counts import waiting_count
from blog.moderation.desk import CommentView
from blog.moderation.erasure import ErasureView
from blog.moderation.listing import QueueView
from blog.moderation.paging import in_words


class QueueMenuItem(MenuItem):
    """Leads to the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right to read comments."""
        return rights.may(request.user, rights.VIEW)


class ErasureMenuItem(MenuItem):
    """Leads to the form by which people are erased."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right to erase."""
        return rights.may(request.user, rights.ERASE)


class CommentsMenuItem(SubmenuMenuItem):
    """The menu."""

    def render_component(self, request: HttpRequest) -> SubMenuItem:
        """Count anew: the item itself is kept between requests."""
        component = super().render_component(request)
        if rights.may(request.user, rights.VIEW) and (number := waiting_count()):
            component.label = f"{self.label} ({in_words(number)})"
        return component


class QueueViewSet(ViewSet):
    """The addresses of the list, of each comment, and of what is done with it."""

    name = "reader_comments"
    icon = "comment"
    menu_label = "Queue"
    menu_item_class = QueueMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return them."""
        results = QueueView.as_view(results_only=True)
        return [
            path("", QueueView.as_view(), name="index"),
            path("results/", results, name="index_results"),
            path("<int:pk>/", CommentView.as_view(), name="comment"),
            path("<int:pk>/edit/", actions.edit, name="edit"),
            path("<int:pk>/reply/", actions.reply, name="reply"),
            path("<int:pk>/ban/", actions.ban, name="ban"),
            path("<int:pk>/erase/", actions.erase, name="erase"),
            path("<int:pk>/<slug:decision>/", actions.decide, name="decide"),
        ]


class ErasureViewSet(ViewSet):
    """Erasing on request, by a mail address."""

    name = "comment_erasure"
    icon = "bin"
    menu_label = "Erase a person"
    menu_item_class = ErasureMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        return [path("", ErasureView.as_view(), name="index")]


class CommentsGroup(ViewSetGroup):
    """Everything about readers' comments, in one menu."""

    items = (QueueViewSet, CannedReplyViewSet, BanViewSet, ErasureViewSet)
    menu_label = "Comments"
    menu_icon = "comment"
    menu_order = 155

    def get_menu_item(self, order: Any = None) -> CommentsMenuItem:
        """Return the menu that counts."""
        return CommentsMenuItem(
            self.menu_label,
            Menu(items=self.get_submenu_items()),
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
        )
