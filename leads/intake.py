"""Taking a request: what arrived, whether it is new, and everything that is written with it.

HTML, the API and the spool all end here, so that they cannot drift apart. One transaction holds
the request, its consent records and the notices that are owed for it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from home.crisis import Danger, find_dangers
from leads import consents, floods
from leads.captcha import Outcome
from leads.encryption import keyed_hash
from leads.flags import Flag, is_suspected
from leads.forms import CallbackForm
from leads.hours import add_staffed_minutes
from leads.models import CallbackFormPage, CallbackRequest, RequestEvent
from leads.models.requests import new_reference
from leads.notices import owe_notices
from leads.phones import is_dialable, phone_hash, to_e164

# The same words from the same form within an hour are a double click, a refresh or a retry.
SAME_REQUEST = timedelta(hours=1)
# An Idempotency-Key is remembered for a day.
SAME_KEY = timedelta(days=1)
_RECEIPT = ("reference", "intake_id", "client_key")
COUNTER = "leads"  # of floods
SUBJECT = ("facility", "program", "state")


class KeyReusedError(ValueError):
    """An Idempotency-Key came a second time, with another request."""


@dataclass(frozen=True)
class Origin:
    """Where a request was made: on which form, standing on which page."""

    form_page: CallbackFormPage
    source_page: Page


@dataclass(frozen=True)
class Posted:
    """A form as it was posted, not yet checked against its page."""

    form_id: int
    source_id: int
    prefix: str
    data: dict[str, list[str]]


@dataclass
class Arrival:
    """What is known of a request besides its words; it survives the spool."""

    captcha: Outcome = Outcome.UNKNOWN
    flags: tuple[Flag, ...] = ()
    signs: floods.Signs = field(default_factory=dict)  # of the sender
    client_key: str = ""  # the Idempotency-Key as it was sent
    intake_id: uuid.UUID = field(default_factory=uuid.uuid4)
    reference: str = field(default_factory=new_reference)
    at: datetime = field(default_factory=timezone.now)


def store_request(form: CallbackForm, origin: Origin, arrival: Arrival) -> CallbackRequest:
    """Store what a valid form holds, once; return the request, or the one it repeats.

    Raises KeyReusedError for an Idempotency-Key that belongs to another request.
    """
    crowd = floods.count(COUNTER, {**arrival.signs, **_signs_of(form)}, arrival.at)
    # Those of a burst do not use up the mails of others.
    everybody = floods.Crowd() if crowd.flags else floods.count(COUNTER, {floods.Sign.ALL: ""})
    request = _store(form, origin, arrival, crowd, everybody)
    _fold_away(crowd.before())
    return request


def store_salvaged(
    form: CallbackForm, page: CallbackFormPage, source_id: int, arrival: Arrival
) -> CallbackRequest:
    """Store what can be kept of a form whose sender sees no errors any more; raises the same."""
    if not form.is_valid():
        form.salvage()
        arrival.flags = (*arrival.flags, Flag.UNCHECKED)
    source = Page.objects.filter(pk=source_id).first()
    return store_request(form, Origin(page, source.specific if source else page), arrival)


@transaction.atomic
def _store(
    form: CallbackForm,
    origin: Origin,
    arrival: Arrival,
    crowd: floods.Crowd,
    everybody: floods.Crowd,
) -> CallbackRequest:
    fingerprint = _fingerprint(form, origin)
    repeated = _find_repeated(fingerprint, arrival)
    if repeated is not None:
        return repeated
    request = CallbackRequest.objects.create(
        fingerprint=fingerprint,
        client_key=_hashed_key(arrival),
        **_arrived(arrival),
        **_came_from(origin, arrival),
        **_said(form),
        **_looks(form, arrival, crowd),
    )
    consents.record(request, form.consent_answers, _address_of(origin))
    RequestEvent.objects.create(request=request, at=arrival.at, text="Received")
    owe_notices(request, everybody)
    crowd.remember(request.pk)
    return request


def _fold_away(keys: Iterable[int]) -> None:
    """Rank requests that turned out to be the beginning of a flood, where nobody has begun on them.

    Whoever may be in danger is not folded away, and comes after others in danger.
    """
    ranked = Q(urgent=False, suspected=True) | Q(urgent=True, in_burst=True)
    fresh = CallbackRequest.objects.filter(status=CallbackRequest.Status.NEW).exclude(ranked)
    for request in fresh.filter(pk__in=keys).order_by("pk"):
        flags = [*request.flags, Flag.FLOOD]
        ranks = {"flags": flags, "in_burst": True, "suspected": not request.urgent}
        with transaction.atomic():
            if fresh.filter(pk=request.pk).update(**ranks):
                RequestEvent.objects.create(request=request, text="Turned out part of a flood")


def _signs_of(form: CallbackForm) -> dict[str, str]:
    """Return what a request may have in common with others, besides its sender."""
    answers = form.cleaned_data
    phone = answers.get("phone")
    texts = [answers.get("comments") or "", *map(str, form.extra_answers.values())]
    return {
        **({floods.Sign.PHONE: phone_hash(phone)} if phone else {}),
        **floods.email_sign(answers.get("email") or ""),
        **floods.words_sign(*texts),
    }


def _address_of(origin: Origin) -> str:
    return (origin.source_page.full_url or "") if origin.source_page.pk else ""


def _find_repeated(fingerprint: str, arrival: Arrival) -> CallbackRequest | None:
    """Return the request that this one repeats; hold others like it back until we are done."""
    if key := _hashed_key(arrival):
        wait_for_the_same(key)
        same_key = CallbackRequest.objects.filter(client_key=key).first()
        if same_key and same_key.fingerprint != fingerprint:
            if arrival.at - same_key.created_at < SAME_KEY:
                raise KeyReusedError
            CallbackRequest.objects.filter(pk=same_key.pk).update(client_key=None)
        elif same_key:
            return same_key
    wait_for_the_same(fingerprint)
    window = (arrival.at - SAME_REQUEST, arrival.at + SAME_REQUEST)
    itself = Q(intake_id=arrival.intake_id)
    alike = Q(fingerprint=fingerprint, created_at__range=window)
    return CallbackRequest.objects.filter(itself | alike).only(*_RECEIPT).first()


def is_senders(request: CallbackRequest, arrival: Arrival) -> bool:
    """Say whether a stored request is the sender's own: it just came, or its key came again.

    The same answers alone prove nothing; who repeats them learns no reference.
    """
    same_key = arrival.client_key and request.client_key == _hashed_key(arrival)
    return request.intake_id == arrival.intake_id or bool(same_key)


def wait_for_the_same(key: str) -> None:
    """Let one transaction at a time pass for a key, until it ends.

    SQLite needs nothing: its transactions begin with the write lock (`transaction_mode`).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _hashed_key(arrival: Arrival) -> str | None:
    return keyed_hash(arrival.client_key) if arrival.client_key else None


def _fingerprint(form: CallbackForm, origin: Origin) -> str:
    """Return the keyed hash of all that was answered on this form."""
    answers = {name: value for name, value in form.cleaned_data.items() if name not in form.helpers}
    return keyed_hash(f"{origin.form_page.pk} {sorted(answers.items())!r}")


def _arrived(arrival: Arrival) -> dict[str, Any]:
    return {
        "intake_id": arrival.intake_id,
        "reference": arrival.reference,
        "created_at": arrival.at,
        "captcha": arrival.captcha.value,
    }


def _came_from(origin: Origin, arrival: Arrival) -> dict[str, Any]:
    page, source = origin.form_page, origin.source_page
    # A page of an upper plugin says what it is about, without our knowing its type.
    subject: dict[str, str] = getattr(source, "callback_subject", dict)()
    return {
        # A form that was deleted meanwhile has no row (`leads.taken_down`).
        "form_page": page if page.pk else None,
        "form_title": page.title,
        "source_page": source if source.pk else None,
        "answerer_name": page.answerer.name,
        "due_at": add_staffed_minutes(page.answerer, arrival.at, page.call_within),
        "erase_on": (arrival.at + timedelta(days=page.keep_days)).date(),
        **{name: subject.get(name, "") for name in SUBJECT},
    }


def _said(form: CallbackForm) -> dict[str, Any]:
    answers = form.cleaned_data
    phone = answers.get("phone") or ""
    return {
        "phone": phone,
        "phone_e164": to_e164(phone) if phone else None,
        "phone_hash": phone_hash(phone) if phone else "",
        **{name: answers.get(name) or "" for name in ("name", "say_name", "email", "comments")},
        **{name: answers.get(name) or "" for name in ("time_zone", "caller")},
        "best_time": answers.get("best_time") or CallbackRequest.BestTime.ANY,
        "answers": form.extra_answers,
    }


def _looks(form: CallbackForm, arrival: Arrival, crowd: floods.Crowd) -> dict[str, Any]:
    """Return how the request ranks: what is unusual about it, and whether it cannot wait."""
    flags = [*arrival.flags, *crowd.flags]
    phone = form.cleaned_data.get("phone")
    if phone and not is_dialable(phone):
        flags.append(Flag.UNUSUAL_PHONE)
    if arrival.captcha is not Outcome.PASS:
        flags.append(Flag.UNVERIFIED)
    urgent = bool(dangers_in(form))
    # Somebody in danger comes first, however odd it looks.
    return {
        "flags": flags,
        "in_burst": bool(crowd.flags),
        "suspected": is_suspected(flags) and not urgent,
        "urgent": urgent,
    }


def dangers_in(form: CallbackForm) -> frozenset[Danger]:
    """Return the dangers that the words of a valid form speak of."""
    answers = form.cleaned_data
    texts = [answers.get(name) for name in ("comments", "name", "say_name")]
    return find_dangers(*(str(text or "") for text in (*texts, *form.extra_answers.values())))
