"""What the public may see. Every list, relation, feed, search and count passes through here.

Visibility is part of the one query that reads: nothing is read first and checked later.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from headless.cache.tags import VISIBILITY, pages_declared

# The paths that restrictions hold for: restricted pages, the aliases of these and of what is below
# them, and so on. `> 0` lets both databases find the aliases by their index. The watch on SQL knows
# this text (headless/cache/sql.py).
HIDDEN = """WITH RECURSIVE hidden(path) AS (\
SELECT p.path FROM wagtailcore_pageviewrestriction r JOIN wagtailcore_page p ON p.id = r.page_id \
UNION SELECT a.path FROM hidden h CROSS JOIN wagtailcore_page a \
JOIN wagtailcore_page s ON s.id = a.alias_of_id \
WHERE a.alias_of_id > 0 AND substr(s.path, 1, length(h.path)) = h.path)"""


class _IsHidden(Func):
    """Whether the page at a path lies at or below one that a restriction holds for."""

    template = (
        f"EXISTS({HIDDEN} SELECT 1 FROM hidden "  # noqa: S608 - our own text
        "WHERE substr(%(expressions)s, 1, length(hidden.path)) = hidden.path)"
    )
    output_field = BooleanField()


def _below(restrictions: QuerySet, outer: str, path: str) -> Exists:
    """Return whether the row of the outer query lies at or below something restricted."""
    rows = restrictions.alias(below=ExpressionWrapper(OuterRef(outer), CharField()))
    return Exists(rows.filter(below__startswith=F(path)))


def page_is_public(prefix: str = "") -> Q:
    """Return the condition that a page is live and needs no login or password.

    `prefix` leads from the queried model to the page: "reviewer__".
    """
    return Q(**{f"{prefix}live": True}) & ~Q(_IsHidden(f"{prefix}path"))


def whether_public(prefix: str) -> Case:
    """Return the same condition as a column, true or false, of a query that reads all rows."""
    return Case(When(page_is_public(prefix), then=True), default=False)


def with_visibility(pages: Any) -> Any:
    """Return these pages, of which each comes to know whether it is public: `is_public` asks it."""
    return pages.annotate(known_public=whether_public(""))


def public_pages(model: type[Page] = Page, *, site: Site | None = None) -> Any:
    """Return the live pages of `model` that nobody needs a login or password for.

    Where `site` is given, only the pages below its root page.
    """
    pages = model.objects.filter(page_is_public())
    return pages.descendant_of(site.root_page, inclusive=True) if site else pages


def first_public(model: type[Page], site: Site) -> Any:
    """Return the first page of `public_pages`, or None, in one query."""
    return public_pages(model, site=site).order_by("path").first()


def with_aliases(page: Page) -> list[Page]:
    """Return a page with the aliases of it and of what is below it, and so on.

    A restriction of the page holds for these and what is below them.
    """
    found: dict[int, Page] = {}
    new = [page]
    while new:
        found |= {each.pk: each for each in new}
        sources = reduce(or_, (Q(alias_of__path__startswith=each.path) for each in new))
        new = list(Page.objects.filter(sources).exclude(pk__in=found))
    return list(found.values())


def restrictions_on(page: Page) -> QuerySet:
    """Return the restrictions that hold for a page, as `page_is_public` asks for them.

    They are its own, those above it, and those on what it or a page above it is an alias of.
    """
    paths: set[str] = set()
    new = _at_or_above(page.path)
    with pages_declared(VISIBILITY):
        while new:
            paths |= new
            aliases = Page.objects.filter(path__in=new, alias_of__isnull=False).order_by()
            sources = aliases.values_list("alias_of__path", flat=True)
            new = {path for source in sources for path in _at_or_above(source)} - paths
    return PageViewRestriction.objects.filter(page__path__in=paths)


def _at_or_above(path: str) -> set[str]:
    return {path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)}


def without_repeats(pages: Any, sources: Any = None) -> Any:
    """Leave out the aliases whose source the public may see: each page stands once.

    `sources` are the pages that stand beside the aliases; without it, all that are public.
    """
    beside = public_pages() if sources is None else sources
    return pages.filter(~Q(Exists(beside.order_by().filter(pk=OuterRef("alias_of_id")))))


def source_of(page: Page) -> Page:
    """Return the page that an alias repeats, where the public may see it; else the page itself."""
    source = page.alias_of if page.alias_of_id else None
    if source is None or not is_public(source) or source.full_url is None:
        return page
    return source_of(source)


def is_public(page: Page) -> bool:
    """Say whether anybody may see this page now; one of `with_visibility` knew when it was read."""
    known: bool | None = getattr(page, "known_public", None)
    return page.live and not page.get_view_restrictions().exists() if known is None else known


def public_redirects() -> Any:
    """Return the redirects to other sites and to public pages."""
    leads_out = Q(redirect_page__isnull=True)
    return Redirect.objects.filter(leads_out | Q(redirect_page__in=public_pages()))


def file_is_public(prefix: str = "") -> Q:
    """Return the condition that an image or a document is neither in nor below a closed collection.

    `prefix` leads from the queried model to the file: "lead_image__". It holds where there is none.
    """
    restrictions = CollectionViewRestriction.objects.all()
    return ~Q(_below(restrictions, f"{prefix}collection__path", "collection__path"))


def whether_file_public(prefix: str) -> Case:
    """Return the same condition as a column, true or false, of a query that reads all rows."""
    return Case(When(file_is_public(prefix), then=True), default=False)


def in_public_collections(queryset: QuerySet) -> QuerySet:
    """Leave out images or documents of restricted collections and of those below them."""
    return queryset.filter(file_is_public())
