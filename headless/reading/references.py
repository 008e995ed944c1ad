"""Pages, images and documents that an answer refers to, each kind in one query."""

from collections import defaultdict
from typing import Any, cast

from django.db.models import F, FilteredRelation, Q, QuerySet
from typing_extensions import TypedDict
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from headless.cache.tags import depend
from headless.reading.answer import Answer, Later, Loader
from headless.reading.statements import ByKeys
from headless.stand_ins import is_stand_in
from headless.visibility import in_public_collections, public_pages

# Widths a front end may ask an <img> to choose from, in CSS pixels; none is ever enlarged.
IMAGE_WIDTHS = (320, 640, 960, 1280, 1920)


class PageReference(TypedDict):
    """A page that somebody links to."""

    id: int
    type: str
    title: str
    url: str | None


class Point(TypedDict):
    """A place in an image, in pixels from its upper left corner."""

    x: int
    y: int


class ImageReference(TypedDict):
    """An image with everything an `<img>` needs."""

    id: int
    title: str
    alt: str
    width: int
    height: int
    src: str
    srcset: str
    sizes: str
    focal_point: Point | None


class DocumentReference(TypedDict):
    """A document to download; `size` is in bytes."""

    id: int
    title: str
    url: str
    size: int | None


def _load_pages(answer: Answer, ids: set[int]) -> dict[int, PageReference]:
    depend("visibility", "site", *(f"page-{pk}" for pk in ids))
    return {
        row["pk"]: {
            "id": row["pk"],
            "type": answer.type_name(row["content_type_id"]),
            "title": row["title"],
            "url": answer.world.url(row["url_path"]),
        }
        for row in _PAGES.rows(ids)
    }


_PAGES = ByKeys(
    lambda ids: (
        public_pages()
        .filter(pk__in=ids)
        .order_by()
        .values("pk", "title", "url_path", "content_type_id")
    )
)


PAGES = Loader(_load_pages, rank=5)


def page(answer: Answer, pk: int | None) -> PageReference | None:
    """Return the reference to a page, None where the public may not see it."""
    return cast("PageReference | None", answer.want(PAGES, pk))


def _load_links(answer: Answer, ids: set[int]) -> dict[int, str | None]:
    depend("visibility", "site", *(f"page-{pk}" for pk in ids))
    return {row["pk"]: answer.world.link(row["url_path"]) for row in _PAGES.rows(ids)}


LINKS = Loader(_load_links, rank=5)


def _load_images(answer: Answer, ids: set[int]) -> dict[int, dict[str, Any] | None]:
    """Read images together with the renditions they have, and make those they lack."""
    depend("visibility", *(f"image-{pk}" for pk in ids))
    found: dict[int, dict[str, Any]] = {}
    renditions: dict[int, dict[str, tuple[str, int]]] = defaultdict(dict)
    for row in _IMAGES.rows(ids):
        found[row["id"]] = row
        if row["spec"]:
            renditions[row["id"]][row["spec"]] = (row["name"], row["wide"])
    _make_missing(get_image_model(), found, renditions)
    return {pk: _image(answer, row, renditions[pk]) for pk, row in found.items()}


def _images(ids: list[int]) -> QuerySet:
    """Return images side by side with the renditions of a `srcset` that they have."""
    model = get_image_model()
    of_srcset = Q(renditions__filter_spec__startswith="width-", renditions__focal_point_key="")
    extra = ("description",) if any(f.name == "description" for f in model._meta.fields) else ()
    return (
        in_public_collections(model._default_manager.filter(pk__in=ids))
        .order_by()
        .annotate(one=FilteredRelation("renditions", condition=of_srcset))
        .values(
            "id", "title", "file", "width", "height", "focal_point_x", "focal_point_y", *extra,
            spec=F("one__filter_spec"), name=F("one__file"), wide=F("one__width"),
        )
    )  # fmt: skip


_IMAGES = ByKeys(_images)


def _specs(row: dict[str, Any]) -> list[str]:
    widths = [width for width in IMAGE_WIDTHS if width < row["width"]] or [row["width"]]
    form = "" if row["file"].lower().endswith(".svg") else "|format-webp"
    return [f"width-{width}{form}" for width in widths]


def _make_missing(
    model: type[AbstractImage],
    found: dict[int, dict[str, Any]],
    renditions: dict[int, dict[str, tuple[str, int]]],
) -> None:
    """Make renditions that nobody asked for before; they are there the next time."""
    lacking = {
        pk: missing
        for pk, row in found.items()
        if (missing := [spec for spec in _specs(row) if spec not in renditions[pk]])
    }
    for image in model._default_manager.filter(pk__in=lacking) if lacking else ():
        for spec, made in image.get_renditions(*lacking[image.pk]).items():
            if not is_stand_in(made):
                renditions[image.pk][spec] = (made.file.name, made.width)


def _image(
    answer: Answer, row: dict[str, Any], renditions: dict[str, tuple[str, int]]
) -> dict[str, Any] | None:
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    files = [renditions[spec] for spec in _specs(row) if spec in renditions]
    if not files:  # none can be had now; the answer is not kept
        return None
    addresses = [(absolute(answer, storage.url(name)), width) for name, width in files]
    largest = addresses[-1][1]
    centered = row["focal_point_x"] is not None and row["focal_point_y"] is not None
    return {
        "id": row["id"],
        "title": row["title"],
        "alt": row.get("description") or row["title"],
        "width": row["width"],
        "height": row["height"],
        "src": addresses[-1][0],
        "srcset": ", ".join(f"{address} {width}w" for address, width in addresses),
        "sizes": f"(min-width: {largest}px) {largest}px, 100vw",
        "focal_point": {"x": row["focal_point_x"], "y": row["focal_point_y"]} if centered else None,
    }


def absolute(answer: Answer, url: str) -> str:
    """Return the full address of a file: on the host that the answer's pages are on."""
    return f"{answer.host}{url}" if url.startswith("/") else url


IMAGES = Loader(_load_images, rank=6)


def image(answer: Answer, pk: int | None, alt: str | None = None) -> ImageReference | None:
    """Return the reference to an image, None where its collection is restricted.

    `alt` is the text at this place; without it, the image's own description.
    """
    found: Any = answer.want(IMAGES, pk)
    if found is None or alt is None:
        return cast("ImageReference | None", found)
    return cast(
        "ImageReference | None",
        Later(lambda: {**one, "alt": alt} if (one := found()) else None),
    )


def _load_documents(answer: Answer, ids: set[int]) -> dict[int, DocumentReference]:
    depend("visibility", *(f"document-{pk}" for pk in ids))
    model = get_document_model()
    found = in_public_collections(model._default_manager.filter(pk__in=ids)).order_by()
    return {
        one.pk: {
            "id": one.pk,
            "title": one.title,
            "url": absolute(answer, one.url),
            "size": one.get_file_size(),
        }
        for one in found
    }


DOCUMENTS = Loader(_load_documents, rank=6)


def document(answer: Answer, pk: int | None) -> DocumentReference | None:
    """Return the reference to a document, None where its collection is restricted."""
    return cast("DocumentReference | None", answer.want(DOCUMENTS, pk))
