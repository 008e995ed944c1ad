"""An article: what it says, on which subjects, and how readers and machines read it."""

from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from blog.forms import ArticlePageForm
from blog.labels import Labels, labels_of
from blog.lists import with_authors
from blog.markdown import NAME, as_markdown
from blog.models.credits import CreditedPage
from blog.models.reviews import RECORD_REVIEW, ReviewedPage
from blog.reading_aids import ContentsField, SeriesField
from blog.reading_time import reading_minutes
from blog.related import articles_related_to, read_related
from blog.representations import ReadingMinutesField, RelatedField, TopicsField
from blog.series import Place, parts_along, place_of
from blog.sharing import share_links
from blog.structured_data import describe_article
from headless.cache.tags import VISIBILITY, pages_declared
from headless.visibility import public_pages, whether_public
from home.llms import CONTENT_TYPE
from home.models import SitePage
from home.reading_ahead import read_ahead


class ArticleTag(TaggedItemBase):
    """A free word on an article."""

    content_object = ParentalKey(
        "blog.ArticlePage", related_name="tagged_items", on_delete=models.CASCADE
    )


class ArticlePage(RoutablePageMixin, SitePage, CreditedPage, ReviewedPage):
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
    reader_comments = models.CharField(
        max_length=6,
        choices=Comments.choices,
        default=Comments.SITE,
        help_text="Comments that were approved stay visible in any case.",
    )

    rows_served = ("references",)
    known_tag_names: str | None = None  # set while the article is indexed

    base_form_class = ArticlePageForm
    parent_page_types = ["blog.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = "An article with its authors, medical reviewer and references."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]
    sorting_panels = [
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("tags"),
    ]
    settings_panels = [*SitePage.settings_panels, FieldPanel("reader_comments")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="Content"),
            ObjectList(CreditedPage.credit_panels, heading="Authors and sources"),
            ObjectList(ReviewedPage.review_panels, heading="Review and updates"),
            ObjectList(sorting_panels, heading="Topics and tags"),
            ObjectList(SitePage.promote_panels, heading="Promote"),
            ObjectList(settings_panels, heading="Settings"),
        ]
    )
    search_fields = [
        *SitePage.search_fields,
        *CreditedPage.credit_search_fields,
        *ReviewedPage.review_search_fields,
        index.SearchField("tag_names"),
    ]
    api_fields = [
        *CreditedPage.credit_api_fields,
        APIField("topics", serializer=TopicsField(source="public_topics")),
        APIField("tags"),
        *SitePage.api_fields,
        *ReviewedPage.review_api_fields,
        APIField("reading_minutes", serializer=ReadingMinutesField()),
        APIField("contents", serializer=ContentsField(source="body")),
        APIField("series", serializer=SeriesField(allow_null=True)),
        APIField("related", serializer=RelatedField()),
    ]

    class Meta:
        verbose_name = "article"
        permissions = [(RECORD_REVIEW, "Can record a medical review by hand")]

    def public_topics(self) -> Any:
        """Return the topics the public may see, by name."""
        model = apps.get_model("blog", "TopicPage")
        with pages_declared(f"page-{self.pk}"):  # which they are; their own rows are read below
            ids = [topic.pk for topic in self.topics.all()]
        return public_pages(model).filter(pk__in=ids).order_by("title", "pk")

    @cached_property
    def labels(self) -> Labels:
        """What the article is sorted under, as far as the public may know it."""
        if self.is_as_stored:
            return labels_of(self.pk)
        return Labels(list(self.public_topics()), [tag.name for tag in self.tags.all()])

    @classmethod
    def to_serve(cls) -> Any:
        """Return the articles with their pictures and reviewers, and whether these are public."""
        articles = super().to_serve().select_related("reviewer")
        return articles.defer("reviewer__body", "reviewer__links").annotate(
            reviewer_is_public=whether_public("reviewer__"), parts_along=parts_along()
        )

    def take_what_came(self) -> None:
        """Make use of these, and of the parts of the series."""
        super().take_what_came()
        self.series = place_of(self, self.__dict__.pop("parts_along") or [])

    def tags_served(self) -> set[str]:
        """Return the tags of these."""
        reviewer = {VISIBILITY, f"page-{self.reviewer_id}"} if self.reviewer_id else set()
        return super().tags_served() | reviewer

    @cached_property
    def related_cards(self) -> "list[ArticlePage]":
        """The related articles with authors; this one comes to know its own."""
        related = read_related(self, self.labels.topics, self.labels.subjects)
        with_authors([self, *related] if self.is_as_stored else related)
        return related

    def pictures_served(self) -> list[Any]:
        """Return those of the related articles and of everybody who wrote them, too."""
        people = [person for each in (self, *self.related_cards) for person in each.authors()]
        others = [each.shown_image for each in (*self.related_cards, *people) if each.shown_image]
        return [*super().pictures_served(), *others]

    @property
    def reading_minutes(self) -> int:
        """How long reading takes, in whole minutes."""
        return reading_minutes(self.body)

    def text_dated(self) -> date | None:
        """Return when the text was last true, as readers are told; the publish checks ask."""
        published = self.first_published_at and localtime(self.first_published_at).date()
        return max(filter(None, (published, self.updated_on, self.reviewed_on)), default=None)

    def related(self) -> Any:
        """Return a few other articles with the same topics and subjects."""
        return articles_related_to(self)

    @cached_property
    def series(self) -> Place | None:
        """Where the article stands in its series."""
        return place_of(self)

    def tag_names(self) -> str:
        """Return the tags as one text."""
        if self.known_tag_names is not None:
            return self.known_tag_names
        return ", ".join(tag.name for tag in self.tags.all())

    def get_indexed_instance(self) -> "ArticlePage":
        """Return the article for the search index, which asks five times for each of its fields."""
        found = copy(self)
        found.known_authors, found.known_tag_names = self.authors(), self.tag_names()
        return found

    def get_route_paths(self) -> list[str]:
        """Return what is redirected when the address changes: the page and its Markdown."""
        return ["/", f"/{NAME}"]

    @path(NAME, name="markdown")
    def markdown(self, request: HttpRequest) -> HttpResponse:
        """Answer with the article as Markdown."""
        read_ahead(self, request)
        return HttpResponse(as_markdown(self), content_type=CONTENT_TYPE)

    def byline(self) -> str:
        """Return the authors and the date of first publishing, for a card."""
        published = self.first_published_at and date_format(localtime(self.first_published_at))
        return " · ".join(filter(None, [self.author_names(), published]))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add who wrote and reviewed it, where else to read, and what search engines are told."""
        context = super().get_context(request, *args, **kwargs)
        authors, review, labels = self.authors(), self.review, self.labels
        references = list(self.references.all())
        topics = [{"label": topic.title, "url": topic.get_url(request)} for topic in labels.topics]
        return {
            **context,
            "authors": authors,
            "review": review,
            "topics": topics,
            "tags": [{"label": name} for name in labels.tags],
            "related": self.related_cards,
            "series": self.series,
            "share": share_links(self),
            "references": references,
            "structured_data": describe_article(self, authors, review, references, request),
        }
