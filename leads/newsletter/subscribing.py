"""From an address to a subscriber, and back out; HTML, the API and the admin end here.

Nobody is told whether an address is known: every sign-up gets the same answer, and whoever owns
the address learns the rest by mail.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from leads import reader_mail
from leads.encryption import keyed_hash
from leads.flags import Flag, is_suspected
from leads.models import (
    AccessRecord,
    ConsentWording,
    IssueCopy,
    LeadsSettings,
    Subscriber,
    SubscriptionConsent,
)
from leads.models.consent import version_of
from leads.newsletter.links import CONFIRM_WITHIN, BadLinkError, read_confirm, read_leave

CONFIRM, KNOWN = "newsletter.confirm", "newsletter.known"
MOST_LETTERS = 3  # to an address that confirms nothing; more would help nobody but a stalker
State = Subscriber.State
# The columns of a row that belong to one sign-up.
_SIGN_UP = (
    *("email", "wording", "page", "state", "round", "letters"),
    *("asked_at", "confirmed_at", "left_at", "bounced_at"),
)


@dataclass(frozen=True)
class SignUp:
    """What arrived: an address, the wording beside the button, where the form stood."""

    email: str
    wording: ConsentWording
    page: Page | None = None
    flags: tuple[Flag, ...] = ()


def address_hash(email: str) -> str:
    """Return the keyed hash that finds an address, however it is capitalised."""
    return keyed_hash(f"email {email.strip().casefold()}")


def settings_saved(sender: Any, instance: LeadsSettings, *, raw: bool = False, **kw: Any) -> None:
    """Keep the wording that forms show from now on: a cache may keep a page for a while."""
    if not raw:
        ConsentWording.keep(instance.newsletter_wording)


def shown_wording(site: Site, version: str) -> ConsentWording | None:
    """Return the wording a form showed, or None where it is none of ours."""
    current = LeadsSettings.for_site(site).newsletter_wording
    if version == version_of(current):
        ConsentWording.keep(current)
    return ConsentWording.objects.filter(version=version).first()


def looks_like_a_program(flags: tuple[Flag, ...]) -> bool:
    """Say whether a sign-up must not send mail to an address that others may own.

    Stricter than for call-backs, which nobody else is hurt by: many without a captcha are enough.
    """
    return is_suspected(flags) or {Flag.MANY, Flag.UNVERIFIED} <= set(flags)


def sign_up(site: Site, asked: SignUp) -> None:
    """Owe the letter that this address needs now; nothing is kept of a program's work."""
    if looks_like_a_program(asked.flags):
        return
    with transaction.atomic():
        subscriber = _locked_row(site, asked)
        if subscriber.state == State.CONFIRMED:
            reader_mail.owe(KNOWN, subscriber.pk, occasion=f"{timezone.now():%Y-%m-%d}")
            return
        if subscriber.state == State.LEFT:
            _begin_again(subscriber, asked)
        if subscriber.letters < MOST_LETTERS:
            subscriber.letters += 1
            subscriber.save(update_fields=["letters"])
            occasion = f"{subscriber.round.hex}-{subscriber.letters}"
            reader_mail.owe(CONFIRM, subscriber.pk, occasion=occasion)


def _locked_row(site: Site, asked: SignUp) -> Subscriber:
    """Return the address's row, made where it is new, kept from others meanwhile."""
    found = {"site": site, "email_hash": address_hash(asked.email)}
    new = Subscriber(**found, email=asked.email, wording=asked.wording, page=asked.page)
    Subscriber.objects.bulk_create([new], ignore_conflicts=True)
    return Subscriber.objects.select_for_update().get(**found)


def _begin_again(subscriber: Subscriber, asked: SignUp) -> None:
    """Make a row whose owner had left a new sign-up: links of before confirm nothing."""
    fresh = Subscriber(email=asked.email, wording=asked.wording, page=asked.page)
    for name in _SIGN_UP:
        setattr(subscriber, name, getattr(fresh, name))
    subscriber.save(update_fields=_SIGN_UP)


@transaction.atomic
def confirm(token: str) -> Subscriber:
    """Subscribe who was sent this link; a second time changes nothing. Raises BadLinkError."""
    pk, round_ = read_confirm(token)
    row = Subscriber.objects.select_for_update(of=("self",)).select_related("wording")
    subscriber = row.filter(pk=pk).first()
    if subscriber is None or subscriber.round.hex != round_:
        raise BadLinkError(expired=True)
    if subscriber.state == State.PENDING:
        subscriber.state, subscriber.confirmed_at = State.CONFIRMED, timezone.now()
        subscriber.save(update_fields=["state", "confirmed_at"])
        _record(subscriber)
    elif subscriber.state != State.CONFIRMED:  # left or erased since
        raise BadLinkError(expired=True)
    return subscriber


def _record(subscriber: Subscriber) -> None:
    """Write down what was agreed to."""
    SubscriptionConsent.objects.create(
        subscriber=subscriber,
        wording=subscriber.wording.wording,
        version=subscriber.wording.version,
        page_url=(subscriber.page.full_url or "") if subscriber.page else "",
        asked_at=subscriber.asked_at,
        at=subscriber.confirmed_at,
    )


def leave(token: str) -> None:
    """End the mail to who was sent this link, and forget the address. Raises BadLinkError.

    The keyed hash stays, so that a later sign-up continues the same row and its consents.
    """
    active = Subscriber.objects.filter(
        pk=read_leave(token), state__in=[State.PENDING, State.CONFIRMED]
    )
    active.update(state=State.LEFT, email=None, left_at=timezone.now())


def bounced(pk: int) -> None:
    """End the mail to an address that its server refused for good, and forget it (RFC 5321)."""
    now = timezone.now()
    active = Subscriber.objects.filter(pk=pk, state__in=[State.PENDING, State.CONFIRMED])
    active.update(state=State.LEFT, email=None, left_at=now, bounced_at=now)


def copy_bounced(pk: int) -> None:
    """End the mail to the subscriber of this copy of an issue."""
    for subscriber in IssueCopy.objects.filter(pk=pk).values_list("subscriber", flat=True):
        if subscriber is not None:
            bounced(subscriber)


@transaction.atomic
def erase(user: Any, subscriber: Subscriber) -> None:
    """Forget the address and its hash; the consents stay, which name nobody."""
    if not user.has_perm("leads.delete_subscriber"):
        raise PermissionDenied
    known = Subscriber.objects.filter(pk=subscriber.pk).exclude(state=State.ERASED)
    if known.update(state=State.ERASED, email=None, email_hash=None, left_at=timezone.now()):
        AccessRecord.write_about(user, AccessRecord.Action.ERASE, str(subscriber))


def forget_unconfirmed() -> int:
    """Delete sign-ups that nobody confirmed in a week; return their number.

    A row that was subscribed before keeps its consents: it goes back to having left.
    """
    late = Subscriber.objects.filter(
        state=State.PENDING, asked_at__lt=timezone.now() - CONFIRM_WITHIN
    )
    gone = {"state": State.LEFT, "email": None, "left_at": timezone.now()}
    returned = late.filter(consents__isnull=False).update(**gone)
    deleted, _ = late.filter(consents__isnull=True).delete()
    return returned + deleted
