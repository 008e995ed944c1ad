"""Who wrote an article and what it rests on."""

from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable
from wagtail.search import index

from blog.lists import public_people
from blog.representations import AuthorsField, ReferencesField
from home.pictures import with_lead_images

if TYPE_CHECKING:
    from blog.models.people import PersonPage


class ArticleAuthor(Orderable):
    """A person who wrote an article, at their place in the byline.

    Deleting the person takes the name off the byline and leaves the article; the next publishing
    asks for an author. PROTECT would not do: a revision that names a deleted person could no
    longer be opened.
    """

    article = ParentalKey(
        "blog.ArticlePage", related_name="article_authors", on_delete=models.CASCADE
    )
    person = models.ForeignKey("blog.PersonPage", related_name="+", on_delete=models.CASCADE)

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = "author"

    def __str__(self) -> str:
        return str(self.person)


class Reference(Orderable):
    """A source that the article rests on."""

    article = ParentalKey("blog.ArticlePage", related_name="references", on_delete=models.CASCADE)
    title = models.CharField(max_length=300, help_text="The title of the study, page or book.")
    publisher = models.CharField(
        max_length=200, blank=True, help_text="The authors, journal or office behind it."
    )
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1500), MaxValueValidator(2200)],  # what a typing slip exceeds
        help_text="When it was published.",
    )
    address = models.URLField(max_length=500, blank=True, help_text="Where readers can find it.")
    accessed_on = models.DateField(
        null=True, blank=True, help_text="When you last read it there. For pages that may change."
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("publisher"),
        FieldPanel("year"),
        FieldPanel("address"),
        FieldPanel("accessed_on"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "reference"

    def __str__(self) -> str:
        return self.title


class CreditedPage(models.Model):
    """An abstract page that says who wrote it, on what grounds, and who paid for it."""

    funding = models.TextField(
        "funding disclosure",
        max_length=500,
        blank=True,
        help_text="Who paid for this article or has an interest in what it says, in plain words. "
        "Shown to readers below the text. Empty: nothing is shown.",
    )

    article_authors: Any  # the rows of ArticleAuthor
    # Set by `lists.with_authors`, so that a list of articles asks once for all their authors.
    known_authors: "list[PersonPage] | None" = None

    credit_panels: list[Any] = [
        InlinePanel(
            "article_authors",
            label="Author",
            heading="Authors",
            help_text="In the order of the byline. An article is published with at least one.",
        ),
        InlinePanel(
            "references",
            label="Reference",
            heading="References",
            help_text="What the facts rest on, numbered in this order below the text.",
        ),
        FieldPanel("funding"),
    ]
    credit_search_fields: list[Any] = [
        # Names as one text: read when the article is saved, free when it is searched for.
        index.SearchField("author_names"),
    ]
    credit_api_fields: list[Any] = [
        APIField("authors", serializer=AuthorsField()),
        APIField("references", serializer=ReferencesField()),
        APIField("funding"),
    ]

    class Meta:
        abstract = True

    def authors(self) -> "list[PersonPage]":
        """Return the authors the public may see, in the order of the byline."""
        if self.known_authors is not None:
            return self.known_authors
        ids = [row.person_id for row in self.article_authors.all()]
        people = with_lead_images(public_people()).in_bulk(ids)
        return [people[pk] for pk in ids if pk in people]

    def author_names(self) -> str:
        """Return the authors' names as one text."""
        return ", ".join(person.title for person in self.authors())
