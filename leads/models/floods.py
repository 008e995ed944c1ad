"""How often something was sent lately, and what came with it; services: `leads.floods`."""

from django.db import models
from django.utils import timezone


class Tally(models.Model):
    """How much was sent lately with one sign in common. The sign is kept as a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    level = models.FloatField(help_text="What was sent, less what is forgiven with time.")
    at = models.FloatField(db_index=True, help_text="When it was last sent: seconds since 1970.")
    span = models.FloatField(help_text="Seconds in which the level sinks by one.")

    def __str__(self) -> str:
        return f"{self.level:.1f}"


class Sighting(models.Model):
    """One thing that came with a sign, while there are few: a flood to come folds it away too."""

    key = models.CharField(max_length=64, db_index=True)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return str(self.object_id)


class Digest(models.Model):
    """The notices of a burst that one recipient gets as one mail."""

    recipient = models.ForeignKey(
        "leads.Recipient", on_delete=models.CASCADE, related_name="digests"
    )
    topic = models.CharField(max_length=9)
    since = models.DateTimeField()
    requests = models.PositiveIntegerField(default=0)
    urgent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "topic", "since"], name="leads_digest_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.requests} to {self.recipient}"
