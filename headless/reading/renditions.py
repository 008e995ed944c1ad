"""Sizes of images that a front end asks for by name, of those that the site allows.

Any other would let anybody fill the disk. HEADLESS_IMAGE_RENDITIONS lists the filter
specifications, as Wagtail's `{% image %}` takes them.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from typing_extensions import TypedDict
from wagtail.images import get_image_model

from headless.reading.answer import Answer, Loader
from headless.reading.parameters import BadParameterError, Parameters, printable
from headless.reading.references import absolute
from headless.stand_ins import is_stand_in
from headless.visibility import in_public_collections

DEFAULT = ("width-320|format-webp", "width-640|format-webp", "width-1280|format-webp")


class Rendition(TypedDict):
    """An image in one size."""

    url: str
    width: int
    height: int


def allowed() -> tuple[str, ...]:
    """Return the specifications that may be asked for."""
    return tuple(getattr(settings, "HEADLESS_IMAGE_RENDITIONS", DEFAULT))


def with_renditions(items: list[dict[str, Any]], parameters: Parameters, answer: Answer) -> None:
    """Add to each image the sizes asked for; raise BadParameterError for one not allowed."""
    text = parameters.text("renditions")
    if not text:
        return
    specs = tuple(dict.fromkeys(text.split(",")))
    for spec in specs:
        if spec not in allowed():
            detail = f"renditions: {printable(spec)} is none of {', '.join(allowed())}."
            raise BadParameterError("renditions", detail)
    loader = Loader(lambda answer, ids: _load(answer, specs, ids))
    for item in items:
        if "id" in item:
            item["renditions"] = answer.want(loader, item["id"])


def _load(
    answer: Answer, specs: tuple[str, ...], ids: set[int]
) -> Mapping[int, dict[str, Rendition]]:
    images: Any = in_public_collections(get_image_model()._default_manager.filter(pk__in=ids))
    return {
        image.pk: {
            spec: {
                "url": absolute(answer, one.url),
                "width": one.width,
                "height": one.height,
            }
            for spec, one in image.get_renditions(*specs).items()
            if not is_stand_in(one)
        }
        for image in images.prefetch_renditions(*specs)
    }
