"""The people who write and who review articles."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from blog.blocks import PersonLinkBlock
from blog.feeds import FedMixin
from blog.lists import articles_reviewed_by, articles_written_by, people_below, with_authors
from blog.representations import LinksField
from headless.representations import PublicPagesField
from home.models import SitePage


class PeopleIndexPage(SitePage):
    """Everybody who writes and reviews, so that readers can judge whom they trust."""

    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1
    subpage_types = ["blog.PersonPage"]
    page_description = "The list of your writers and medical reviewers."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]
    api_fields = [*SitePage.api_fields, APIField("people", serializer=PublicPagesField())]

    class Meta:
        verbose_name = "people index"

    def people(self) -> Any:
        """Return the public profiles, by name."""
        return people_below(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the people."""
        return {**super().get_context(request, *args, **kwargs), "people": self.people()}


# To say who somebody is takes the right to change accounts: a reviewer approves under that name.
ACCOUNTS_PERMISSION = settings.AUTH_USER_MODEL.lower().replace(".", ".change_")


class PersonPage(FedMixin, SitePage):
    """Who somebody is and why readers may trust them; the page's title is the name."""

    credentials = models.CharField(
        max_length=120,
        blank=True,
        help_text="Licenses and degrees as they follow the name, for example LCSW, CADC II.",
    )
    role = models.CharField(
        max_length=120, blank=True, help_text="What this person does here: writer, reviewer."
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="With which this person logs in here. It says whose articles these are, so that "
        "nobody reviews their own, and who is reminded. Readers never see it.",
    )
    links = StreamField(
        [("link", PersonLinkBlock())],
        blank=True,
        help_text="Where readers can check: a license register, a practice, a publication list.",
    )

    exclude_fields_in_copy = ["account"]
    parent_page_types = ["blog.PeopleIndexPage"]
    subpage_types: list[str] = []
    page_description = "A writer or medical reviewer. The title is the name."
    content_panels = [
        *SitePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("credentials"), FieldPanel("role")], heading="Standing"),
        FieldPanel("account", permission=ACCOUNTS_PERMISSION),
        FieldPanel("lead_image", heading="Portrait"),
        FieldPanel("summary", heading="Short biography"),
        FieldPanel("body", heading="Long biography"),
        FieldPanel("links"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("credentials"),
        index.SearchField("role"),
    ]
    api_fields = [
        APIField("credentials"),
        APIField("role"),
        APIField("links", serializer=LinksField()),
        *SitePage.api_fields,
        APIField("articles_written", serializer=PublicPagesField()),
        APIField("articles_reviewed", serializer=PublicPagesField()),
    ]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    @property
    def name_and_credentials(self) -> str:
        """The name as a byline has it: Ana Ruiz, LCSW."""
        return ", ".join(filter(None, [self.title, self.credentials]))

    def articles_written(self) -> Any:
        """Return the public articles this person wrote, newest first."""
        return articles_written_by(self)

    def fed_articles(self) -> Any:
        """Return what the feeds carry: what this person wrote."""
        return self.articles_written()

    def articles_reviewed(self) -> Any:
        """Return the public articles this person reviewed, newest first."""
        return articles_reviewed_by(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what this person wrote and reviewed."""
        return {
            **super().get_context(request, *args, **kwargs),
            "written": with_authors(self.articles_written()),
            "reviewed": with_authors(self.articles_reviewed()),
        }
