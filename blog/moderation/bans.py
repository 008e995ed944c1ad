"""The ban list and the ready answers in the Wagtail admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from blog.comments.people import network_of, person_hash
from blog.models import Ban, CannedReply
from home.admin import DETAIL

Kind = Ban.Kind
SHORTEST_WORD = 3  # characters; a shorter one would hold half of all comments


class BanForm(forms.ModelForm):
    """What is banned, as a moderator writes it. Of an address only its keyed hash is kept."""

    what = forms.CharField(
        label="Address, network or word",
        max_length=254,
        help_text="A person: the mail address. A network: an IP address. A word: or several.",
    )

    class Meta:
        model = Ban
        fields = ["kind", "reason"]

    field_order = ["kind", "what", "reason"]

    def clean(self) -> dict[str, Any]:
        """Turn what was written into what comments are compared with; refuse the same ban again."""
        data = super().clean() or {}
        kind, what = data.get("kind"), data.get("what")
        if kind and what:
            try:
                self.instance.value = NORMAL[kind](what)
                if Ban.objects.filter(kind=kind, value=self.instance.value).exists():
                    raise ValidationError("This is banned already.")
            except ValidationError as error:
                self.add_error("what", error)
        return data


def _address(text: str) -> str:
    validate_email(text.strip())
    return person_hash(text)


def _network(text: str) -> str:
    if network := network_of(text.strip()):
        return network
    raise ValidationError("Enter an IP address.")


def _word(text: str) -> str:
    word = " ".join(text.lower().split())
    if len(word) < SHORTEST_WORD:
        raise ValidationError(f"Enter a word of at least {SHORTEST_WORD} characters.")
    return word


NORMAL = {Kind.PERSON: _address, Kind.NETWORK: _network, Kind.WORD: _word}


class BanReasonForm(forms.ModelForm):
    """What can be changed later: why. Another person or word is another ban."""

    class Meta:
        model = Ban
        fields = ["reason"]


class AddBanView(CreateView):
    """Notes who bans."""

    def save_instance(self) -> Ban:
        """Save the ban in the user's name."""
        self.form.instance.created_by = self.request.user
        return super().save_instance()


class BanViewSet(ModelViewSet):
    """Who and what is not welcome."""

    model = Ban
    name = "comment_bans"
    icon = "no-view"
    menu_label = "Bans"
    add_view_class = AddBanView
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ["reason"]
    index_template_name = "blog/admin/bans.html"
    list_display = [
        "__str__",
        Column("kind", accessor="get_kind_display", sort_key="kind", classname=DETAIL),
        "reason",
        UserColumn("created_by", classname=DETAIL),
        DateColumn("created_at", classname=DETAIL),
    ]
    list_filter = ["kind"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the form of a new ban, or of an old one."""
        return BanReasonForm if for_update else BanForm


class CannedReplyViewSet(ModelViewSet):
    """Answers that are often needed."""

    model = CannedReply
    name = "comment_replies"
    icon = "openquote"
    menu_label = "Canned replies"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["title"]
