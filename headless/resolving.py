"""What stands at a path of a site: a page, a redirect, nothing any more, or nothing."""

from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from headless.cache.tags import depend
from headless.gone import is_gone
from headless.visibility import is_public


@dataclass(frozen=True)
class Found:
    """A page, and what of the path it routes itself, such as `thank-you/`."""

    page: Page
    subpath: str = ""


@dataclass(frozen=True)
class Moved:
    """A redirect, and where it leads: to an address, or a path of the same site."""

    location: str
    permanent: bool


@dataclass(frozen=True)
class Gone:
    """Something was here for everybody to read."""


@dataclass(frozen=True)
class Nothing:
    """There is nothing, or nothing that the public may know of."""


Resolution = Found | Moved | Gone | Nothing


def resolve(site: Site, address: str, locale: Locale | None = None) -> Resolution:
    """Return what the public finds at `address`, a path with or without a query.

    A private page is passed over as though it were not there.
    """
    path = uri_to_iri(urlsplit(address).path)
    locale = locale or _locale_of(path)
    root = _root(site, locale)
    inner = _below_mount(path, locale) if root else None
    if root and inner is not None and (found := _route(site, root, inner)):
        depend(*(f"page-{page.pk}" for page in found.page.get_ancestors(inclusive=True)))
        return found
    depend("redirects", "visibility", "type-wagtailcore.page")
    if moved := redirect_at(site, address):
        return Moved(urljoin(f"{site.root_url}/", moved.location), moved.permanent)
    if root and inner is not None and is_gone(site, root, f"{inner.strip('/')}/"):
        return Gone()
    return Nothing()


def _locale_of(path: str) -> Locale | None:
    """Return the locale that the path begins with, where addresses have one."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return None
    code = translation.get_language_from_path(path)
    return Locale.objects.filter(language_code=code).first() if code else None


def _root(site: Site, locale: Locale | None) -> Page | None:
    if locale is None or locale.pk == site.root_page.locale_id:
        return site.root_page
    return site.root_page.get_translation_or_none(locale)


def _below_mount(path: str, locale: Locale | None) -> str | None:
    """Return what Wagtail's view would be given: the path without where it is mounted."""
    language = translation.override(locale.language_code) if locale else nullcontext()
    with language:
        try:
            mount = reverse("wagtail_serve", args=("",))
        except NoReverseMatch:
            mount = "/"
    return path[len(mount) :] if path.startswith(mount) else None


def _route(site: Site, root: Page, path: str) -> Found | None:
    parts = [part for part in path.split("/") if part]
    try:
        page = root.specific.route(anonymous_request(site, path), parts).page
    except Http404:
        return None
    if not is_public(page):
        return None
    rest = parts[page.depth - root.depth :]
    return Found(page, "".join(f"{part}/" for part in rest))


def anonymous_request(site: Site, path: str) -> HttpRequest:
    """Return a request without cookie or session, for page types that look at it."""
    request = HttpRequest()
    host = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request.method, request.path, request.path_info = "GET", f"/{path}", f"/{path}"
    request.META = {**host, "wsgi.url_scheme": urlsplit(site.root_url).scheme}
    request._wagtail_site = site  # type: ignore[attr-defined] # where Site.find_for_request keeps it
    return request


def redirect_at(site: Site, address: str) -> Moved | None:
    """Return the redirect at `address`, a path with or without a query; None where there is none.

    One to a page that the public may not see is none: its target would tell the page's address.
    The query goes along, unless the redirect was made for it, or leads to one of its own.
    """
    encoded = Redirect.normalise_path(address, decode_unicode=False)
    bare = urlsplit(encoded).path
    whole = [uri_to_iri(encoded), encoded]
    spellings = [each for each in (*whole, uri_to_iri(bare), bare) if "\0" not in each]
    rows = Redirect.get_for_site(site).filter(old_path__in=spellings)
    rows = sorted(rows, key=lambda row: (spellings.index(row.old_path), row.site_id is None))
    for row in rows:
        page = row.redirect_page
        if (page is None or is_public(page)) and row.link:
            query = "" if "?" in row.old_path else urlsplit(address).query
            return Moved(_with_query(row.link, query), row.is_permanent)
    return None


def _with_query(link: str, query: str) -> str:
    """Return a link with this query, before its fragment, where it has none."""
    parts = urlsplit(link)
    return link if parts.query or not query else urlunsplit(parts._replace(query=query))
