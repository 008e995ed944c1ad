"""What the endpoints do that every site has."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, NotRequired

from django.db.models import Model
from typing_extensions import TypedDict
from wagtail.contrib.redirects.models import Redirect as RedirectModel
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from headless.changes.sync import Changes
from headless.openapi.operations import Operation, Parameter, describe
from headless.openapi.page_types import any_item, any_page, described_types, type_names
from headless.openapi.schemas import Schema, Schemas, array, makes_schema, record, returned
from headless.reading.filters import parameters_of
from headless.reading.renditions import Rendition, allowed
from headless.resolve_endpoint import GoneAnswer, NotFoundAnswer, RedirectAnswer
from headless.site_parts import parts

ID = Parameter("id", "Which one.", int, required=True, where="path")
SITE = Parameter("site", "`host` or `host:port` of the site; else the host that is asked.")
LOCALE = Parameter("locale", "Code of the language.")
RICH_TEXT = Parameter(
    "rich_text_format",
    "How rich text is told; `html` by default.",
    Literal["html", "markdown", "db_html", "db_markdown"],
)
FIELDS = Parameter(
    "fields",
    "Names with commas between; `*` is all, `-name` leaves one out, `_` begins with none, "
    "`name(…)` says which of what is referred to.",
)
_LISTING = (
    Parameter("limit", "How many, up to 100.", int),
    Parameter("offset", "How many to pass over.", int),
    Parameter("cursor", "In place of `offset`: empty, it begins; the header `Link` goes on."),
    Parameter("order", "A field; `-` before it turns the order round."),
    Parameter("search", "Words to find."),
    Parameter("search_operator", "Whether all words must be found.", Literal["and", "or"]),
    FIELDS,
)
_PAGES = (
    Parameter("child_of", "Id of the page they are right below, or `root`."),
    Parameter("descendant_of", "Id of the page they are anywhere below, or `root`."),
    Parameter("ancestor_of", "Id of the page they are above."),
    Parameter("translation_of", "Id of the page they translate, or `root`."),
    Parameter("slug", "The last part of the address."),
    LOCALE,
    SITE,
    RICH_TEXT,
)


RENDITIONS = Parameter(
    "renditions", f"Sizes with commas between, of those allowed: {', '.join(allowed())}."
)


def _filters(*models: type[Model]) -> Parameter:
    """Return the names that a list can be narrowed by, each a parameter of its own."""
    names = sorted(set().union(*map(parameters_of, models)))
    return Parameter(
        "filters",
        "Fields; `__gte`, `__lte`, `__in` (commas between), `__isnull` compare.",
        {"type": "object", "properties": {name: {"type": "string"} for name in names}},
    )


class FileMeta(TypedDict):
    """Where a file can be had."""

    type: str
    detail_url: str
    tags: list[str]
    download_url: str


class ImageItem(TypedDict):
    """An image in a list; `renditions` are the sizes asked for, by their names."""

    id: int
    meta: FileMeta
    title: str
    renditions: NotRequired[dict[str, Rendition]]


class Image(ImageItem):
    """An image; its measures are pixels."""

    width: int
    height: int


class Document(TypedDict):
    """A document."""

    id: int
    meta: FileMeta
    title: str


class RedirectMeta(TypedDict):
    """Where a redirect is told."""

    type: str
    detail_url: str


class Redirect(TypedDict):
    """An old path and where it leads."""

    id: int
    meta: RedirectMeta
    old_path: str
    location: str | None


def listed(name: str, item: Any) -> Any:
    """Return what makes the named schema of a list of `item`."""

    @makes_schema
    def make(schemas: Schemas) -> Schema:
        counted = record({"total_count": {"type": "integer"}})
        properties = {"meta": counted, "items": array(schemas.of(item))}
        return schemas.once(name, lambda: record(properties))

    return make


def _stock(
    one: str, many: str, whole: Any, item: Any, extra: Sequence[Parameter] = ()
) -> list[Operation]:
    """Return the three operations that every list of Wagtail's has."""
    search = (Parameter("id", "Which one.", int), *extra)
    return [
        Operation(
            f"list{many}", "/", f"List {many.lower()}", listed(f"{many}List", item), _LISTING
        ),
        Operation(
            f"get{one}", "/{id}/", f"One {one.lower()}", whole, (ID, FIELDS), problems=(400, 404)
        ),
        Operation(
            f"find{one}",
            "/find/",
            f"Lead to one {one.lower()}",
            None,
            search,
            status=302,
            problems=(400, 404),
        ),
    ]


def pages() -> list[Operation]:
    """Describe `/pages/`."""
    kinds = Parameter("type", f"Page types with commas between: {', '.join(type_names())}.")
    whole, item = makes_schema(any_page), makes_schema(any_item)
    path = Parameter("html_path", "The path at its site.")
    listing, one, find = _stock("Page", "Pages", whole, item, (path, SITE))
    return [
        _with(listing, kinds, *_PAGES, _filters(*described_types())),
        _with(one, RICH_TEXT, SITE),
        find,
    ]


def _with(operation: Operation, *more: Parameter) -> Operation:
    return replace(operation, parameters=(*operation.parameters, *more))


def images() -> list[Operation]:
    """Describe `/images/`."""
    listing, one, find = _stock("Image", "Images", Image, ImageItem)
    filters = _filters(get_image_model())
    return [_with(listing, RENDITIONS, filters), _with(one, RENDITIONS), find]


def documents() -> list[Operation]:
    """Describe `/documents/`."""
    listing, *others = _stock("Document", "Documents", Document, Document)
    return [_with(listing, _filters(get_document_model())), *others]


def redirects() -> list[Operation]:
    """Describe `/redirects/`."""
    path = Parameter("html_path", "The old path.")
    listing, *others = _stock("Redirect", "Redirects", Redirect, Redirect, (path,))
    return [_with(listing, _filters(RedirectModel)), *others]


@makes_schema
def _resolved(schemas: Schemas) -> Schema:
    def page() -> Schema:
        kind = {"type": "string", "const": "page"}
        about = "A page; `subpath` is what of the path the page routes itself."
        parts = {"kind": kind, "subpath": {"type": "string"}, "page": any_page(schemas)}
        return record(parts, about=about)

    kinds = {
        "page": schemas.once("PageAnswer", page),
        "redirect": schemas.of(RedirectAnswer),
    }
    mapping = {kind: schema["$ref"] for kind, schema in kinds.items()}
    discriminator = {"propertyName": "kind", "mapping": mapping}
    return schemas.once(
        "Resolution", lambda: {"oneOf": list(kinds.values()), "discriminator": discriminator}
    )


def resolve() -> list[Operation]:
    """Describe `/resolve/`."""
    path = Parameter(
        "path", "A path of the site, as /a/b/, with or without a query.", required=True
    )
    operation = Operation(
        "resolvePath",
        "/",
        "What stands at a path",
        _resolved,
        (path, SITE, LOCALE, FIELDS, RICH_TEXT),
        others=((404, NotFoundAnswer), (410, GoneAnswer)),
    )
    return [operation]


@makes_schema
def _site(schemas: Schemas) -> Schema:
    described = {name: schemas.of(returned(build)) for name, build in parts().items()}
    return schemas.once("Site", lambda: record(described))


def site() -> list[Operation]:
    """Describe `/site/`."""
    return [Operation("getSite", "/", "What stands around every page", _site, (SITE,))]


def sync() -> list[Operation]:
    """Describe `/sync/`."""
    asked = (
        Parameter("cursor", "That of the answer before; without it, all there is is told first."),
        Parameter("limit", "How many, up to 100.", int),
    )
    about = "What was created, changed, moved and removed"
    return [Operation("followChanges", "/", about, Changes, asked, problems=(400, 410))]


def drafts() -> list[Operation]:
    """Describe `/drafts/`."""
    whole, asked = makes_schema(any_page), (ID, FIELDS, RICH_TEXT)
    about, told = "The draft of a page, for a key that may read drafts", (400, 401, 403, 404)
    return [Operation("getDraft", "/{id}/", about, whole, asked, problems=told, needs="key")]


def preview() -> list[Operation]:
    """Describe `/preview/`."""
    whole, asked = makes_schema(any_page), (FIELDS, RICH_TEXT)
    about, told = "The draft that an editor is looking at", (400, 401)
    return [Operation("getPreview", "/", about, whole, asked, problems=told, needs="preview")]


def register() -> None:
    """Register all of these under their usual names."""
    for endpoint in (pages, images, documents, redirects, resolve, site, sync, drafts, preview):
        describe(endpoint.__name__, endpoint)
