"""A chooser of snippets for those alone who may see them in the admin.

Wagtail's choosers show what there is to everybody who enters the admin, because an editor links to
it. Nobody links to where requests and changes are sent: that is for whoever looks after it.
"""

from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.chooser import SnippetChooserViewSet

_RIGHTS = ["add", "change", "delete", "view"]


def _asking(view: type) -> type:
    """Return the view, which asks for a right to the snippets first."""
    return type(view.__name__, (PermissionCheckedMixin, view), {"any_permission_required": _RIGHTS})


class StaffChooserViewSet(SnippetChooserViewSet):
    """The addresses of a chooser, each asking for a right to what it shows."""

    choose_view_class = _asking(SnippetChooserViewSet.choose_view_class)
    choose_results_view_class = _asking(SnippetChooserViewSet.choose_results_view_class)
    chosen_view_class = _asking(SnippetChooserViewSet.chosen_view_class)
    chosen_multiple_view_class = _asking(SnippetChooserViewSet.chosen_multiple_view_class)
