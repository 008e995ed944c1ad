"""Mail, with the one question answered that a retry must ask: can it have arrived."""

import re
import smtplib
from datetime import timedelta
from email.utils import parseaddr

from django.core.mail import EmailMessage, get_connection

from headless.models import Delivery
from headless.outbox.channels import DeliveryError

# There is no such mailbox: RFC 3463, 3.2 and 3.3; without such a status, RFC 5321, 4.2.
_NO_MAILBOX = re.compile(rb"5\.(1\.(1|2|3|6|10)|2\.1)\b")
_STATUS = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_NO_MAILBOX_CODES = {550, 551, 553}
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
    """Say whether the address is wrong for good; every message of ours has one recipient.

    A server that takes no mail from us (5.7.x, "Relay access denied") says nothing of the address.
    """
    answers = list(error.recipients.values())
    reason = "The mail server refused the address"
    if answers and all(_names_no_mailbox(code, text) for code, text in answers):
        return DeliveryError(reason, bounced=True)
    return DeliveryError(f"{reason} for now", after=_REFUSED)


def _names_no_mailbox(code: int, text: bytes) -> bool:
    if status := _STATUS.match(text):
        return bool(_NO_MAILBOX.fullmatch(status[1]))
    return code in _NO_MAILBOX_CODES


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        return  # the message's fate is known by now


def _name(error: Exception) -> str:
    return type(error).__name__
