"""The page at a path, in two queries however deep it lies; Wagtail's own routing asks two a level.

All pages on the path are read together, with whether somebody restricted them; then the page found
is read as what its type shows of it. What is unusual is left to Wagtail: so is what it decides.
"""

from itertools import accumulate
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import AbstractPage, Page, PageViewRestriction

from headless.cache.tags import VISIBILITY, depend, pages_declared, slot_tag
from home.models import SitePage
from home.models.frame import find_site

_DEEPEST = 20  # parts of a path; no site is deeper, but anybody may ask for more
_FOUND = "_wagtail_route_for_request"  # where Wagtail keeps what it found, for middleware too
# Who has other ones than these may answer any address below, or refuse one.
_KNOWN = {
    "route": {AbstractPage.route, RoutablePageMixin.route},
    "resolve_subpage": {RoutablePageMixin.resolve_subpage},
}


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer as Wagtail's view does."""
    route(request, path)
    return views.serve(request, path)


def route(request: HttpRequest, path: str) -> None:
    """Find the page at a path and keep it where Wagtail looks for it; nothing where in doubt."""
    site = find_site(request)
    parts = [part for part in path.split("/") if part]
    if hasattr(request, _FOUND) or site is None or len(parts) > _DEEPEST:
        return
    root = site.root_page.localized
    rows = _read(root, parts)
    trail = _walk(rows, root, parts)
    if trail and (page := _whole(trail[-1])):
        above = [row for row in rows if page.path.startswith(row.path) and row.pk != page.pk]
        _know(page, [*above, trail[-1]], root)
        try:
            found = page.route(request, parts[len(trail) - 1 :])
        except Http404:
            return
        setattr(request, _FOUND, found)


def _read(root: Page, parts: list[str]) -> list[Any]:
    """Return the pages from the top of the tree to the end of the path, as far as there are any."""
    addresses = list(
        accumulate(parts, lambda above, part: f"{above}{part}/", initial=root.url_path)
    )
    ends = range(Page.steplen, len(root.path) + 1, Page.steplen)
    wanted = Q(path__in=[root.path[:end] for end in ends])
    if parts:  # the slugs have an index, the addresses have none
        wanted |= Q(slug__in=parts, url_path__in=addresses[1:])
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    with pages_declared(VISIBILITY):
        pages = Page.objects.filter(wanted).annotate(is_restricted=Exists(restrictions))
        return list(pages.order_by("path"))


def _walk(rows: list[Any], root: Page, parts: list[str]) -> list[Any]:
    """Return the pages from the site's root to the one that answers; empty where in doubt."""
    places = {(row.path[: -Page.steplen], row.slug): row for row in rows}
    trail = [row for row in rows if row.pk == root.pk]
    if not trail or len(places) < len(rows):
        return []
    for number, part in enumerate(parts):
        page = trail[-1]
        if _routes_itself(page, parts[number:]):
            break
        depend(slot_tag(page.path, part))
        if (child := places.get((page.path, part))) is None:
            return []
        trail.append(child)
    return trail


def _routes_itself(page: Any, rest: list[str]) -> bool:
    """Say whether a page does not look for a child at the rest of the path, or might not."""
    kind = page.specific_class
    if kind is None:
        return True
    for name, known in _KNOWN.items():
        if not {vars(each)[name] for each in kind.__mro__ if name in vars(each)} <= known:
            return True
    if not (page.live and issubclass(kind, RoutablePageMixin)):
        return False
    try:
        kind.get_resolver().resolve(f"/{'/'.join(rest)}/")
    except Http404:
        return False
    return True


def _whole(row: Any) -> SitePage | None:
    """Return the page of a row as what it is; None where it changed just now, or is not ours."""
    kind = row.specific_class
    ours = row.live and kind is not None and issubclass(kind, SitePage)
    page = kind.read_to_serve(row.pk) if ours else None
    return page if page and (page.path, page.url_path) == (row.path, row.url_path) else None


def _know(page: SitePage, rows: list[Any], root: Page) -> None:
    """Tell a page what was read of itself and those above it; `rows` are in the tree's order."""
    depend(*(f"page-{row.pk}" for row in rows))
    page.is_unrestricted = not any(row.is_restricted or row.alias_of_id for row in rows)
    page.public_ancestors = []
    for row in rows[:-1]:
        if row.is_restricted:
            break
        if row.live and row.depth >= max(root.depth, 2):
            page.public_ancestors.append(row)
    if len(rows) > 1:
        page._cached_parent_obj = rows[-2]
