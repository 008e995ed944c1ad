"""The worker: a few threads that each claim a delivery, carry it out and note how it went.

At most one delivery to a target is under way in a process, so that a target that hangs holds one
thread and not all of them.
"""

import logging
import threading

from django.db import Error, close_old_connections, connections

from headless.models import Delivery
from headless.outbox import channels, duties, queue

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between looks at an empty outbox


class Worker:
    """Carries out deliveries until it is told to stop."""

    def __init__(self, threads: int = 4) -> None:
        self.threads = threads
        self.stopping = threading.Event()
        self._busy: set[str] = set()
        self._claiming = threading.Lock()

    def run(self) -> None:
        """Work until `stop`; what is being sent then is finished first."""
        senders = [
            threading.Thread(target=self._send_until_stopped, name=f"sender-{number}")
            for number in range(self.threads)
        ]
        for sender in senders:
            sender.start()
        while not self.stopping.is_set():
            duties.do()
            close_old_connections()
            self.stopping.wait(PAUSE)
        for sender in senders:
            sender.join()

    def stop(self) -> None:
        """End after the deliveries that are under way."""
        self.stopping.set()

    def run_due(self) -> int:
        """Carry out, in this thread, what is due now; return how many attempts were made."""
        attempts = 0
        while not self.stopping.is_set() and self._send_one():
            attempts += 1
        return attempts

    def _send_until_stopped(self) -> None:
        try:
            while not self.stopping.is_set():
                if not self._send_one_safely():
                    self.stopping.wait(PAUSE)
        finally:
            connections.close_all()

    def _send_one_safely(self) -> bool:
        close_old_connections()
        try:
            return self._send_one()
        except Error as error:  # the database is away: the lease runs out, nothing is lost
            logger.warning("The outbox cannot be read: %s", type(error).__name__)
            return False

    def _send_one(self) -> bool:
        """Claim and carry out one delivery; False where none is due."""
        with self._claiming:
            delivery = queue.claim(self._busy)
            if delivery is None:
                return False
            self._busy.add(delivery.target)
        try:
            _attempt(delivery)
        finally:
            self._busy.discard(delivery.target)
        return True


def _attempt(delivery: Delivery) -> None:
    try:
        channels.send(delivery)
    except channels.DeliveryError as error:
        logger.warning("Delivery %s, attempt %d: %s", delivery.pk, delivery.attempts, error.reason)
        kept = queue.failed(delivery, error)
    else:
        kept = queue.delivered(delivery)
    if not kept:
        logger.warning("Delivery %s outlived its lease; it may be sent twice.", delivery.pk)
