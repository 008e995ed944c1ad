"""The four things one can read: how each is listed, found by id or address, and guarded."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site, get_page_models

from headless.cache.tags import PAGES, depend
from headless.reading.parameters import BadParameterError, Parameters, printable
from headless.reading.statements import ByKeys, Written
from headless.reading.surfaces import content_types
from headless.reading.world import Root, World
from headless.visibility import in_public_collections, public_pages, public_redirects

COMMON = frozenset(
    {"limit", "offset", "cursor", "fields", "order", "search", "search_operator",
     "rich_text_format", "_", "format"}
)  # fmt: skip
DETAIL = frozenset({"fields", "rich_text_format", "_", "format"})


class Endpoint:
    """One kind of thing; subclasses say what is public and what can be asked."""

    name: str
    default_order = "id"
    operations = COMMON
    detail_operations = DETAIL
    find_operations = frozenset({"id"})

    def model(self, parameters: Parameters) -> type[Model]:
        """Return the model that a list tells of."""
        raise NotImplementedError

    def public(self, model: type[Model], world: World, site: Root | None) -> QuerySet:
        """Return everything of the kind that the public may see."""
        raise NotImplementedError

    def narrowed(
        self, queryset: QuerySet, parameters: Parameters, world: World, site: Root | None
    ) -> QuerySet:
        """Return what the operations of this kind leave of it."""
        return queryset

    def site(self, request: HttpRequest, parameters: Parameters, world: World) -> Root | None:
        """Return the site asked for, or of the host asked."""
        return world.site_for(request)

    def specific(self, pk: int) -> type[Model] | None:
        """Return the model that tells all of the thing with this key."""
        return self.model(Parameters.none())

    def depend_on(self, pk: int) -> None:
        """Note that an answer shows the thing with this key."""
        depend(f"{self.name.removesuffix('s')}-{pk}")

    def find(self, request: HttpRequest, parameters: Parameters, site: Root | None) -> int | None:
        """Return the key of what was described; the caller checks that it is public."""
        if parameters.text("id") is None:
            return None
        return parameters.number("id", 0)


_CONTENT_TYPE = ByKeys(
    lambda ids: Page.objects.filter(pk__in=ids).order_by().values("content_type_id")
)


class Pages(Endpoint):
    """Live pages that are not private, of one site."""

    name = "pages"
    default_order = "path"
    operations = COMMON | {
        "type", "child_of", "ancestor_of", "descendant_of", "translation_of", "locale", "site",
    }  # fmt: skip
    detail_operations = DETAIL | {"site"}
    find_operations = frozenset({"id", "html_path"})

    def model(self, parameters: Parameters) -> type[Model]:
        """Return the type asked for, where it is one; any page otherwise."""
        types = _types(parameters)
        return types[0] if len(types) == 1 else Page

    def specific(self, pk: int) -> type[Model] | None:
        """Return the page's type."""
        rows = _CONTENT_TYPE.rows([pk])
        if not rows:
            return None
        return ContentType.objects.get_for_id(rows[0]["content_type_id"]).model_class() or Page

    def public(self, model: type[Model], world: World, site: Root | None) -> QuerySet:
        """Return the public pages of a site, in all its languages."""
        depend("visibility", "site")
        if site is None:
            return public_pages(model).none()
        below = Q()
        for root in world.translations(site):
            after = Page(path=root.path)._inc_path()
            below |= Q(path__gte=Written(root.path), path__lt=Written(after))
        return public_pages(model).filter(below)

    def site(self, request: HttpRequest, parameters: Parameters, world: World) -> Root | None:
        """Return the site of `site`, a host with or without port; or of the host asked."""
        text = parameters.text("site")
        if not text:
            return world.site_for(request)
        host, _, port = text.partition(":")
        if port and not (port.isascii() and port.isdigit() and len(port) < 6):
            raise BadParameterError("site", "site: the port is a number.")
        found = world.named(host, int(port) if port else None)
        if len(found) > 1:
            raise BadParameterError("site", "site: several have this name; add a port.")
        if not found:
            raise Http404("There is no such site.")
        return found[0]

    def narrowed(
        self, queryset: QuerySet, parameters: Parameters, world: World, site: Root | None
    ) -> QuerySet:
        """Apply type, the place in the tree, and language."""
        types = _types(parameters)
        depend(*(tag for kind in types or [Page] for tag in _tags(kind)))
        if len(types) > 1:
            kinds = [pk for kind in types for pk in content_types(kind)]
            queryset = queryset.filter(content_type_id__in=kinds)
        if parameters.text("child_of") and parameters.text("descendant_of"):
            raise BadParameterError("descendant_of", "descendant_of does not go with child_of.")
        for name, method in _PLACES:
            if parameters.text(name) is not None:
                queryset = method(queryset, self._page(name, parameters, world, site))
        if (code := parameters.text("locale")) is not None:
            locale = Locale.objects.filter(language_code=code).first()
            if locale is None:
                raise Http404("There is no such locale.")
            queryset = queryset.filter(locale=locale)
        return queryset

    def _page(self, name: str, parameters: Parameters, world: World, site: Root | None) -> Page:
        """Return the public page that a parameter names."""
        if parameters.text(name) == "root" and name != "ancestor_of" and site:
            pk = site.page_id
        else:
            pk = parameters.number(name, 0)
        depend(f"page-{pk}", f"children-of-{pk}")
        page = self.public(Page, world, site).filter(pk=pk).first()
        if page is None:
            raise BadParameterError(name, f"{name}: there is no such page.")
        return page

    def find(self, request: HttpRequest, parameters: Parameters, site: Root | None) -> int | None:
        """Find by id, or by the address's path, which the page itself routes."""
        path = parameters.text("html_path")
        if path is None or site is None:
            return super().find(request, parameters, site)
        root = Site.objects.select_related("root_page").get(pk=site.site_id).root_page
        try:
            page, _, _ = root.specific.route(request, [part for part in path.split("/") if part])
        except Http404:
            return None
        return page.pk


class Filed(Endpoint):
    """Images or documents outside restricted collections."""

    def public(self, model: type[Model], world: World, site: Root | None) -> QuerySet:
        """Return those that may be seen."""
        depend("visibility", f"type-{model._meta.label_lower}")
        return in_public_collections(model._default_manager.all())


class Images(Filed):
    """Images; `renditions` asks for sizes of the site's allow-list."""

    name = "images"
    operations = COMMON | {"renditions"}
    detail_operations = DETAIL | {"renditions"}

    def model(self, parameters: Parameters) -> type[Model]:
        """Return the project's image model."""
        return get_image_model()


class Documents(Filed):
    """Documents."""

    name = "documents"

    def model(self, parameters: Parameters) -> type[Model]:
        """Return the project's document model."""
        return get_document_model()


class Redirects(Endpoint):
    """Old addresses and where they lead: to other sites, and to public pages."""

    name = "redirects"
    find_operations = frozenset({"id", "html_path"})

    def model(self, parameters: Parameters) -> type[Model]:
        """Return Wagtail's redirects."""
        return Redirect

    def depend_on(self, pk: int) -> None:
        """Note that an answer shows a redirect."""
        depend("redirects")

    def public(self, model: type[Model], world: World, site: Root | None) -> QuerySet:
        """Return the redirects that lead nowhere hidden."""
        depend("redirects", "visibility")
        return public_redirects()

    def find(self, request: HttpRequest, parameters: Parameters, site: Root | None) -> int | None:
        """Find by id or old path, with or without its last slash."""
        path = parameters.text("html_path")
        if path is None:
            return super().find(request, parameters, site)
        found = get_redirect(request, Redirect.normalise_path(path, decode_unicode=False))
        return found.pk if found else None


def _tags(kind: type[Page]) -> set[str]:
    """Return the tags of a list of pages of a type, and of the types that inherit from it."""
    if kind is Page:
        return {PAGES}
    models = (model for model in get_page_models() if issubclass(model, kind))
    return {f"type-{model._meta.label_lower}" for model in models}


def _types(parameters: Parameters) -> list[type[Page]]:
    """Return the page types asked for."""
    found = []
    for word in (parameters.text("type") or "").split(","):
        if not word:
            continue
        try:
            model = resolve_model_string(word)
        except (LookupError, ValueError) as error:
            raise BadParameterError("type", f"type: there is no {printable(word)}.") from error
        if not issubclass(model, Page):
            raise BadParameterError("type", f"type: {printable(word)} is no page type.")
        found.append(model)
    return found


_PLACES: tuple[tuple[str, Any], ...] = (
    ("child_of", lambda queryset, page: queryset.child_of(page)),
    ("descendant_of", lambda queryset, page: queryset.descendant_of(page)),
    ("ancestor_of", lambda queryset, page: queryset.ancestor_of(page)),
    ("translation_of", lambda queryset, page: queryset.translation_of(page)),
)
