"""What `home` tells front ends about the site: brand, menus, footer, the lines for a crisis."""

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import TypedDict
from wagtail.models import Site

from headless import site_parts
from headless.cache.tags import depend
from headless.representations import PageReference, page_reference
from headless.visibility import public_pages
from home.crisis import CRISIS_LINES, NATIONAL_HELPLINE, CrisisLine
from home.models import SiteSettings


class Brand(TypedDict):
    """The publisher's name, and what the site is for."""

    name: str
    tagline: str


class SiteLink(TypedDict):
    """A link of a menu; `page` is None where it leads elsewhere."""

    text: str
    url: str
    page: PageReference | None


class MenuEntry(SiteLink):
    """An entry of the main menu, with the links below it."""

    children: list[SiteLink]


class FooterColumn(TypedDict):
    """A headed list of links."""

    heading: str
    links: list[SiteLink]


class SocialLink(TypedDict):
    """Where else the publisher can be found."""

    name: str
    address: str


class Footer(TypedDict):
    """What stands below every page."""

    columns: list[FooterColumn]
    note: str
    social_links: list[SocialLink]


class HelpLine(TypedDict):
    """A number to call now; `dial` is what a `tel:` link dials."""

    dial: str
    display: str
    name: str
    help: str
    source: str


class _Links:
    """Link blocks as data; whether their pages are public is asked once for all of them."""

    def __init__(self, values: Iterable[Any]) -> None:
        ids = {page.pk for value in values if (page := value.get("page"))}
        self._public = {page.pk: page for page in public_pages().filter(pk__in=ids)}
        depend(*(f"page-{pk}" for pk in ids))

    def of(self, values: Iterable[Any]) -> Iterator[tuple[Any, SiteLink]]:
        """Yield each block's value with its link; without those to pages that are not public."""
        for value in values:
            chosen = value.get("page")
            page = self._public.get(chosen.pk) if chosen else None
            reference = page_reference(page) if page else None
            url = reference["url"] if reference else (None if chosen else value.url)
            if url:
                text = value.get("text") or (page.title if page else url)
                yield value, {"text": text, "url": url, "page": reference}

    def list(self, values: Iterable[Any]) -> list[SiteLink]:
        """Return the links alone."""
        return [link for _, link in self.of(values)]


def _settings(site: Site) -> SiteSettings:
    return SiteSettings.for_site(site)


def brand(site: Site) -> Brand:
    """Return the brand; a site without a name of its own has that of Wagtail's record."""
    settings = _settings(site)
    return {"name": settings.name or site.site_name, "tagline": settings.tagline}


def navigation(site: Site) -> list[MenuEntry]:
    """Return the main menu."""
    items = [block.value for block in _settings(site).navigation]
    links = _Links([*items, *(child for item in items for child in item["children"])])
    return [{**link, "children": links.list(item["children"])} for item, link in links.of(items)]


def footer(site: Site) -> Footer:
    """Return the footer."""
    settings = _settings(site)
    columns = [block.value for block in settings.footer]
    links = _Links([value for column in columns for value in column["links"]])
    return {
        "columns": [
            {"heading": column["heading"], "links": links.list(column["links"])}
            for column in columns
        ],
        "note": settings.footer_note,
        "social_links": [
            {"name": block.value["name"], "address": block.value["address"]}
            for block in settings.social_links
        ],
    }


def crisis_lines(site: Site) -> list[HelpLine]:
    """Return the lines that help at once."""
    return [_line(line) for line in CRISIS_LINES]


def national_helpline(site: Site) -> HelpLine:
    """Return the government's line for treatment referral."""
    return _line(NATIONAL_HELPLINE)


def _line(line: CrisisLine) -> HelpLine:
    return {
        "dial": line.dial,
        "display": line.display,
        "name": line.name,
        "help": line.help,
        "source": line.source,
    }


def register() -> None:
    """Add all of these to the site's answer."""
    for part in (brand, navigation, footer, crisis_lines, national_helpline):
        site_parts.register(part.__name__, part)
