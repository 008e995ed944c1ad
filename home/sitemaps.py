"""The sitemap (sitemaps.org 0.9, with Google's images): a section for each page type, in values.

Loading every page as an object would take half a minute where there are 25,000 facilities.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.images import get_image_model
from wagtail.models import Site

from headless.visibility import in_public_collections, public_pages, without_repeats
from home.models.base import SitePage

PER_FILE = 5_000  # the protocol allows 50,000 addresses and 50 MB


class Entry(NamedTuple):
    """A page as the sitemap tells of it."""

    address: str
    changed_at: datetime | None
    image_id: int | None


class PageSitemap(Sitemap):
    """The public pages of one type on one site."""

    limit = PER_FILE

    def __init__(self, model: type[SitePage], site: Site) -> None:
        self.model, self.site = model, site

    def pages(self) -> Any:
        """Return the pages that search engines are to know: a page, and not its aliases."""
        pages = without_repeats(public_pages(self.model, site=self.site))
        return self.model.for_search_engines(pages)

    def items(self) -> Any:
        """Return the rows, in the order of the tree; sliced by the paginator."""
        return (
            self.pages()
            .order_by("path")
            .values_list("url_path", "last_published_at", "lead_image_id")
        )

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: Any = None) -> list[Any]:
        """Return what the template shows of one file's pages."""
        entries = list(self._entries(self.paginator.page(page).object_list))
        images = _image_addresses({entry.image_id for entry in entries}, self.site.root_url)
        changes = [entry.changed_at for entry in entries if entry.changed_at]
        self.latest_lastmod = max(changes, default=None)
        return [
            {
                "location": entry.address,
                "lastmod": entry.changed_at,
                "image": images.get(entry.image_id),
            }
            for entry in entries
        ]

    def get_latest_lastmod(self) -> datetime | None:
        """Return when the newest of them was published, for the index."""
        return self.pages().aggregate(newest=Max("last_published_at"))["newest"]

    def _entries(self, rows: Any) -> Iterator[Entry]:
        root = self.site.root_page.url_path
        for url_path, changed_at, image_id in rows:
            yield Entry(f"{self.site.root_url}/{url_path[len(root) :]}", changed_at, image_id)


def _image_addresses(ids: set[int | None], root_url: str) -> dict[int | None, str]:
    images = in_public_collections(get_image_model().objects.filter(pk__in=ids - {None}))
    return {image.pk: urljoin(root_url, image.file.url) for image in images.only("file")}


def _sections(request: HttpRequest) -> dict[str, Any]:
    """Return a section for each page type of the product that the site has."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404("No site answers at this host")
    types = public_pages(site=site).order_by().values_list("content_type", flat=True).distinct()
    kinds = (kind.model_class() for kind in ContentType.objects.filter(pk__in=types))
    return {
        model._meta.model_name: partial(PageSitemap, model, site)
        for model in kinds
        if model is not None and issubclass(model, SitePage)
    }


def index(request: HttpRequest) -> HttpResponse:
    """Answer with the list of the sitemap's files."""
    return sitemap_views.index(
        request,
        _sections(request),
        template_name="sitemaps/index.xml",
        sitemap_url_name="sitemap_section",
        content_type="application/xml",
    )


def section(request: HttpRequest, section: str) -> HttpResponse:
    """Answer with one file: the pages of a type, `?p=` for the second and later ones."""
    return sitemap_views.sitemap(
        request,
        _sections(request),
        section=section,
        template_name="sitemaps/pages.xml",
        content_type="application/xml",
    )
