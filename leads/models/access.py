"""Who saw what: the access log."""

from typing import Any

from django.db import models
from django.utils import timezone

from leads.models.append_only import AppendOnly
from leads.models.requests import CallbackRequest


class AccessRecord(AppendOnly):
    """Somebody read, revealed, exported, shared or erased a person's data."""

    class Action(models.TextChoices):
        READ = "read", "Opened"
        REVEAL = "reveal", "Revealed"
        EXPORT = "export", "Exported"
        SHARE = "share", "Sent to a recipient"
        ERASE = "erase", "Erased"

    at = models.DateTimeField(default=timezone.now)
    # Not a foreign key: the record stays as it was written when the account is deleted.
    user_id = models.BigIntegerField(null=True)
    username = models.CharField(max_length=150, help_text="Empty: the system itself.", blank=True)
    action = models.CharField(max_length=6, choices=Action.choices)
    request = models.ForeignKey(
        CallbackRequest,
        null=True,
        on_delete=models.PROTECT,
        related_name="access_records",
        help_text="None where it is about other people; the detail then says about whom.",
    )
    detail = models.CharField(max_length=200, blank=True)

    sealed_columns = ("at", "user_id", "username", "action", "request", "detail")

    class Meta(AppendOnly.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.request_id or self.detail}"

    @classmethod
    def write(
        cls, user: Any, action: str, *requests: CallbackRequest | None, detail: str = ""
    ) -> None:
        """Note the access to each request; `user` is None for the system."""
        cls.objects.bulk_create(
            cls(
                user_id=user.pk if user else None,
                username=user.get_username() if user else "",
                action=action,
                request=request,
                detail=detail[:200],
            )
            for request in requests
        )

    @classmethod
    def write_about(cls, user: Any, action: str, detail: str) -> None:
        """Note the access to data of people who asked for no call, such as subscribers."""
        cls.write(user, action, None, detail=detail)
