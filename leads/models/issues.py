"""An issue of the newsletter, and to whom it went."""

from typing import Any

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q, QuerySet
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, Site

from leads.models.newsletter import Subscriber

WORDS = ("site", "subject", "intro", "articles", "changed_at")  # what an editor writes


class NewsletterIssue(ClusterableModel):
    """A subject, a few words and chosen articles; written once, sent to everybody once.

    Sending goes from the lowest subscriber's number to the highest; `sent_up_to` says how far it
    is, so that a worker that died is followed by one that goes on.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=120, validators=[MinLengthValidator(3)])
    intro = RichTextField(
        blank=True, features=["bold", "italic", "link", "ul"], help_text="Before the articles."
    )
    state = models.CharField(
        max_length=7, choices=State.choices, default=State.DRAFT, editable=False
    )
    changed_at = models.DateTimeField("changed", auto_now=True)
    sending_at = models.DateTimeField("sent", null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    sent_up_to = models.BigIntegerField(default=0, editable=False)

    panels = [
        FieldPanel("site"),
        FieldPanel("subject"),
        FieldPanel("intro"),
        InlinePanel("articles", heading="Articles", label="Article", max_num=20),
    ]

    class Meta:
        verbose_name = "newsletter issue"
        ordering = ["-changed_at", "-pk"]
        permissions = [("send_newsletterissue", "Can send a newsletter issue to all subscribers")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "sending", "sent"]),
                name="leads_issue_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sending_at__isnull=False),
                name="leads_issue_sending_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the words; how far it is sent is `mailing`'s, whatever an open editor holds."""
        if self.pk is not None:
            kwargs.setdefault("update_fields", WORDS)
        super().save(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == self.State.DRAFT

    @property
    def is_tested(self) -> bool:
        """Whether somebody was sent this very text."""
        tests = self.copies.filter(tester__isnull=False, owed_at__gte=self.changed_at)
        return bool(self.pk) and tests.exists()

    def readers(self) -> QuerySet:
        """Return those who get it, or will: subscribed by the time it began to be sent."""
        subscribed = Subscriber.objects.filter(site=self.site_id, state=Subscriber.State.CONFIRMED)
        return (
            subscribed.filter(confirmed_at__lte=self.sending_at) if self.sending_at else subscribed
        )


class IssueArticle(Orderable):
    """A page that an issue leads to."""

    issue = ParentalKey(NewsletterIssue, on_delete=models.CASCADE, related_name="articles")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return self.page.title


class IssueCopy(models.Model):
    """One letter of an issue: a subscriber's only one, or a test for a member of staff."""

    issue = models.ForeignKey(NewsletterIssue, on_delete=models.CASCADE, related_name="copies")
    subscriber = models.ForeignKey(
        Subscriber, null=True, on_delete=models.CASCADE, related_name="+"
    )
    tester = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    owed_at = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(
        null=True, help_text="When the worker handed it to the mail server, at last."
    )

    class Meta:
        default_permissions = ()
        constraints: Any = [
            models.UniqueConstraint(
                fields=["issue", "subscriber"], name="leads_issue_once_to_each_subscriber"
            ),
            models.CheckConstraint(
                condition=Q(subscriber__isnull=True, tester__isnull=False)
                | Q(subscriber__isnull=False, tester__isnull=True),
                name="leads_issue_copy_is_for_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Copy {self.pk}"
