"""Before a page is rendered: all that its blocks, its links and the site's menus refer to.

The number of queries depends on the kinds of things referred to, not on how many there are.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import F, TextField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from headless.cache.tags import VISIBILITY, declared
from headless.reading.statements import ByKeys
from headless.visibility import (
    in_public_collections,
    is_public,
    whether_public,
    with_visibility,
)
from home.blocks import ahead
from home.models import SitePage, SiteSettings
from home.pictures import read_pictures


def read_ahead(page: SitePage, request: HttpRequest) -> None:
    """Read what a page refers to, and make its blocks' values from it."""
    streams, wanted = list(streams_of(page)), ahead.Wanted(set)
    for stream in streams:
        ahead.look_through(stream, wanted)
    settings = SiteSettings.for_request(request) if Site.find_for_request(request) else None
    links = settings.links if settings else set()
    wanted[Page] |= links
    pictures = wanted.pop(get_image_model(), set())
    known = ahead.read(wanted)
    if settings:
        pages = known.all_of(Page)
        settings.linked_pages = {
            pk: pages[pk] for pk in links if pk in pages and is_public(pages[pk])
        }
    shown = [*page.pictures_served(), *_lead_images(known)]
    known.add(get_image_model(), pictures, read_pictures(pictures, shown))
    for stream in streams:
        ahead.build(stream, known)


def streams_of(page: SitePage) -> Iterator[StreamValue]:
    """Yield the values of a page's StreamFields."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield getattr(page, field.name)


def _lead_images(known: ahead.Known) -> Iterator[Any]:
    """Yield the pictures that came with the pages in teasers."""
    for model in known.models():
        if issubclass(model, SitePage):
            pages = known.all_of(model).values()
            yield from (page.shown_image for page in pages if page.shown_image)


def _of_any_type(keys: list[int]) -> Any:
    """Return these pages, public or not, with the summaries that their types have."""
    types = (model for model in apps.get_models() if issubclass(model, SitePage))
    summaries = (
        f"{model._meta.get_field('page_ptr').related_query_name()}__summary" for model in types
    )
    columns = [field.attname for field in Page._meta.concrete_fields]
    pages = Page.objects.filter(pk__in=keys).order_by()
    return pages.annotate(
        known_public=whether_public(""),
        summary=Coalesce(*map(F, summaries), Value(""), output_field=TextField()),
    ).values(*columns, "known_public", "summary")


_PAGES = ByKeys(_of_any_type)


def _read_pages(model: type[Page], keys: set[int]) -> dict[int, Page]:
    """Read pages of any type, enough for a link or a card; those of another's type as they are."""
    with declared(VISIBILITY, *(f"page-{key}" for key in keys)):
        if model is not Page:
            return with_visibility(model._default_manager.all()).in_bulk(keys)
        rows = _PAGES.rows(keys)
    pages = {}
    for row in rows:
        known = {name: row.pop(name) for name in ("known_public", "summary")}
        pages[row["id"]] = page = Page.from_db(None, list(row), list(row.values()))
        vars(page).update(known)
    return pages


def _read_documents(model: Any, keys: set[int]) -> dict[int, Any]:
    return in_public_collections(model._default_manager.all()).in_bulk(keys)


def register() -> None:
    """Say how pages and documents are read."""
    ahead.register(Page, _read_pages)
    ahead.register(SitePage, lambda model, keys: model.read_whole(keys))
    ahead.register(get_document_model(), _read_documents)
