"""Who checked an article, when, and what changed since."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from blog.lists import public_people
from blog.representations import ReviewedOnField, ReviewerField

if TYPE_CHECKING:
    from datetime import date

    from blog.models.people import PersonPage

# Who may write by hand that somebody reviewed an article. In a workflow the reviewer does it.
RECORD_REVIEW = "record_review"
RECORD_PERMISSION = f"blog.{RECORD_REVIEW}"


class Review(NamedTuple):
    """That somebody with medical standing checked the article, and when."""

    reviewer: "PersonPage"
    on: "date"


class ReviewedPage(models.Model):
    """An abstract page that is checked and updated; it carries its panels and API fields."""

    updated_on = models.DateField(
        "updated",
        null=True,
        blank=True,
        help_text="Shown to readers. Change it when the content changed, not for a typing mistake.",
    )
    change_note = models.CharField(
        max_length=250, blank=True, help_text="What changed, in a sentence. Shown beside the date."
    )
    reviewer = models.ForeignKey(
        "blog.PersonPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="medical reviewer",
        help_text="Who checked the medical facts. Never one of the authors.",
    )
    reviewed_on = models.DateField(
        null=True, blank=True, help_text="When the reviewer last checked the article."
    )
    review_due_on = models.DateField(
        "review due",
        null=True,
        blank=True,
        db_index=True,
        help_text="When somebody should check the article again. Readers do not see it; "
        "a reminder is sent, and the report “Reviews due” lists it.",
    )

    # Set where an article is read together with its reviewer.
    reviewer_is_public: bool | None = None

    review_panels: list[Any] = [
        MultiFieldPanel(
            [
                FieldPanel("reviewer", permission=RECORD_PERMISSION),
                FieldPanel("reviewed_on", permission=RECORD_PERMISSION),
            ],
            heading="Medical review",
            help_text="Filled in when a reviewer approves the article in a workflow. "
            "Write it by hand only for a review made elsewhere: both or neither.",
        ),
        FieldPanel("review_due_on"),
        MultiFieldPanel([FieldPanel("updated_on"), FieldPanel("change_note")], heading="Update"),
    ]
    review_search_fields: list[Any] = [
        index.FilterField("updated_on"),
        index.FilterField("reviewed_on"),
        index.FilterField("review_due_on"),
    ]
    review_api_fields: list[Any] = [
        APIField("updated_on"),
        APIField("change_note"),
        APIField("reviewer", serializer=ReviewerField(source="review.reviewer", allow_null=True)),
        APIField("reviewed_on", serializer=ReviewedOnField(source="review.on", allow_null=True)),
    ]

    class Meta:
        abstract = True

    @property
    def review(self) -> Review | None:
        """The medical review, where it is complete and the reviewer's profile is public."""
        if not (self.reviewer_id and self.reviewed_on):
            return None
        if self.reviewer_is_public is None:
            reviewer = public_people().filter(pk=self.reviewer_id).first()
        else:
            reviewer = self.reviewer if self.reviewer_is_public else None
        return Review(reviewer, self.reviewed_on) if reviewer else None
