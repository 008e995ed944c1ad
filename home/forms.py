"""The editor's form of every page."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class DraftFirstMixin:
    """Makes a new page begin as a draft, for any page form.

    Wagtail's view adds a page live and then publishes it: one that the checks refuse would be live.
    """

    def save(self, commit: bool = True) -> Any:
        """Save a page that is new as a draft; publishing makes it live."""
        form: Any = self
        if form.instance._state.adding:
            form.instance.live = False
        return super().save(commit)


class SitePageForm(DraftFirstMixin, WagtailAdminPageForm):
    """Wagtail's page form; a new page begins as a draft."""
