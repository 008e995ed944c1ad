"""Carry out what the outbox holds."""

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from headless.outbox import duties
from headless.outbox.worker import Worker


class Command(BaseCommand):
    """The worker; any number may run, on any number of machines with clocks in step."""

    help = "Deliver notices, webhooks and purges. Runs until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer `--once` for a timer in place of a service, and the number of threads."""
        parser.add_argument("--once", action="store_true", help="Deliver what is due, then end.")
        parser.add_argument("--threads", type=int, default=4, help="Deliveries under way at once.")

    def handle(self, *args: Any, once: bool, threads: int, **options: Any) -> None:
        """Work."""
        worker = Worker(threads)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        if once:
            duties.do(now=True)
            self.stdout.write(f"{worker.run_due()} attempts made.")
        else:
            worker.run()
