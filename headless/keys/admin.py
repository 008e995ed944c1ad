"""Front ends' keys in the Wagtail admin: made, shown once, revoked."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from headless.columns import DayColumn
from headless.keys.scopes import WORDS
from headless.models import ApiKey

REVOKE = "Revoke"
REVOKED = "headless.key.revoke"  # in Wagtail's log


class ApiKeyForm(WagtailAdminModelForm):
    """Name, what it may, until when."""

    scopes = forms.MultipleChoiceField(
        label="This key may",
        choices=[(str(scope), words) for scope, words in WORDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ApiKey
        fields = ["name", "scopes", "expires_at"]


class ListKeys(generic.IndexView):
    """Every key, ended ones too."""

    def get_list_more_buttons(self, instance: ApiKey) -> list[Any]:
        """Call the end of a key by its name, and offer it once."""
        ends = self.get_delete_url(instance)
        buttons = super().get_list_more_buttons(instance)
        for button in buttons:
            if button.url == ends:
                button.label = REVOKE
        return [one for one in buttons if not (instance.revoked_at and one.url == ends)]


class CreateKey(generic.CreateView):
    """Answers with the key itself: no redirect, no message and no session ever holds it."""

    def save_instance(self) -> ApiKey:
        """Make the secret with the row."""
        self.secret = self.form.instance.give_secret()
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def save_action(self) -> HttpResponse:
        """Show the key, once; like every page of the admin, no cache keeps it."""
        context = self.get_context_data(form=self.form, secret=self.secret)
        return TemplateResponse(self.request, "headless/key_made.html", context)


class EditKey(generic.EditView):
    """Its name, what it may, until when."""

    delete_item_label = REVOKE


class RevokeKey(generic.DeleteView):
    """Ends a key; its row stays, so that it can be told who had it."""

    page_title = REVOKE
    template_name = "wagtailusers/api_tokens/confirm_revoke.html"  # as Wagtail asks for its own
    confirmation_message = "Revoke this key? The front end that uses it is refused at once."

    def get_usage_url(self) -> None:
        """Nothing refers to a key."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Write down the end, once, and say so."""
        ended = ApiKey.objects.filter(pk=self.object.pk, revoked_at=None)
        if ended.update(revoked_at=timezone.now()):
            log(instance=self.object, action=REVOKED)
        messages.success(self.request, f"{self.object} is revoked.")
        return redirect(self.get_success_url())


class ApiKeyViewSet(ModelViewSet):
    """In the settings menu, for those who may see keys."""

    model = ApiKey
    icon = "key"
    menu_label = "Front-end keys"
    add_to_settings_menu = True
    menu_order = 900
    add_to_reference_index = False
    index_view_class = ListKeys
    add_view_class = CreateKey
    edit_view_class = EditKey
    delete_view_class = RevokeKey
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        "name",
        Column("shown", label="Begins with"),
        Column("state", label="State"),
        Column("created_by", label="Made by"),
        DateColumn("last_used_at", label="Last used"),
        DayColumn("expires_at", label="Ends"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the one form."""
        return ApiKeyForm
