"""What every page type of the product has: summary, lead image, body."""

from functools import cache
from typing import Any, Self

from django.db import connection, models
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.images import get_image_model, get_image_model_string
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.search import index

from headless.cache.tags import VISIBILITY, declared, depend
from headless.preview.pages import FrontEndPreviewMixin
from headless.representations import ImageReferenceField
from headless.rows import take_rows, with_rows
from headless.visibility import (
    in_public_collections,
    restrictions_on,
    source_of,
    with_visibility,
)
from home.fields import BodyField
from home.forms import SitePageForm
from home.pictures import with_lead_images
from home.publishing.actions import CheckedPublishAction, PrivateCopyAction
from home.publishing.rights import SitePagePermissionTester

HEADING_COUNTS = 8  # as often as a word of the body


class SitePage(FrontEndPreviewMixin, Page):
    """The abstract page of this product; it carries its fields, panels, API and search fields."""

    summary = models.TextField(
        max_length=300,
        blank=True,
        help_text="One or two plain sentences. Shown under the title, in lists and in searches.",
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown at the top of the page and where it is shared. "
        "Its description is read aloud by screen readers.",
    )
    body = BodyField()

    base_form_class = SitePageForm
    content_panels: list[Any] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("lead_image"),
    ]
    body_panels: list[Any] = [FieldPanel("body")]
    search_fields: list[Any] = [
        *Page.search_fields,
        # Above all others on PostgreSQL; Wagtail's 2 is divided by the length of the title.
        index.SearchField("title", boost=10),
        index.SearchField("summary", boost=2),
        index.SearchField("headings", boost=1.5),
        index.SearchField("body"),
        index.AutocompleteField("title"),
    ]
    api_fields: list[Any] = [
        APIField("summary", writable=True),
        APIField("lead_image", serializer=ImageReferenceField()),
        APIField("body", writable=True),
    ]

    # Relations whose rows come in the query of the page, as in `headless.rows`.
    rows_served: tuple[str, ...] = ()
    # Set by `home.routing` on the page that it found for a request.
    is_as_stored = False  # nothing of it is only in memory, as in a preview
    is_unrestricted = False
    public_ancestors: list[Page] | None = None

    class Meta:
        abstract = True

    @classmethod
    def read_to_serve(cls, pk: int) -> Self | None:
        """Return a page with what it shows of other rows than its own, in one query."""
        with declared(VISIBILITY, f"page-{pk}"):
            page = cls._served().filter(pk=pk).first()
        if page is not None:
            page.is_as_stored = True
            page.take_what_came()
        return page

    @classmethod
    def read_whole(cls, keys: set[int]) -> dict[int, Self]:
        """Return pages of this type, public or not, with what each shows, in one query.

        They know whether they are public.
        """
        with declared(VISIBILITY, *(f"page-{key}" for key in keys)):
            pages: dict[int, Self] = with_visibility(cls._served()).in_bulk(keys)
        for page in pages.values():
            page.take_what_came()
        return pages

    @classmethod
    @cache
    def _served(cls) -> Any:
        """Return the query of `to_serve`, made once: to make it costs as much as to ask."""
        return cls.to_serve()

    @classmethod
    def to_serve(cls) -> Any:
        """Return the pages of this type with what each shows of other rows."""
        return with_rows(with_lead_images(cls._default_manager.all()), *cls.rows_served)

    def take_what_came(self) -> None:
        """Make use of what `to_serve` read besides the page, and depend on it."""
        take_rows(self, *self.rows_served)
        depend(*self.tags_served())

    def tags_served(self) -> set[str]:
        """Return the tags of those rows."""
        return {f"image-{self.lead_image_id}"} if self.lead_image_id else set()

    def pictures_served(self) -> list[Any]:
        """Return the pictures, besides those in its blocks, of which it shows renditions."""
        return [self.shown_image] if self.shown_image else []

    @property
    def shown_image(self) -> Any:
        """The lead image where the public may see it, else None: templates show this one.

        Pages of `with_lead_images` know it; any other, such as one in a preview, asks.
        """
        picture, known = self.lead_image, vars(self).get("lead_image_is_public")
        if picture is not None and known is None:
            pictures = get_image_model()._default_manager.filter(pk=picture.pk)
            known = in_public_collections(pictures).exists()
        return picture if known else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Read all that the page refers to before it is rendered."""
        from home.reading_ahead import read_ahead

        read_ahead(self, request)
        return super().get_context(request, *args, **kwargs)

    def get_view_restrictions(self) -> Any:
        """Return the restrictions that hold for this page, which need not be asked twice."""
        if self.is_unrestricted:
            return PageViewRestriction.objects.none()
        return restrictions_on(self)

    def permissions_for_user(self, user: Any) -> SitePagePermissionTester:
        """Return what a user may do with this page."""
        return SitePagePermissionTester(user, self)

    def update_aliases(self, **kwargs: Any) -> None:
        """Let the aliases of a live page follow it; those of any other are no more live than it.

        Wagtail calls this also where a page is only scheduled, and would make its aliases live.
        """
        # Where its own source calls it for an alias, that is live by now, though not in memory.
        follows = kwargs.get("_updated_ids") is not None
        if self.live or follows:
            super().update_aliases(**kwargs)
        else:
            for alias in Page.objects.filter(alias_of=self, live=True).specific():
                alias.unpublish()

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        *args: Any,
        skip_permission_checks: bool = False,
        **kwargs: Any,
    ) -> None:
        """Publish or schedule a revision; raises PublishBlockedError where a check blocks it."""
        action = CheckedPublishAction(revision, user, *args, **kwargs)
        action.execute(skip_permission_checks=skip_permission_checks)

    def copy(self, recursive: bool = False, to: Page | None = None, **kwargs: Any) -> Page:
        """Copy the page, as Wagtail does; a live copy of what is private stays private."""
        action = PrivateCopyAction(self, to, recursive=recursive, **kwargs)
        return action.execute(skip_permission_checks=True)

    @cached_property
    def canonical_url(self) -> str | None:
        """The address that search engines are to know: of the source, where this is an alias."""
        return source_of(self).full_url

    def headings(self) -> str:
        """Return the body's headings as one text, which weighs more than the rest of it.

        On SQLite each stands there several times: its index has one column for all but the title,
        where only the number of a word counts.
        """
        found = [block.value["text"] for block in self.body if block.block_type == "heading"]
        return "\n".join(found * (HEADING_COUNTS if connection.vendor == "sqlite" else 1))

    @classmethod
    def for_search_engines(cls, pages: Any) -> Any:
        """Return those of these public pages that the sitemap names."""
        return pages
