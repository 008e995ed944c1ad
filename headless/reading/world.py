"""The sites of this installation, and the state of the page tree: one query for each answer."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, Site

from headless.cache.tags import declared


class Root(NamedTuple):
    """A site with its root page, or with a translation of it."""

    site_id: int
    hostname: str
    port: int
    is_default: bool
    page_id: int
    path: str
    url_path: str
    language: str
    translation_key: object

    @property
    def address(self) -> str:
        """The site's scheme, host and port, as `Site.root_url` has them."""
        if self.port in {80, 443}:
            return f"http{'s' if self.port == 443 else ''}://{self.hostname}"
        return f"http://{self.hostname}:{self.port}"


class World:
    """Sites and the generation of the page tree, as of the beginning of an answer."""

    def __init__(self, roots: Iterable[Root], generation: tuple[int, int]) -> None:
        self.roots = sorted(roots, key=_first)
        self.generation, self.rules = generation, _rules()
        self._addresses = {root.site_id: root.address for root in self.roots}
        self._starts: dict[str, str] = {}  # by language
        self._several = len({root.site_id for root in self.roots}) > 1
        # Most specific path first, so that a site below another's pages wins (as Wagtail has it).
        self._by_path = sorted(self.roots, key=lambda root: root.url_path, reverse=True)

    def root_of(self, url_path: str) -> Root | None:
        """Return the site that a page belongs to, by its path of addresses."""
        return next((root for root in self._by_path if url_path.startswith(root.url_path)), None)

    def url(self, url_path: str) -> str | None:
        """Return a page's full address, or None where no site shows it."""
        root = self.root_of(url_path)
        return self._addresses[root.site_id] + self._path(root, url_path) if root else None

    def link(self, url_path: str) -> str | None:
        """Return a page's address for a link: without host where there is one site only."""
        root = self.root_of(url_path)
        if root is None:
            return None
        return self.url(url_path) if self._several else self._path(root, url_path)

    def _path(self, root: Root, url_path: str) -> str:
        if root.language not in self._starts:
            self._starts[root.language] = _before(root, self.rules[1])
        return self._starts[root.language] + _rest(root, url_path)

    def site_for(self, request: HttpRequest) -> Root | None:
        """Return the site of the host asked, as Wagtail's `get_site_for_hostname` chooses."""
        host, port = request.get_host().rsplit(":", 1)[0], int(request.get_port())
        return self.pick(host, port)

    def pick(self, host: str, port: int | None) -> Root | None:
        """Return the site of a host: the exact one, else the only one of its name, else default."""
        named = [root for root in self.roots if root.hostname == host]
        for root in named:
            if root.port == port or root.is_default:
                return root
        if len(named) == 1:
            return named[0]
        return next((root for root in self.roots if root.is_default), None)

    def named(self, host: str, port: int | None) -> list[Root]:
        """Return the sites of exactly this host, and port if given."""
        return [
            root
            for root in self.sites()
            if root.hostname == host and (port is None or root.port == port)
        ]

    def sites(self) -> list[Root]:
        """Return one root for each site: that of its main language."""
        return list({root.site_id: root for root in reversed(self.roots)}.values())

    def translations(self, site: Root) -> list[Root]:
        """Return the roots of a site in all its languages."""
        return [root for root in self.roots if root.site_id == site.site_id]


def _first(root: Root) -> tuple[bool, str]:
    return (not root.is_default, root.hostname)


def _before(root: Root, urlconf: str) -> str:
    """Return what stands before the paths of a site's pages, in the language of this root."""
    return serving_prefix(urlconf, _language(root.language))


def _rest(root: Root, url_path: str) -> str:
    """Return a page's path below its site's root page."""
    rest = url_path[len(root.url_path) :]
    if not getattr(settings, "WAGTAIL_APPEND_SLASH", True):
        rest = rest.rstrip("/")
    return rest if rest.isascii() else quote(rest, safe=_UNQUOTED)


def _language(code: str) -> str:
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return ""
    try:
        return get_supported_content_language_variant(code)
    except LookupError:
        return code


@cache
def serving_prefix(urlconf: str, language: str) -> str:
    """Return what stands before every page's path; empty where no page is served as HTML."""
    from django.utils import translation

    try:
        if not language:
            return reverse("wagtail_serve", args=("",))
        with translation.override(language):
            return reverse("wagtail_serve", args=("",))
    except NoReverseMatch:
        return "/"


_UNQUOTED = "/~:@!$&'()*+,;="  # as Django's `reverse` has it (RFC 3986, 3.3)
_GENERATION = "SELECT coalesce(max(id), 0), count(*) FROM headless_pagechange"
_last: World | None = None


def read_world() -> World:
    """Return the sites as of now: one short query tells whether those known still hold.

    The generation it asks for names the state of the page tree; triggers note its changes, and
    those of sites (`headless.reading.triggers`).
    """
    global _last  # noqa: PLW0603 - one for each process; a stale one is noticed by its generation
    with declared("site", *(["pages"] if _i18n() else [])):  # a root's translation is any page
        with connection.cursor() as cursor:
            cursor.execute(_GENERATION)
            generation = cursor.fetchone()
        known = _last
        if known is None or known.generation != generation or known.rules != _rules():
            _last = known = World(_roots(), generation)
    return known


def _roots() -> list[Root]:
    rows = Site.objects.order_by("pk").values_list(
        "pk", "hostname", "port", "is_default_site", "root_page_id", "root_page__path",
        "root_page__url_path", "root_page__locale__language_code", "root_page__translation_key",
    )  # fmt: skip
    roots = [Root(*row) for row in rows]
    return [*roots, *_translated(roots)] if _i18n() else roots


def _rules() -> tuple[bool, str]:
    """Return what of the settings decides about addresses."""
    return _i18n(), get_urlconf() or settings.ROOT_URLCONF


def _i18n() -> bool:
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


def _translated(roots: list[Root]) -> list[Root]:
    """Return the roots in their other languages."""
    keys = {root.translation_key: root for root in roots}
    pages = Page.objects.filter(translation_key__in=keys).exclude(
        pk__in=[root.page_id for root in roots]
    )
    return [
        keys[key]._replace(page_id=pk, path=path, url_path=url_path, language=language)
        for pk, path, url_path, language, key in pages.values_list(
            "pk", "path", "url_path", "locale__language_code", "translation_key"
        )
    ]
