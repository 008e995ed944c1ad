"""Links within the site that lead nowhere, or to where readers may not go."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from django.urls import Resolver404, resolve
from wagtail.blocks import PageChooserBlock
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from headless.visibility import public_pages, whether_file_public
from home.blocks.links import LinkBlock
from home.publishing.check import Check, Finding
from home.publishing.draft import Draft

_NOWHERE = {"", "#", "http://", "https://"}
# A browser reads it as a path on this site.
_LACKS_SCHEME = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu)\b)", re.IGNORECASE
)


@dataclass(frozen=True)
class Link:
    """A link as written: to a page or a document by its id, or to an address."""

    place: str
    kind: str
    target: str
    words: str = ""


class BrokenLinks(Check):
    """Empty links, and links to pages or documents that are gone, unpublished or private."""

    code = "links"
    label = "Empty or broken link"

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Yield each; what another site answers is not asked."""
        links = [link for link in links_in(draft) if not _is_to_itself(link, draft)]
        pages = _pages({link.target for link in links if link.kind == "page"})
        documents = _documents({link.target for link in links if link.kind == "document"})
        paths = _known_paths(link.target for link in links if link.kind == "address")
        for link in links:
            message = ""
            if link.kind == "page":
                message = pages.get(link.target, "This link leads to a page that is gone.")
            elif link.kind == "document":
                message = documents.get(link.target, "This link leads to a document that is gone.")
            elif link.kind == "address" and link.target.strip() in _NOWHERE:
                message = "This link is empty."
            elif link.kind == "address" and _LACKS_SCHEME.match(link.target.strip()):
                message = "This address lacks its beginning, https://."
            elif link.kind == "address" and paths.get(link.target) is False:
                message = "No page of this site has this address."
            if message:
                written = link.target if link.kind == "address" else ""
                yield Finding(message, link.place, link.words or written)


def _is_to_itself(link: Link, draft: Draft) -> bool:
    """Say whether a link leads to the page it stands on, which is live when the link is."""
    return link.kind == "page" and link.target == str(draft.page.pk)


def links_in(draft: Draft) -> Iterator[Link]:
    """Yield every link of a page's texts and blocks."""
    for text in draft.texts:
        if "<a" in text.html:
            yield from _in_rich_text(text.html, text.place)
    for node in draft.nodes:
        if isinstance(node.block, PageChooserBlock) and node.raw:
            yield Link(node.place, "page", str(node.raw))
        elif isinstance(node.block, LinkBlock) and not (node.raw or {}).get("page"):
            yield Link(node.place, "address", str((node.raw or {}).get("address") or ""))


def _in_rich_text(html: str, place: str) -> Iterator[Link]:
    for tag in BeautifulSoup(html, "html.parser").find_all("a"):
        kind, words = str(tag.get("linktype") or "address"), tag.get_text(" ", strip=True)
        if not words and not tag.find("embed"):
            yield Link(place, "address", "")
        elif kind in {"page", "document"}:
            yield Link(place, kind, str(tag.get("id") or ""), words)
        else:
            yield Link(place, "address", str(tag.get("href") or ""), words)


def _pages(ids: set[str]) -> dict[str, str]:
    """Return what is wrong with each page that exists ('' for nothing), by id."""
    numbers = [int(pk[:18]) for pk in ids if pk.isdecimal()]
    if not numbers:
        return {}
    public = set(public_pages().filter(pk__in=numbers).values_list("pk", flat=True))
    found = Page.objects.filter(pk__in=numbers).values_list("pk", "title", "live")
    return {str(pk): "" if pk in public else _hidden(title, live=live) for pk, title, live in found}


def _hidden(title: str, *, live: bool) -> str:
    why = "private" if live else "not published"
    return f"This link leads to “{title}”, which is {why}."


def _documents(ids: set[str]) -> dict[str, str]:
    """Return what is wrong with each document that exists ('' for nothing), by id."""
    numbers = [int(pk[:18]) for pk in ids if pk.isdecimal()]
    if not numbers:
        return {}
    found = get_document_model().objects.filter(pk__in=numbers)
    rows = found.annotate(is_public=whether_file_public("")).values_list("pk", "title", "is_public")
    return {
        str(pk): ""
        if public
        else f"This link leads to “{title}”, which is in a private collection."
        for pk, title, public in rows
    }


def _known_paths(addresses: Iterable[str]) -> dict[str, bool]:
    """Return, for each address of this site, whether something answers there."""
    paths = {address: path for address in addresses if (path := _path(address)) is not None}
    if not paths:
        return {}
    roots = [path for _, path, *_ in Site.get_site_root_paths()]
    wanted = {root.rstrip("/") + path for root in roots for path in paths.values()}
    live = set(public_pages().filter(url_path__in=wanted).values_list("url_path", flat=True))
    old = {Redirect.normalise_path(path) for path in paths.values()}
    old = set(Redirect.objects.filter(old_path__in=old).values_list("old_path", flat=True))
    return {
        address: any(root.rstrip("/") + path in live for root in roots)
        or Redirect.normalise_path(path) in old
        or _is_no_page(path)
        for address, path in paths.items()
    }


def _path(address: str) -> str | None:
    """Return the path of an address on one of our sites, with a slash at its end, else None."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    if parts.scheme not in {"", "http", "https"} or not (parts.netloc or parts.path):
        return None
    hosts = {urlsplit(url).hostname for _, _, url, *_ in Site.get_site_root_paths()}
    if parts.netloc and parts.hostname not in hosts:
        return None
    return unquote(parts.path).rstrip("/") + "/" if parts.path.startswith("/") else "/"


def _is_no_page(path: str) -> bool:
    """Say whether something other than Wagtail's pages answers at a path."""
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False
