"""Erasing a person on request: found by the keyed hash of the address, counted, then emptied."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from blog.comments.erasure import erase_person
from blog.comments.people import person_hash
from blog.models import Comment
from blog.moderation import rights


class ErasureForm(forms.Form):
    """Whose comments; `confirmed` once their number was seen."""

    email = forms.EmailField(label="Mail address", max_length=254)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)


@method_decorator(never_cache, name="dispatch")
class ErasureView(WagtailAdminTemplateMixin, FormView):
    """Asks for the address, tells how much there is, and erases it at the second post.

    The address comes in the body alone: addresses of pages end up in logs and histories.
    """

    form_class = ErasureForm
    template_name = "blog/admin/erasure.html"
    page_title = "Erase a person"
    header_icon = "bin"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": "Erase a person"},
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the right."""
        rights.require(request.user, rights.ERASE)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ErasureForm) -> HttpResponse:
        """Count, or erase."""
        email = form.cleaned_data["email"]
        if not form.cleaned_data["confirmed"]:
            found = Comment.objects.filter(email_hash=person_hash(email)).count()
            return self.render_to_response(self.get_context_data(form=form, found=found))
        number = erase_person(email, self.request.user)
        messages.success(self.request, f"{number} comment{'' if number == 1 else 's'} erased.")
        return redirect(reverse("comment_erasure:index"))
