"""What the public may see. Every list, relation, feed, search and count passes through here.

Visibility is part of the one query that reads: nothing is read first and checked later.
"""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

# What a restriction holds for, as Wagtail serves it: its page, its aliases, and theirs.
_RESTRICTED_PAGES = ("page__path", "page__aliases__path", "page__aliases__aliases__path")


def _below(restrictions: QuerySet, outer: str, *paths: str) -> Exists:
    """Return whether the row of the outer query lies at or below something restricted."""
    rows = restrictions.alias(below=ExpressionWrapper(OuterRef(outer), CharField()))
    return Exists(rows.filter(reduce(or_, (Q(below__startswith=F(path)) for path in paths))))


def page_is_public(prefix: str = "") -> Q:
    """Return the condition that a page is live and needs no login or password.

    `prefix` leads from the queried model to the page: "reviewer__".
    """
    hidden = _below(PageViewRestriction.objects.all(), f"{prefix}path", *_RESTRICTED_PAGES)
    return Q(**{f"{prefix}live": True}) & ~Q(hidden)


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


def with_aliases(page: Page) -> Any:
    """Return a page with its aliases, for which its restrictions hold too."""
    return Page.objects.filter(Q(pk=page.pk) | Q(alias_of=page.pk) | Q(alias_of__alias_of=page.pk))


def is_public(page: Page) -> bool:
    """Say whether anybody may see this page now; one of `with_visibility` knew when it was read."""
    known: bool | None = getattr(page, "known_public", None)
    return page.live and not page.get_view_restrictions().exists() if known is None else known


def public_redirects() -> Any:
    """Return the redirects to other sites and to public pages."""
    leads_out = Q(redirect_page__isnull=True)
    return Redirect.objects.filter(leads_out | Q(redirect_page__in=public_pages()))


def in_public_collections(queryset: QuerySet) -> QuerySet:
    """Leave out images or documents of restricted collections and of those below them."""
    restrictions = CollectionViewRestriction.objects.all()
    return queryset.filter(~Q(_below(restrictions, "collection__path", "collection__path")))
