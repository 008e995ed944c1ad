"""An article, with who wrote it, who checked it and what it rests on."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable
from wagtail.search import index

from blog.forms import ArticlePageForm
from blog.lists import articles_related_to, public_people, read_related, with_authors
from blog.markdown import NAME, as_markdown
from blog.reading_time import reading_minutes
from blog.representations import (
    AuthorsField,
    ReadingMinutesField,
    ReferencesField,
    RelatedField,
    ReviewedOnField,
    ReviewerField,
    TopicsField,
)
from blog.structured_data import describe_article
from headless.cache.tags import pages_declared
from headless.visibility import public_pages
from home.llms import CONTENT_TYPE
from home.models import SitePage

if TYPE_CHECKING:
    from datetime import date

    from blog.models.people import PersonPage


class Review(NamedTuple):
    """That somebody with medical standing checked the article, and when."""

    reviewer: "PersonPage"
    on: "date"


class ArticleTag(TaggedItemBase):
    """A free word on an article."""

    content_object = ParentalKey(
        "blog.ArticlePage", related_name="tagged_items", on_delete=models.CASCADE
    )


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


class ArticlePage(RoutablePageMixin, SitePage):
    """An article that says who wrote it, who reviewed it, when, and on what it rests."""

    class Comments(models.TextChoices):
        SITE = "site", "As the site's settings say"
        OPEN = "open", "Readers may comment"
        CLOSED = "closed", "Readers may not comment"

    topics = ParentalManyToManyField(
        "blog.TopicPage",
        blank=True,
        related_name="+",
        help_text="The article is listed on the page of each topic you tick.",
    )
    tags = ClusterTaggableManager(
        through=ArticleTag, blank=True, help_text="Free words, for front ends and searches."
    )
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
    reader_comments = models.CharField(
        max_length=6,
        choices=Comments.choices,
        default=Comments.SITE,
        help_text="Comments that were approved stay visible in any case.",
    )
    # Set by `lists.with_authors`, so that a list of articles asks once for all their authors.
    known_authors: "list[PersonPage] | None" = None

    base_form_class = ArticlePageForm
    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = "An article with its authors, medical reviewer and references."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]
    credit_panels = [
        InlinePanel(
            "article_authors",
            label="Author",
            heading="Authors",
            min_num=1,
            help_text="In the order of the byline. An article is published with at least one.",
        ),
        MultiFieldPanel(
            [FieldPanel("reviewer"), FieldPanel("reviewed_on")],
            heading="Medical review",
            help_text="Both or neither.",
        ),
        MultiFieldPanel([FieldPanel("updated_on"), FieldPanel("change_note")], heading="Update"),
        InlinePanel("references", label="Reference", heading="References"),
    ]
    sorting_panels = [
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("tags"),
    ]
    settings_panels = [*SitePage.settings_panels, FieldPanel("reader_comments")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList(credit_panels, heading="Authors and sources"),
            ObjectList(sorting_panels, heading="Topics and tags"),
            ObjectList(SitePage.promote_panels, heading="Promote"),
            ObjectList(settings_panels, heading="Settings"),
        ]
    )
    search_fields = [
        *SitePage.search_fields,
        # Names as one text: read when the article is saved, free when it is searched for.
        index.SearchField("author_names"),
        index.SearchField("tag_names"),
        index.FilterField("updated_on"),
        index.FilterField("reviewed_on"),
    ]
    api_fields = [
        APIField("authors", serializer=AuthorsField()),
        APIField("topics", serializer=TopicsField(source="public_topics")),
        APIField("tags"),
        *SitePage.api_fields,
        APIField("updated_on"),
        APIField("change_note"),
        APIField("reviewer", serializer=ReviewerField(source="review.reviewer", allow_null=True)),
        APIField("reviewed_on", serializer=ReviewedOnField(source="review.on", allow_null=True)),
        APIField("references", serializer=ReferencesField()),
        APIField("reading_minutes", serializer=ReadingMinutesField()),
        APIField("related", serializer=RelatedField()),
    ]

    class Meta:
        verbose_name = "article"

    def authors(self) -> "list[PersonPage]":
        """Return the authors the public may see, in the order of the byline."""
        if self.known_authors is not None:
            return self.known_authors
        ids = [row.person_id for row in self.article_authors.all()]
        people = public_people().select_related("lead_image").in_bulk(ids)
        return [people[pk] for pk in ids if pk in people]

    def public_topics(self) -> Any:
        """Return the topics the public may see, by name."""
        model = self._meta.get_field("topics").related_model
        with pages_declared(f"page-{self.pk}"):  # which they are; their own rows are read below
            ids = [topic.pk for topic in self.topics.all()]
        return public_pages(model).filter(pk__in=ids).order_by("title", "pk")

    @property
    def review(self) -> Review | None:
        """The medical review, where it is complete and the reviewer's profile is public."""
        if not (self.reviewer_id and self.reviewed_on):
            return None
        reviewer = public_people().filter(pk=self.reviewer_id).first()
        return Review(reviewer, self.reviewed_on) if reviewer else None

    @property
    def reading_minutes(self) -> int:
        """How long reading takes, in whole minutes."""
        return reading_minutes(self.body)

    def related(self) -> Any:
        """Return a few other articles on the same topics."""
        return articles_related_to(self)

    def author_names(self) -> str:
        """Return the authors' names as one text."""
        return ", ".join(person.title for person in self.authors())

    def tag_names(self) -> str:
        """Return the tags as one text."""
        return ", ".join(tag.name for tag in self.tags.all())

    @path(NAME, name="markdown")
    def markdown(self, request: HttpRequest) -> HttpResponse:
        """Answer with the article as Markdown."""
        return HttpResponse(as_markdown(self), content_type=CONTENT_TYPE)

    def byline(self) -> str:
        """Return the authors and the date of first publishing, for a card."""
        published = self.first_published_at and date_format(localtime(self.first_published_at))
        return " · ".join(filter(None, [self.author_names(), published]))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add who wrote and reviewed it, where else to read, and what search engines are told."""
        topics, authors, review = self.public_topics(), self.authors(), self.review
        labels = [{"label": topic.title, "url": topic.get_url(request)} for topic in topics]
        return {
            **super().get_context(request, *args, **kwargs),
            "authors": authors,
            "review": review,
            "topics": labels,
            "tags": [{"label": tag.name} for tag in self.tags.all()],
            "related": with_authors(read_related(self)),
            "structured_data": describe_article(self, authors, review),
        }
