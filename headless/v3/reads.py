"""Three readings of pages that stock v3 answers wrongly, with the same parameters and answers.

Stock loads every match of a search to count it, and knows no page that the token's user may not
edit.
"""

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Query
from ninja.pagination import paginate
from wagtail.api.rich_text import RichTextOutputFormat
from wagtail.api.v3.errors import register_exception_handlers
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.api.v3.routers import pages as stock
from wagtail.api.v3.schemas import BasePageSchema
from wagtail.api.v3.schemas.params import OrderingSchema, SearchSchema
from wagtail.search.backends.base import BaseSearchResults

from headless.visibility import public_pages

reads = NinjaAPI(urls_namespace="headless_v3_reads", docs_url=None, openapi_url=None)
register_exception_handlers(reads)


class CountedPagination(WagtailLimitOffsetPagination):
    """Counts the matches of a search in the database."""

    def _items_count(self, queryset: QuerySet | BaseSearchResults) -> int:
        return queryset.count()


@reads.get("/", response=list[BasePageSchema], url_name="list_pages")
@paginate(CountedPagination, pass_parameter="pagination_info")  # noqa: S106 - no password
def list_pages(
    request: HttpRequest,
    filters: stock.PageFilterSchema = Query(...),  # noqa: B008 - as ninja wants it
    ordering: OrderingSchema = Query(...),  # noqa: B008
    search: SearchSchema = Query(...),  # noqa: B008
    **kwargs: Any,
) -> Any:
    """List the pages that the token's user may edit or publish."""
    plain = stock.list_pages.__wrapped__  # without stock's pagination
    return plain(request, filters=filters, ordering=ordering, search=search, **kwargs)


@reads.get("/{page_id}/", response=stock.PageDetailSchema, url_name="detail_page")
def get_page(
    request: HttpRequest,
    page_id: int,
    version: Literal["live", "draft"] | None = Query("live"),
    rich_text_format: RichTextOutputFormat | None = Query(None),  # noqa: B008
) -> Any:
    """Return a page: live or draft to who may edit it, live to every other token if public."""
    if get_pages_queryset(request).filter(pk=page_id).exists():
        return stock.get_page(request, page_id, version, rich_text_format)
    page = public_pages().filter(pk=page_id).first()
    if page is None or version == "draft":
        raise Http404("No page that this token may read has this id.")
    return page.specific
