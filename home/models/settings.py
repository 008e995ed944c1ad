"""Settings of one site: its name, its menus, where else it can be found."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import StreamField
from wagtail.models import Page, PreviewableMixin

from headless.visibility import public_pages
from home.blocks.links import FooterColumnBlock, MenuItemBlock, SocialLinkBlock, stored
from home.models.frame import FrameSettings


@register_setting(icon="site", order=100)
class SiteSettings(PreviewableMixin, FrameSettings):
    """The words and links around every page. The preview shows them on the home page."""

    name = models.CharField(
        max_length=60, blank=True, help_text="The publisher's name, in the header and in titles."
    )
    tagline = models.CharField(
        max_length=120, blank=True, help_text="A few words beside the name: what this site is for."
    )
    navigation = StreamField(
        [("item", MenuItemBlock())], blank=True, help_text="The main menu; six entries fit well."
    )
    footer = StreamField([("column", FooterColumnBlock())], blank=True, max_num=4)
    footer_note = models.TextField(
        max_length=500,
        blank=True,
        help_text="Below the footer's links: who publishes this, and what it is not.",
    )
    social_links = StreamField([("link", SocialLinkBlock())], blank=True)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline")], heading="Brand"),
        FieldPanel("navigation"),
        MultiFieldPanel([FieldPanel("footer"), FieldPanel("footer_note")], heading="Footer"),
        FieldPanel("social_links"),
    ]

    class Meta:
        verbose_name = "site settings"
        verbose_name_plural = "site settings"

    def __str__(self) -> str:
        return self.name or "Site settings"

    @property
    def links(self) -> set[int]:
        """The keys of the pages to which the menus lead, whether public or not."""
        links = list(stored(self.navigation))
        for link in tuple(links):
            links += stored(link.get("children"))
        for column in stored(self.footer):
            links += stored(column.get("links"))
        return {link["page"] for link in links if link.get("page")}

    @cached_property
    def linked_pages(self) -> dict[int, Page]:
        """The public ones by their keys; set by `home.reading_ahead` on the pages it is for."""
        links = self.links
        return public_pages().in_bulk(links) if links else {}

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Preview on the site's home page."""
        return self.site.root_page.specific.get_template(request)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Render the home page with these unsaved settings in its frame."""
        setattr(request, self.get_cache_attr_name(), self)
        page = self.site.root_page.specific
        return page.get_context(request)
