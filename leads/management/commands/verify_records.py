"""Verify that no consent record, of calls or newsletters, and no access record was altered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from leads import consents
from leads.models import AccessRecord, ConsentRecord, SubscriptionConsent


class Command(BaseCommand):
    """Ends with an error where anything does not add up."""

    help = "Verify the consent records and the access log."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all seals."""
        altered = [
            f"{str(item._meta.verbose_name).capitalize()} {item.pk} was altered."
            for model in (AccessRecord, SubscriptionConsent)
            for item in model.objects.iterator()
            if not item.is_intact
        ]
        faults = [*consents.faults(), *altered]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults found.")
        consented = ConsentRecord.objects.count() + SubscriptionConsent.objects.count()
        counts = consented, AccessRecord.objects.count()
        self.stdout.write("{} consent and {} access records are as written.".format(*counts))
