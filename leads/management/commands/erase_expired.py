"""Erase the people whose requests have been kept long enough."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from leads.erasure import erase, expired


class Command(BaseCommand):
    """Run it daily; a second run finds nothing to do."""

    help = "Erase the personal data of requests kept longer than their form allows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer a dry run."""
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be erased.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Erase, or list."""
        done = 0
        for request in expired():
            done += dry_run or erase(request)
            if dry_run or options["verbosity"] > 1:
                self.stdout.write(f"{request} from {request.created_at:%Y-%m-%d}")
        self.stdout.write(f"{done} {'would be' if dry_run else ''} erased.".replace("  ", " "))
