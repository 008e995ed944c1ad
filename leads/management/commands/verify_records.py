"""Verify that no consent record and no access record was altered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from leads import consents
from leads.models import AccessRecord, ConsentRecord


class Command(BaseCommand):
    """Ends with an error where anything does not add up."""

    help = "Verify the consent records and the access log."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all seals."""
        altered = [
            f"Access record {item.pk} was altered."
            for item in AccessRecord.objects.iterator()
            if not item.is_intact
        ]
        faults = [*consents.faults(), *altered]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults found.")
        counts = ConsentRecord.objects.count(), AccessRecord.objects.count()
        self.stdout.write("{} consent and {} access records are as written.".format(*counts))
