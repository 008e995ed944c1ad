"""Menus and breadcrumbs, from the site's settings and the page tree."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from headless.visibility import is_public, public_pages
from home.models import SiteSettings


@dataclass(frozen=True)
class MenuLink:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False
    children: list["MenuLink"] = field(default_factory=list)


def _link(value: Any, current: Page | None) -> MenuLink | None:
    """Build an entry from a link block's value; None where its page is not public."""
    page = value.get("page")
    if page is not None and not is_public(page):
        return None
    url = value.url
    if not url:
        return None
    here = bool(current and page and current.path.startswith(page.path) and page.depth > 2)
    children = [_link(child, current) for child in value.get("children") or ()]
    return MenuLink(value.label, url, here, [child for child in children if child])


def menu(settings: SiteSettings, current: Page | None = None) -> list[MenuLink]:
    """Return the main menu of these settings."""
    links = [_link(block.value, current) for block in settings.navigation]
    return [link for link in links if link]


def breadcrumbs(page: Page) -> list[Page]:
    """Return the public ancestors of `page`, from the site's root page down."""
    return list(public_pages().ancestor_of(page).filter(depth__gt=1).order_by("path"))
