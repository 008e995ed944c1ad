"""What the public may see. Every list, relation, feed, search and count passes through here."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site


def public_pages(model: type[Page] = Page, *, site: Site | None = None) -> Any:
    """Return the live pages of `model` that nobody needs a login or password for.

    Where `site` is given, only the pages below its root page.
    """
    pages = model.objects.live().public()
    return pages.descendant_of(site.root_page, inclusive=True) if site else pages


def first_public(model: type[Page], site: Site) -> Any:
    """Return the first page of `public_pages`, or None, in one query.

    For what the frame of every page asks: `public()` reads all restrictions first.
    """
    above = PageViewRestriction.objects.alias(
        below=ExpressionWrapper(OuterRef("path"), CharField())
    ).filter(below__startswith=F("page__path"))
    pages = model.objects.live().descendant_of(site.root_page, inclusive=True)
    return pages.filter(~Exists(above)).order_by("path").first()


def is_public(page: Page) -> bool:
    """Say whether anybody may see this page now."""
    return page.live and not page.get_view_restrictions().exists()


def public_redirects() -> Any:
    """Return the redirects to other sites and to public pages."""
    leads_out = Q(redirect_page__isnull=True)
    return Redirect.objects.filter(leads_out | Q(redirect_page__in=public_pages()))


def in_public_collections(queryset: QuerySet) -> QuerySet:
    """Leave out images or documents of restricted collections and of those below them."""
    for restriction in CollectionViewRestriction.objects.select_related("collection"):
        queryset = queryset.exclude(
            collection__in=restriction.collection.get_descendants(inclusive=True)
        )
    return queryset
