"""Mail to readers, by the outbox: a row says of what kind it is and names one record.

Neither an address nor a text is in the row. At sending time the kind's function loads the record
and writes the letter, or says that there is nothing to send any more.

A plugin offers a kind in `AppConfig.ready()`, and owes a letter in the transaction of its cause:

    reader_mail.register("comments.reply", load_reply)
    reader_mail.owe("comments.reply", notification.pk)

    def load_reply(pk: int) -> Letter | None: ...
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from headless.models import Delivery
from headless.outbox import mail, queue
from headless.outbox.channels import DeliveryError
from leads.encryption import UnreadableValueError

CHANNEL = "leads.reader_mail"


@dataclass(frozen=True, repr=False)
class Letter:
    """What one reader is sent; no repr, so that no traceback tells to whom."""

    to: str
    subject: str
    text: str
    html: str = ""
    unsubscribe: str = ""
    """Where a POST without any cookie ends the mail: an absolute https address (RFC 8058)."""


Load = Callable[[int], Letter | None]
Bounced = Callable[[int], None]
_kinds: dict[str, Load] = {}
_bounced: dict[str, Bounced] = {}


def register(kind: str, load: Load, bounced: Bounced | None = None) -> None:
    """Have letters of `kind` written by `load`, from the primary key of their record.

    It is called for every attempt, and returns None where nobody wants the letter any more: the
    record is gone, its person unsubscribed or was erased. The delivery then counts as done.
    `bounced` is told, by the same key, where the mail server refused the address for good.
    """
    _kinds[kind] = load
    if bounced is not None:
        _bounced[kind] = bounced


def owe(kind: str, pk: int, *, occasion: str = "") -> None:
    """Owe the letter of one record, once; again only for another `occasion`, such as a date."""
    queue.owe_all([_delivery(kind, pk, occasion)])


def owe_all(kind: str, pks: Iterable[int]) -> None:
    """Owe the letters of many records, in a statement for each thousand."""
    queue.owe_all(_delivery(kind, pk, "") for pk in pks)


def forget(kind: str, before: datetime) -> int:
    """Delete the rows of letters that were delivered before; return how many."""
    sent = Delivery.objects.filter(target=_target(kind), status=Delivery.Status.DELIVERED)
    return sent.filter(finished_at__lt=before).delete()[0]


def _target(kind: str) -> str:
    """Return the target of a kind: a long mailing keeps one sender busy, not all."""
    return f"readers:{kind}"


def _delivery(kind: str, pk: int, occasion: str) -> Delivery:
    return Delivery(
        channel=CHANNEL,
        target=_target(kind),
        unique_key=f"{CHANNEL}:{kind}:{pk}:{occasion}",
        payload={"kind": kind, "pk": pk},
    )


def send(delivery: Delivery) -> None:
    """Carry one letter out; raise DeliveryError where it did not arrive for certain."""
    kind = delivery.payload["kind"]
    load = _kinds.get(kind)
    if load is None:
        raise DeliveryError(f"No plugin writes letters of the kind {kind}.")
    try:
        letter = load(delivery.payload["pk"])
    except UnreadableValueError as error:
        raise DeliveryError(str(error)) from error
    if letter is None:
        return
    try:
        mail.send_mail(delivery, message(letter))
    except DeliveryError as error:
        if error.bounced and kind in _bounced:
            _bounced[kind](delivery.payload["pk"])
        raise


def message(letter: Letter) -> EmailMultiAlternatives:
    """Return the mail for Django's backends; a subject of several lines becomes one."""
    built = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        headers=_headers(letter.unsubscribe),
    )
    if letter.html:
        built.attach_alternative(letter.html, "text/html")
    return built


def _headers(unsubscribe: str) -> dict[str, str]:
    """Return the headers by which mail programs offer to unsubscribe, and answering machines rest.

    One click is promised for https alone (RFC 8058, 3.1); the mail server must sign both headers
    (DKIM, section 4). `Auto-Submitted` is of RFC 3834.
    """
    headers = {"Auto-Submitted": "auto-generated"}
    if unsubscribe:
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
    if unsubscribe.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
