"""Signed webhooks after the Standard Webhooks specification, to targets outside our own network.

Headers: `webhook-id` (the same in every attempt), `webhook-timestamp` (seconds since 1970) and
`webhook-signature`: one `v1,` signature for each active secret, so that a secret can be changed
without a gap. The signature is the HMAC-SHA256 of `id.timestamp.body`.
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from django.conf import settings
from requests_hardened.ip_filter import InvalidIPAddress

from headless.models import Delivery
from headless.outbox.channels import DeliveryError
from headless.outbox.secrets import SECRET_PREFIX
from headless.outgoing import guarded_session

GONE = 410  # the target wants no more


def post(delivery: Delivery, url: str, event: dict[str, Any], secrets: Iterable[str]) -> None:
    """Post one event; raise DeliveryError where it was not answered with 2xx."""
    body = json.dumps(event, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json", **signed(str(delivery.uid), body, secrets)}
    try:
        with (
            _session() as session,
            session.post(url, data=body, headers=headers, stream=True) as response,
        ):
            _judge(response)
    except InvalidIPAddress as error:
        raise DeliveryError("The address is inside our own network", final=True) from error
    except requests.exceptions.ReadTimeout as error:
        raise DeliveryError("No answer in time", maybe_sent=True) from error
    except requests.exceptions.ConnectTimeout as error:
        raise DeliveryError("No connection in time") from error
    except requests.exceptions.ConnectionError as error:
        refused = "NewConnectionError" in repr(error) or "resolve" in repr(error)
        reason = "The connection was refused" if refused else "The connection broke off"
        raise DeliveryError(reason, maybe_sent=not refused) from error
    except (requests.exceptions.RequestException, ValueError) as error:
        raise DeliveryError(f"The request failed: {type(error).__name__}") from error


def signed(uid: str, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """Return the three headers for a body, signed with every active secret."""
    moment = str(int(time.time()))
    content = b".".join((uid.encode(), moment.encode(), body))
    digests = (hmac.new(_key(secret), content, hashlib.sha256).digest() for secret in secrets)
    return {
        "webhook-id": uid,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{base64.b64encode(d).decode()}" for d in digests),
    }


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(SECRET_PREFIX))


def _session() -> requests.Session:
    return guarded_session(to_loopback=getattr(settings, "WEBHOOKS_TO_LOOPBACK", False))


def _judge(response: requests.Response) -> None:
    if response.ok and not response.is_redirect and response.status_code < 300:
        return
    raise DeliveryError(
        f"Answered {response.status_code}",
        after=_retry_after(response.headers.get("Retry-After", "")),
        final=response.status_code == GONE,
    )


def _retry_after(value: str) -> timedelta | None:
    """Return what a Retry-After asks for, in seconds or as a date (RFC 9110, 10.2.3)."""
    try:
        if value.isascii() and value.isdecimal():
            return timedelta(seconds=min(int(value), 10**6))
        moment = parsedate_to_datetime(value).astimezone(UTC)
    except (ValueError, OverflowError):  # no number of seconds, and no moment that there is
        return None
    return max(moment - datetime.now(UTC), timedelta(0))
