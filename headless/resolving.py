"""What stands at a path of a site: a page, a redirect, nothing any more, or nothing."""

from contextlib import nullcontext
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

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
    """A redirect."""

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
    if moved := _redirect(site, address):
        return moved
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
        page = root.specific.route(_nobody(site, path), parts).page
    except Http404:
        return None
    if not is_public(page):
        return None
    rest = parts[page.depth - root.depth :]
    return Found(page, "".join(f"{part}/" for part in rest))


def _nobody(site: Site, path: str) -> HttpRequest:
    """Return a request without cookie or session, for page types that look at it."""
    request = HttpRequest()
    host = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    request.method, request.path, request.path_info = "GET", f"/{path}", f"/{path}"
    request.META = {**host, "wsgi.url_scheme": urlsplit(site.root_url).scheme}
    request._wagtail_site = site  # type: ignore[attr-defined] # where Site.find_for_request keeps it
    return request


def _redirect(site: Site, address: str) -> Moved | None:
    """Return the redirect that RedirectMiddleware would follow; one to a hidden page is none."""
    encoded = Redirect.normalise_path(address, decode_unicode=False)
    bare = urlsplit(encoded).path
    spellings = list(dict.fromkeys([uri_to_iri(encoded), encoded, uri_to_iri(bare), bare]))
    rows = Redirect.get_for_site(site).filter(old_path__in=spellings)
    rows = sorted(rows, key=lambda row: (spellings.index(row.old_path), row.site_id is None))
    for row in rows:
        page = row.redirect_page
        if (page is None or is_public(page)) and row.link:
            return Moved(urljoin(f"{site.root_url}/", row.link), row.is_permanent)
    return None
