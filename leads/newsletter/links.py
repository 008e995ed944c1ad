"""Signed links in letters: they name a subscriber by number, and cannot be made by others.

The link that confirms ends with the sign-up it belongs to. The link that leaves holds for ever:
old issues must let go, too.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from wagtail.models import Site

from leads.models import Subscriber
from leads.signatures import lasting_signer, lasting_timestamp_signer

CONFIRM_WITHIN = timedelta(days=7)  # then the sign-up is forgotten
_CONFIRM, _LEAVE = "leads.newsletter.confirm", "leads.newsletter.leave"


class BadLinkError(ValueError):
    """A link that nobody was sent; `expired` where it was good once."""

    def __init__(self, *, expired: bool = False) -> None:
        super().__init__("expired" if expired else "unknown")
        self.expired = expired


def confirm_url(subscriber: Subscriber) -> str:
    """Return the link that confirms this sign-up."""
    token = lasting_timestamp_signer(_CONFIRM).sign_object([subscriber.pk, subscriber.round.hex])
    return absolute(subscriber.site, reverse("newsletter:confirm", args=(token,)))


def read_confirm(token: str) -> tuple[int, str]:
    """Return the subscriber's number and round; raise BadLinkError where it is no good."""
    try:
        pk, round_ = lasting_timestamp_signer(_CONFIRM).unsign_object(token, max_age=CONFIRM_WITHIN)
    except signing.SignatureExpired as error:
        raise BadLinkError(expired=True) from error
    except (signing.BadSignature, ValueError) as error:
        raise BadLinkError from error
    return int(pk), str(round_)


def leave_url(subscriber: Subscriber) -> str:
    """Return the link that ends the mail, for people and for mail programs."""
    token = lasting_signer(_LEAVE).sign(str(subscriber.pk))
    return absolute(subscriber.site, reverse("newsletter:leave", args=(token,)))


def read_leave(token: str) -> int:
    """Return the subscriber's number; raise BadLinkError where it is no good."""
    try:
        return int(lasting_signer(_LEAVE).unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise BadLinkError from error


def absolute(site: Site, path: str) -> str:
    """Return an address of a site; https where the site is only reached so (RFC 8058 wants it).

    Wagtail's record of a site behind a proxy often says port 80.
    """
    root = str(site.root_url)
    if getattr(settings, "SECURE_SSL_REDIRECT", False):
        root = root.replace("http://", "https://", 1)
    return f"{root}{path}"
