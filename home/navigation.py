"""Menus and breadcrumbs, from the site's settings and the page tree."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page, Site

from headless.visibility import public_pages
from home.blocks.links import stored
from home.models import SiteSettings


@dataclass(frozen=True)
class MenuLink:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False
    children: list["MenuLink"] = field(default_factory=list)


@dataclass(frozen=True)
class Column:
    """A headed list of links in the footer."""

    heading: str
    links: list[MenuLink]


def _links(values: Any, settings: SiteSettings, current: Page | None = None) -> list[MenuLink]:
    """Return the entries of stored link blocks, without those to pages that are not public."""
    links = (_link(value, settings, current) for value in stored(values))
    return [link for link in links if link]


def _link(value: Any, settings: SiteSettings, current: Page | None) -> MenuLink | None:
    chosen, typed = value.get("page"), value.get("address") or ""
    page = settings.linked_pages.get(chosen) if chosen else None
    url = page.url if page else ("" if chosen else typed)
    if not url:
        return None
    label = value.get("text") or (page.title if page else typed)
    here = bool(current and page and current.path.startswith(page.path) and not _is_home(page))
    return MenuLink(label, url, here, _links(value.get("children"), settings, current))


def _is_home(page: Page) -> bool:
    return any(page.url_path == site.root_path for site in Site.get_site_root_paths())


def menu(settings: SiteSettings, current: Page | None = None) -> list[MenuLink]:
    """Return the main menu of these settings."""
    return _links(settings.navigation, settings, current)


def footer(settings: SiteSettings) -> list[Column]:
    """Return the columns of the footer, without those that would be empty."""
    columns = stored(settings.footer)
    found = (Column(each["heading"], _links(each.get("links"), settings)) for each in columns)
    return [column for column in found if column.links]


def breadcrumbs(page: Page) -> list[Page]:
    """Return the public ancestors of `page`, from the site's root page down."""
    known: list[Page] | None = getattr(page, "public_ancestors", None)
    if known is not None:
        return known
    roots = (site.root_path for site in Site.get_site_root_paths())
    root = max((each for each in roots if page.url_path.startswith(each)), key=len, default="")
    above = public_pages().ancestor_of(page).filter(depth__gt=1).order_by("path")
    return [each for each in above if each.url_path.startswith(root)]
