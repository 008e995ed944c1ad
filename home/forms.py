"""The editor's form of every page."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import now
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.blocks.base import BlockField
from wagtail.fields import StreamField

from home.blocks.canonical import canonical

_SCHEDULE = (
    "The schedule has a date that is not valid. It is in the side panel “Status”: "
    "choose “Edit schedule”."
)


class StreamFormField(BlockField):
    """A StreamField in the admin, which is changed only where what it says is.

    Wagtail compares what is stored with what was posted, which differ in keys, empty members and
    numbers though nobody typed a word.
    """

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether these blocks, as the form would store them, say something else."""
        try:
            posted = self.clean(data)
        except ValidationError:
            return True
        return canonical(self.block, self.block.normalize(initial)) != canonical(self.block, posted)


register_form_field_override(StreamField, override={"form_class": StreamFormField})


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


class NarrowedMixin:
    """Lets v3 make a form of the fields it was sent alone, for any page form.

    Wagtail takes fields that this user may not write out of the form, also those that it left out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: Any = self._meta  # type: ignore[attr-defined]
        fields: Any = self.base_fields  # type: ignore[attr-defined]
        asked = (options.field_permissions or {}).items()
        options.field_permissions = {name: right for name, right in asked if name in fields}
        super().__init__(*args, **kwargs)


class ScheduleMixin:
    """Lets a page that expired be edited, for any page form with Wagtail's schedule.

    Wagtail keeps the date by which a page was taken down, and then refuses every save of it.
    """

    def clean(self) -> dict[str, Any]:
        """Let go of a past expiry that nobody typed."""
        form: Any = self
        expiry, before = form.cleaned_data.get("expire_at"), form.initial.get("expire_at")
        if expiry and before and expiry <= now() and _minute(expiry) == _minute(before):
            form.cleaned_data["expire_at"] = None
        return super().clean()

    def _post_clean(self) -> None:
        """Say in the message where the date that is wrong stands: no field in sight is marked."""
        super()._post_clean()
        form: Any = self
        if "expire_at" in form.errors or "go_live_at" in form.errors:
            form.add_error(None, _SCHEDULE)


def _minute(moment: datetime) -> datetime:
    """Return a moment as the editor shows it: without seconds."""
    return moment.replace(second=0, microsecond=0)


class SitePageForm(DraftFirstMixin, NarrowedMixin, ScheduleMixin, WagtailAdminPageForm):
    """Wagtail's page form; a new page begins as a draft."""
