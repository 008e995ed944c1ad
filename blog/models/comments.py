"""What readers write below an article, and what happened to it. Services: `blog/comments/`."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leads.encryption import EncryptedTextField

LONGEST_NAME = 80
LONGEST_TEXT = 5_000  # characters: two pages of a letter
DEEPEST = 3  # replies to the third level stand beside what they answer


class CommentManager(models.Manager):
    """Leaves the encrypted column in the database until somebody reads it."""

    def get_queryset(self) -> models.QuerySet:
        """Return comments with the address deferred."""
        return super().get_queryset().defer("email")


class Comment(models.Model):
    """One comment; `str()` names no person. Its status changes in `blog.comments.states` alone.

    A level-1 comment is the root of its thread and has neither `parent` nor `root`. `parent` is the
    comment that is answered, also where the answer is flattened onto level 3.
    """

    class Status(models.TextChoices):
        PENDING = "pending", "Waiting"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"
        SPAM = "spam", "Spam"
        REMOVED = "removed", "Removed"  # by its author, or erased: nothing of it is kept

    class Captcha(models.TextChoices):
        PASS = "pass", "Verified"
        UNKNOWN = "unknown", "Could not be checked"
        NONE = "none", "Not asked"  # imported, or written in the admin

    class Rank(models.IntegerChoices):
        CRISIS = 0, "May be in danger"
        ORDINARY = 1, "Ordinary"
        SUSPECTED = 2, "Looks like no person"

    class Notify(models.TextChoices):
        NO = "no", "Not wanted"
        ASKED = "asked", "Asked for, not confirmed"
        CONFIRMED = "confirmed", "Confirmed"
        STOPPED = "stopped", "Unsubscribed"

    article = models.ForeignKey(
        "blog.ArticlePage", on_delete=models.CASCADE, related_name="comments"
    )
    root = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="thread"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    level = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(
        max_length=LONGEST_NAME, blank=True, help_text="Shown to readers. A pseudonym is welcome."
    )
    email = EncryptedTextField(null=True, blank=True, help_text="Never shown to readers.")
    email_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Keyed; finds one person's comments."
    )
    text = models.TextField(
        max_length=LONGEST_TEXT, blank=True, help_text="Plain text, as it was written."
    )
    by_team = models.BooleanField(
        "by the team", default=False, help_text="Written in the admin, shown as the publisher's."
    )

    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PENDING)
    rank = models.PositiveSmallIntegerField(
        choices=Rank.choices, default=Rank.ORDINARY, help_text="Its place in the queue."
    )
    crisis = models.BooleanField(
        default=False, help_text="Holds words of somebody who may be in danger."
    )
    holds: Any = models.JSONField(
        default=list, blank=True, help_text="Why somebody must read it first."
    )
    flags: Any = models.JSONField(
        default=list, blank=True, help_text="What was unusual about how it was sent."
    )
    captcha = models.CharField(max_length=7, choices=Captcha.choices, default=Captcha.UNKNOWN)

    created_at = models.DateTimeField("written", default=timezone.now)
    edited_at = models.DateTimeField("edited", null=True, blank=True)
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    erased_at = models.DateTimeField("erased", null=True, blank=True)
    network = models.CharField(
        max_length=43,
        blank=True,
        editable=False,
        help_text="Where it came from: /24 or /48 of the address, kept for 30 days.",
    )
    fingerprint = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Keyed hash of it all: stored once."
    )
    attempt = models.CharField(
        max_length=64,
        blank=True,
        default="",
        editable=False,
        help_text="Keyed hash of what its sender's browser made up: proves a retry.",
    )
    import_key = models.CharField(
        max_length=120,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="What the imported file called it, so that a second import finds it.",
    )

    notify = models.CharField("notify", max_length=9, choices=Notify.choices, default=Notify.NO)
    notify_confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommentManager()
    wagtail_reference_index_ignore = True  # an article's "usage" must not count its comments

    class Meta:
        verbose_name = "reader comment"
        ordering = ["rank", "created_at", "pk"]  # of the queue; it has an index for each status
        default_permissions = ("view",)
        permissions = [
            ("moderate_comment", "Can approve and reject reader comments"),
            ("edit_comment", "Can edit reader comments"),
            ("reply_comment", "Can answer reader comments for the publisher"),
            ("erase_comment", "Can erase people who commented"),
        ]
        indexes = [
            models.Index(fields=["status", "rank", "created_at", "id"], name="blog_comment_queue"),
            models.Index(fields=["status", "-created_at", "-id"], name="blog_comment_decided"),
            models.Index(
                fields=["article", "status", "created_at", "id"], name="blog_comment_below_article"
            ),
            models.Index(
                fields=["-created_at", "-id"],
                condition=Q(status="approved"),
                name="blog_comment_newest",
            ),
            models.Index(
                fields=["email_hash", "status"],
                condition=~Q(email_hash=""),
                name="blog_comment_of_person",
            ),
            models.Index(
                fields=["network", "created_at"],
                condition=~Q(network=""),
                name="blog_comment_of_network",
            ),
            models.Index(
                fields=["fingerprint"],
                condition=~Q(fingerprint=""),
                name="blog_comment_fingerprint",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["pending", "approved", "rejected", "spam", "removed"]),
                name="blog_comment_status_known",
            ),
            models.CheckConstraint(
                condition=Q(level=1, parent=None, root=None)
                | Q(level=2, parent=F("root"))
                | Q(level=DEEPEST, parent__isnull=False, root__isnull=False),
                name="blog_comment_level_fits_place",
            ),
            models.CheckConstraint(
                condition=Q(rank__in=[0, 1, 2]) & (Q(crisis=False) | Q(rank=0)),
                name="blog_comment_crisis_comes_first",
            ),
            models.CheckConstraint(
                condition=Q(captcha__in=["pass", "unknown", "none"]),
                name="blog_comment_captcha_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | ~Q(text=""),
                name="blog_comment_approved_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(status="removed")
                | Q(
                    text="", name="", email__isnull=True, email_hash="", network="", fingerprint=""
                ),
                name="blog_comment_removed_keeps_nothing",
            ),
            models.CheckConstraint(
                condition=Q(notify__in=["no", "stopped"])
                | Q(notify="asked", email__isnull=False)
                | Q(
                    notify="confirmed",
                    email__isnull=False,
                    notify_confirmed_at__isnull=False,
                ),
                name="blog_comment_notify_by_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"

    @property
    def version(self) -> str:
        """What a moderator saw, in a word: how it stood, and when its words came to be."""
        return f"{self.status}-{int((self.edited_at or self.created_at).timestamp() * 1e6)}"

    @property
    def anchor(self) -> str:
        """The id of its element on the article's page."""
        return f"comment-{self.pk}"


class CommentEvent(models.Model):
    """What happened to a comment: the trace. `user` is empty for its author and for the system."""

    class Kind(models.TextChoices):
        POSTED = "posted", "Written"
        IMPORTED = "imported", "Imported"
        EDITED = "edited", "Edited"
        PENDING = "pending", "Put back into the queue"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"
        SPAM = "spam", "Marked as spam"
        REMOVED = "removed", "Removed by its author"
        ERASED = "erased", "Erased"

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=200, blank=True, help_text="Holds nothing personal.")
    old_text = models.TextField(blank=True, help_text="What stood there before an edit.")

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_kind_display()
