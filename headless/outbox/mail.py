"""Mail, with the one question answered that a retry must ask: can it have arrived."""

import smtplib
from datetime import timedelta
from email.utils import parseaddr

from django.core.mail import EmailMessage, get_connection

from headless.models import Delivery
from headless.outbox.channels import DeliveryError

# After a permanent refusal (5xx, RFC 5321) of the address a retry is of little use, but a mailbox
# may be mended: try again as seldom as the schedule allows.
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
        raise DeliveryError("The mail server refused the address", after=_REFUSED) from error
    except smtplib.SMTPResponseException as error:
        raise DeliveryError(f"The mail server refused: {error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:  # silence after the text was on its way
        reason = f"The mail server broke off: {_name(error)}"
        raise DeliveryError(reason, maybe_sent=True) from error
    finally:
        _close(connection)


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return  # the message's fate is known by now


def _name(error: Exception) -> str:
    return type(error).__name__
