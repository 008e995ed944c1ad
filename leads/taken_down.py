"""Requests by forms that went away while somebody was typing: unpublished, restricted or deleted.

The person did nothing wrong and waits for a call, so that the request is stored like any other, and
its timeline says what happened to the form. A form that the public never saw takes nothing; its
sender is given the words back.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from wagtail.models import PageLogEntry

from headless.text import clean_text
from leads.consents import Consent
from leads.forms import EXTRA, CallbackForm, form_class, form_class_without_page
from leads.intake import Arrival, Posted, store_salvaged
from leads.models import (
    Answerer,
    CallbackFormPage,
    CallbackRequest,
    ConsentWording,
    Purpose,
    RequestEvent,
)

NOT_PUBLIC = "Sent when the form was not public any more"
DELETED = "A form that was deleted"


class UnreachableError(ValueError):
    """Nobody could answer: there is neither a number nor an address."""


@transaction.atomic
def take(posted: Posted, data: QueryDict, arrival: Arrival) -> CallbackRequest | None:
    """Store what a form that is public no longer sent; None where the public never saw it.

    Raises UnreachableError, and KeyReusedError as `store_request`.
    """
    found = _once_public(posted, data) or _deleted(posted, data)
    if found is None:
        return None
    page, form = found
    if not any(data.get(f"{posted.prefix}-{name}", "").strip() for name in ("phone", "email")):
        raise UnreachableError
    request = store_salvaged(form, page, posted.source_id, arrival)
    RequestEvent.objects.get_or_create(request=request, text=NOT_PUBLIC)
    return request


def may_be_ours(posted: Posted, data: QueryDict) -> bool:
    """Say whether a person may have written this on a form of ours.

    There was such a form, though perhaps as a draft, or the wordings that it showed are ours.
    """
    return _has_been(posted.form_id) or bool(_shown_consents(_wordings(posted, data)))


def _has_been(form_id: int) -> bool:
    """Say whether this was ever a form's key; Wagtail's log keeps those of deleted pages."""
    kind = ContentType.objects.get_for_model(CallbackFormPage)
    logged = PageLogEntry.objects.filter(page=form_id, content_type=kind)
    return logged.exists() or CallbackFormPage.objects.filter(pk=form_id).exists()


def _wordings(posted: Posted, data: QueryDict) -> str:
    return clean_text(data.get(f"{posted.prefix}-wordings", ""))


def _once_public(posted: Posted, data: QueryDict) -> tuple[CallbackFormPage, CallbackForm] | None:
    history = PageLogEntry.objects.filter(page=OuterRef("pk"), action="wagtail.unpublish")
    shown = Q(live=True) | Q(first_published_at__isnull=False) | Exists(history)
    pages = CallbackFormPage.objects.select_related("answerer").filter(shown)
    page = pages.filter(pk=posted.form_id).first()
    return (page, form_class(page)(data, prefix=posted.prefix)) if page else None


def _deleted(posted: Posted, data: QueryDict) -> tuple[CallbackFormPage, CallbackForm] | None:
    """Ask what every form may ask; that it was public is told by the wordings it showed."""
    if CallbackFormPage.objects.filter(pk=posted.form_id).exists() or not _has_been(posted.form_id):
        return None
    consents = _shown_consents(_wordings(posted, data))
    if not consents:
        return None
    answerer = _answerer_named([consent.wording for consent in consents])
    begin = f"{posted.prefix}-{EXTRA}"
    extra = [name.removeprefix(begin) for name in data if name.startswith(begin)]
    form = form_class_without_page(consents, extra)(data, prefix=posted.prefix)
    return CallbackFormPage(title=DELETED, answerer=answerer), form


def _shown_consents(posted: str) -> list[Consent]:
    """Return the boxes that the reader saw, from their versions; none where one is not ours."""
    shown = dict(part.split(":", 1) for part in posted.split() if ":" in part)
    known: Any = dict(
        ConsentWording.objects.filter(version__in=shown.values()).values_list("version", "wording")
    )
    if not set(shown) <= set(Purpose.values) or not set(shown.values()) <= set(known):
        return []
    return [
        Consent(Purpose(purpose), known[version], required=False)
        for purpose, version in shown.items()
    ]


def _answerer_named(wordings: list[str]) -> Answerer:
    """Return who was to call: the wordings name them, though the form that did is gone."""
    named = [one for one in Answerer.objects.all() if any(one.name in text for text in wordings)]
    return max(named, key=lambda one: len(one.name), default=Answerer(name="Unknown"))
