"""Front ends' keys in the Wagtail admin: made, shown once, revoked."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from headless.keys.scopes import WORDS
from headless.models import ApiKey


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


class CreateKey(generic.CreateView):
    """Shows the key in the message after saving: nothing can show it again."""

    def save_instance(self) -> ApiKey:
        """Make the secret with the row."""
        self.secret = self.form.instance.give_secret()
        self.form.instance.created_by = self.request.user
        return super().save_instance()

    def get_success_message(self, instance: ApiKey) -> Any:
        """Return the words with the key."""
        return format_html("Copy this key now; it is shown only once: <code>{}</code>", self.secret)

    def save_action(self) -> HttpResponse:
        """Keep the page with the key out of every cache."""
        response = super().save_action()
        response["Cache-Control"] = "private, no-store"
        return response


class RevokeKey(generic.DeleteView):
    """Ends a key; its row stays, so that it can be told who had it."""

    page_title = "Revoke"
    confirmation_message = "Revoke this key? The front end that uses it is refused at once."

    def delete_action(self) -> None:
        """Write down the end."""
        ApiKey.objects.filter(pk=self.object.pk, revoked_at=None).update(revoked_at=timezone.now())
        log(instance=self.object, action="wagtail.edit")

    def form_valid(self, form: Any) -> HttpResponse:
        """Revoke, and say so."""
        self.delete_action()
        messages.success(self.request, f"{self.object} is revoked.")
        return redirect(self.get_success_url())


class ApiKeyViewSet(ModelViewSet):
    """In the settings menu, for those who may see keys."""

    model = ApiKey
    icon = "key"
    menu_label = "Front-end keys"
    add_to_settings_menu = True
    menu_order = 900
    add_view_class = CreateKey
    delete_view_class = RevokeKey
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        "name",
        Column("shown", label="Begins with"),
        Column("state", label="State"),
        Column("created_by", label="Made by"),
        DateColumn("last_used_at", label="Last used"),
        DateColumn("expires_at", label="Ends"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the one form."""
        return ApiKeyForm
