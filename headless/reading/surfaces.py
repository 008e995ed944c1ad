"""What the API tells of a thing beside the fields its model declares, as Wagtail's v2 has it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from headless.cache.tags import depend
from headless.reading.answer import Answer, Later, Loader
from headless.reading.fields import Reader, Row
from headless.reading.references import LINKS
from headless.reading.statements import ByKeys
from headless.visibility import public_pages

Own = Callable[[type[models.Model]], Reader | None]


@dataclass(frozen=True)
class Surface:
    """The names, in their order, what is told unasked, and how some are read."""

    name: str
    meta: tuple[str, ...] = ("type",)
    body: tuple[str, ...] = ("id",)
    in_lists: frozenset[str] = frozenset({"id", "type"})
    nested: frozenset[str] = frozenset({"id", "type"})
    detail_only: frozenset[str] = frozenset()
    own: Mapping[str, Own] = field(default_factory=dict)

    def on_demand(self) -> set[str]:
        """Return what a detail tells only when asked: the locale where there is one only."""
        return set() if _i18n() else {"locale"}

    def listed(self) -> frozenset[str]:
        """Return what a list tells unasked."""
        return self.in_lists | {"locale"} if _i18n() and "locale" in self.meta else self.in_lists


def _i18n() -> bool:
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


def surface_of(model: type[models.Model]) -> Surface:
    """Return the surface of a model; the plainest one for a model without an endpoint."""
    for kind, surface in _surfaces():
        if issubclass(model, kind):
            return surface
    return _PLAIN


def _surfaces() -> list[tuple[type[models.Model], Surface]]:
    return [
        (Page, PAGE_SURFACE),
        (get_image_model(), IMAGE_SURFACE),
        (get_document_model(), DOCUMENT_SURFACE),
        (Redirect, REDIRECT_SURFACE),
    ]


def _detail_url(endpoint: str) -> Own:
    return lambda model: Reader(
        {"pk": F("pk")}, lambda row, answer: f"{answer.api}{endpoint}/{row['pk']}/"
    )


def _label(model: type[models.Model]) -> Reader:
    label = model._meta.label
    return Reader({}, lambda row, answer: label)


def _page_type(model: type[models.Model]) -> Reader:
    return Reader(
        {"content_type_id": F("content_type_id")},
        lambda row, answer: answer.type_name(row["content_type_id"]),
    )


def _html_url(model: type[models.Model]) -> Reader:
    return Reader(
        {"url_path": F("url_path")}, lambda row, answer: answer.world.url(row["url_path"])
    )


def _locale(model: type[models.Model]) -> Reader:
    return Reader({"language": F("locale__language_code")}, lambda row, answer: row["language"])


_STEP = Page.steplen


def _load_relatives(key: str) -> Loader:
    """Load pages as stock v2 shows a parent: by primary key, or by their path in the tree."""
    names = ("pk", "path", "title", "url_path", "content_type_id")
    statement = ByKeys(
        lambda keys: public_pages().filter(**{f"{key}__in": keys}).order_by().values(*names),
        text=key == "path",
    )

    def load(answer: Answer, keys: set) -> dict[Any, dict[str, Any]]:
        found = {}
        for row in statement.rows(keys):
            if address := answer.world.url(row["url_path"]):
                found[row[key]] = _relative(row, address, answer)
        depend("visibility", "site", *(f"page-{item['id']}" for item in found.values()))
        return found

    return Loader(load, rank=5)


def _relative(row: Row, address: str, answer: Answer) -> dict[str, Any]:
    return {
        "id": row["pk"],
        "meta": {
            "type": answer.type_name(row["content_type_id"]),
            "detail_url": f"{answer.api}pages/{row['pk']}/",
            "html_url": address,
        },
        "title": row["title"],
    }


_BY_PATH, _BY_PK = _load_relatives("path"), _load_relatives("pk")


def _parent(model: type[models.Model]) -> Reader:
    return Reader(
        {"path": F("path")}, lambda row, answer: answer.want(_BY_PATH, row["path"][:-_STEP] or None)
    )


def _alias_of(model: type[models.Model]) -> Reader:
    def read(row: Row, answer: Answer) -> Any:
        if row["alias_of_id"] is not None:
            depend(f"page-{row['alias_of_id']}")
        return answer.want(_BY_PK, row["alias_of_id"])

    return Reader({"alias_of_id": F("alias_of_id")}, read)


def _image_url(model: Any) -> Reader:
    storage = model._meta.get_field("file").storage
    return Reader({"file": F("file")}, lambda row, answer: storage.url(row["file"]))


def _document_url(model: Any) -> Reader:
    def read(row: Row, answer: Answer) -> str:
        url = model(pk=row["pk"], file=row["file"]).url
        return f"{answer.host}{url}" if url.startswith("/") else url

    return Reader({"pk": F("pk"), "file": F("file")}, read)


def _location(model: type[models.Model]) -> Reader:
    names = ("redirect_page_id", "redirect_link", "redirect_page_route_path")

    def read(row: Row, answer: Answer) -> Any:
        if row["redirect_page_id"] is None:
            return row["redirect_link"]
        link, rest = answer.want(LINKS, row["redirect_page_id"]), row["redirect_page_route_path"]
        return Later(lambda: (link() or "").rstrip("/") + rest) if rest else link

    return Reader({name: F(name) for name in names}, read)


def content_types(model: type[models.Model]) -> list[int]:
    """Return the ids of a page type and of those made from it."""
    kinds = [kind for kind in _page_types() if issubclass(kind, model)]
    return [found.pk for found in ContentType.objects.get_for_models(*kinds).values()]


def _page_types() -> list[type[models.Model]]:
    from wagtail.models import get_page_models

    return list(get_page_models())


_OPTIONAL = tuple(
    name
    for name in ("show_in_menus", "seo_title", "search_description")
    if name in {one.name for one in Page._meta.get_fields()}
)
_FILED = frozenset({"id", "type", "detail_url", "title", "tags", "download_url"})
_FILED_NESTED = frozenset({"id", "type", "detail_url", "title", "download_url"})

_PLAIN = Surface("", own={"type": _label})
PAGE_SURFACE = Surface(
    "pages",
    meta=("type", "detail_url", "html_url", "slug", *_OPTIONAL, "first_published_at", "alias_of",
          "parent", "locale"),
    body=("id", "title"),
    in_lists=frozenset(
        {"id", "type", "detail_url", "title", "html_url", "slug", "first_published_at"}
    ),
    nested=frozenset({"id", "type", "detail_url", "title"}),
    detail_only=frozenset({"parent"}),
    own={
        "type": _page_type,
        "detail_url": _detail_url("pages"),
        "html_url": _html_url,
        "alias_of": _alias_of,
        "parent": _parent,
        "locale": _locale,
    },
)  # fmt: skip
IMAGE_SURFACE = Surface(
    "images",
    meta=("type", "detail_url", "tags", "download_url"),
    body=("id", "title", "width", "height"),
    in_lists=_FILED,
    nested=_FILED_NESTED,
    own={"type": _label, "detail_url": _detail_url("images"), "download_url": _image_url},
)
DOCUMENT_SURFACE = Surface(
    "documents",
    meta=("type", "detail_url", "tags", "download_url"),
    body=("id", "title"),
    in_lists=_FILED,
    nested=_FILED_NESTED,
    own={"type": _label, "detail_url": _detail_url("documents"), "download_url": _document_url},
)
REDIRECT_SURFACE = Surface(
    "redirects",
    meta=("type", "detail_url"),
    body=("id", "old_path", "location"),
    in_lists=frozenset({"id", "type", "detail_url", "old_path", "location"}),
    nested=frozenset({"id", "type", "detail_url"}),
    own={"type": _label, "detail_url": _detail_url("redirects"), "location": _location},
)
