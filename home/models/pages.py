"""The home page and the page for everything that has no type of its own."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.search import index

from home.models.base import SitePage


class HomePage(SitePage):
    """The front door: what this site is, and the next step for somebody in trouble."""

    headline = models.CharField(
        max_length=120,
        blank=True,
        help_text="The first words a reader sees. Empty: the page's title.",
    )

    parent_page_types = ["wagtailcore.Page"]
    page_description = "The front page of a site. One for each site."
    content_panels = [
        *SitePage.content_panels[:1],
        MultiFieldPanel([FieldPanel("headline"), *SitePage.content_panels[1:]], heading="Welcome"),
        *SitePage.body_panels,
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("headline")]
    api_fields = [APIField("headline"), *SitePage.api_fields]

    class Meta:
        verbose_name = "home page"


class StandardPage(SitePage):
    """A page of text and blocks: about us, editorial policy, how to pay for treatment."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = "Text and blocks, for whatever has no page type of its own."
    content_panels = [*SitePage.content_panels, *SitePage.body_panels]

    class Meta:
        verbose_name = "standard page"
