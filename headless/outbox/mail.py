"""Mail, with the one question answered that a retry must ask: can it have arrived."""

import smtplib
from datetime import timedelta
from email.utils import parseaddr

from django.core.mail import EmailMessage, get_connection

from headless.models import Delivery
from headless.outbox.channels import DeliveryError

_PERMANENT = 500  # and above: "should not be repeated" (RFC 5321, 4.2.1)
# A full mailbox or a greylist (4xx) mends by itself, but not within seconds.
_REFUSED = timedelta(hours=1)


def send_mail(delivery: Delivery, message: EmailMessage) -> None:
    """Send one message; raise DeliveryError, telling whether it may have arrived.

    The Message-ID is the delivery's, the same in every attempt: a mail program shows one.
    """
    domain = parseaddr(message.from_email)[1].rpartition("@")[2] or "localhost"
    message.extra_headers["Message-ID"] = f"<{delivery.uid}@{domain}>"
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(f"The mail server cannot be reached: {_name(error)}") from error
    try:
        connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(error) from error
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(f"The mail server refused: {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:  # silence after the text was on its way
        reason = f"The mail server broke off: {_name(error)}"
        raise DeliveryError(reason, maybe_sent=True) from error
    finally:
        _close(connection)


def _refused(error: smtplib.SMTPRecipientsRefused) -> DeliveryError:
    """Say whether the address is wrong for good; every message of ours has one recipient."""
    codes = [code for code, _ in error.recipients.values()]
    bounced = bool(codes) and min(codes) >= _PERMANENT
    reason = "The mail server refused the address"
    if bounced:
        return DeliveryError(reason, bounced=True)
    return DeliveryError(f"{reason} for now", after=_REFUSED)


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return  # the message's fate is known by now


def _name(error: Exception) -> str:
    return type(error).__name__
