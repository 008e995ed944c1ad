"""What is shown in the place of a rendition that cannot be had now.

Another size of the same picture that is made already, or else a plain surface. Originals are not
shown: only renditions are public. It is never stored, nor kept in a cache.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models.fields.files import ImageFieldFile
from django.templatetags.static import static
from django.utils import timezone
from wagtail.images.models import Filter

from headless.cache.tags import hold_until, refuse
from headless.turns import WithoutError

LASTING = timedelta(minutes=10)  # until a picture that could not be read is tried again
SURFACE = "headless/picture-to-come.svg"
_NO_WIDTH = 0


class SurfaceFile(ImageFieldFile):
    """A file of the site's own in place of one in the storage; false, because it is no picture."""

    @property
    def url(self) -> str:
        """The address of the surface."""
        return static(SURFACE)


def stand_ins(image: Any, filters: Iterable[Filter], error: WithoutError) -> dict[Filter, Any]:
    """Return what is shown for these filters, and keep the answer that shows it out of caches."""
    if error.lasting:
        hold_until(timezone.now() + LASTING)
    else:
        refuse()
    made = list(image.renditions.all())
    return {each: _stand_in(image, each, made) for each in filters}


def _stand_in(image: Any, wanted: Filter, made: list[Any]) -> Any:
    """Return an unsaved rendition with the file of the likest one that is made."""
    likest = min(made, key=lambda one: _distance(one.filter_spec, wanted.spec), default=None)
    shown = likest or image
    rendition = image.get_rendition_model()(
        image=image,
        filter_spec=wanted.spec,
        focal_point_key=wanted.get_cache_key(image),
        file=likest.file.name if likest else "",
        width=shown.width,
        height=shown.height,
    )
    if likest is None:
        field = rendition._meta.get_field("file")
        vars(rendition)["file"] = SurfaceFile(rendition, field, "")
    rendition.is_stand_in = True
    return rendition


def _distance(spec: str, wanted: str) -> tuple[bool, bool, int]:
    """Say how unlike two specifications are: by form, by how they cut, by width."""
    mine, theirs = _parts(spec), _parts(wanted)
    return (mine[0] != theirs[0], mine[1] != theirs[1], abs(mine[2] - theirs[2]))


def _parts(spec: str) -> tuple[str, str, int]:
    operations = dict(part.partition("-")[::2] for part in spec.split("|"))
    form = operations.pop("format", "")
    cut, size = next(iter(operations.items()), ("", ""))
    digits = size.partition("x")[0].partition("-")[0]
    return form, cut, int(digits) if digits.isdecimal() else _NO_WIDTH


def is_stand_in(rendition: Any) -> bool:
    """Say whether a rendition only stands in for one."""
    return getattr(rendition, "is_stand_in", False)
