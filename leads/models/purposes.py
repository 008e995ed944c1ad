"""What a consent may be for."""

from django.db import models


class Purpose(models.TextChoices):
    """What a consent is for; each has a box of its own."""

    CALL = "call", "To be called"
    VOICEMAIL = "voicemail", "A voicemail may be left"
    TEXT = "text", "Text messages may be sent"
    EMAIL = "email", "To be answered by email"
