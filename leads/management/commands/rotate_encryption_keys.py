"""Re-encrypt personal data with the newest key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from leads.rotation import Unreadable, rotate


class Command(BaseCommand):
    """After it has run through, the older keys may be removed from LEADS_ENCRYPTION_KEYS."""

    help = (
        "Re-encrypt personal data with the first of LEADS_ENCRYPTION_KEYS. Drain the spool first."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate and report."""
        rows, unreadable = 0, 0
        for step in rotate():
            if isinstance(step, Unreadable):
                unreadable += 1
                self.stderr.write(f"Cannot be read, left as it is: {step}")
            else:
                rows += step
        self.stdout.write(f"{rows} rows re-encrypted.")
        if unreadable:
            raise CommandError(
                f"{unreadable} values cannot be read with any key. Keep the old keys."
            )
