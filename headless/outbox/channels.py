"""What can be sent. A plugin registers a channel by name; rows refer to it by that name."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headless.models import Delivery


class DeliveryError(Exception):
    """An attempt failed; the reason is shown to staff and holds no personal data."""

    def __init__(
        self,
        reason: str,
        *,
        after: timedelta | None = None,
        maybe_sent: bool = False,
        final: bool = False,
        bounced: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after  # the target asked for this much patience
        self.maybe_sent = maybe_sent  # it may have arrived all the same
        self.final = final or bounced  # no later attempt can succeed
        self.bounced = bounced  # the mail server knows no such mailbox


Send = Callable[["Delivery"], None]
_channels: dict[str, Send] = {}


def register(name: str, send: Send) -> None:
    """Let deliveries of channel `name` be carried out by `send`, which raises DeliveryError."""
    _channels[name] = send


def send(delivery: "Delivery") -> None:
    """Carry one delivery out; raise DeliveryError where it did not arrive for certain."""
    channel = _channels.get(delivery.channel)
    if channel is None:
        raise DeliveryError(f"No plugin offers the channel {delivery.channel}.")
    try:
        channel(delivery)
    except DeliveryError:
        raise
    except Exception as error:  # a fault of ours must not stop the worker
        # Only the type: the message may quote what was being sent.
        raise DeliveryError(f"Unexpected {type(error).__name__}", maybe_sent=True) from error
