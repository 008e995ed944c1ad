"""Keeping a request for a call."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page

from leads.captcha import Outcome
from leads.forms import CallbackForm
from leads.models import CallbackFormPage, CallbackRequest
from leads.phones import phone_hash, to_e164


@dataclass(frozen=True)
class Origin:
    """Where a request was made: on which form, standing on which page."""

    form_page: CallbackFormPage
    source_page: Page


@transaction.atomic
def store_request(form: CallbackForm, origin: Origin, captcha: Outcome) -> CallbackRequest:
    """Store what a valid form holds, personal values encrypted."""
    answers = form.cleaned_data
    phone = answers.get("phone") or ""
    return CallbackRequest.objects.create(
        form_page=origin.form_page,
        form_title=origin.form_page.title,
        source_page=origin.source_page,
        answerer_name=origin.form_page.answerer.name,
        captcha=captcha.value,
        best_time=answers.get("best_time") or CallbackRequest.BestTime.ANY,
        phone=phone,
        phone_e164=to_e164(phone) if phone else None,
        phone_hash=phone_hash(phone) if phone else "",
        name=answers.get("name") or "",
        email=answers.get("email") or "",
        comments=answers.get("comments") or "",
        answers=form.extra_answers,
    )
