"""Taking out of pictures what cameras and programs wrote into them: position, device, time, owner.

A photograph taken at a clinic's door tells where its patient stood. So every picture is cleaned
before it is stored, whoever stores it: what is left are the pixels, turned the way they are looked
at, and the color profile. JPEG, PNG, WebP, GIF and AVIF are known; of other kinds, nothing changes.
Only what has to be turned, and AVIF, is encoded anew; of all others the bytes are copied.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from io import BytesIO
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import ImageField, Model
from django.db.models.fields.files import ImageFieldFile
from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError
from wagtail.images.models import AbstractRendition
from wagtail.utils.file import hash_filelike

from headless.image_files import BARE
from headless.models import Delivery
from headless.outbox.queue import owe

FILES = "files"  # the channel that deletes them

_ORIENTATION = 0x0112  # EXIF 2.32, table 4; 1 is upright
_QUALITY = {"quality": 90}  # of 100, where the source's own cannot be read from it
# What of an image's information its encoder needs; the rest tells of whoever took it.
_NEEDED = {"background", "disposal", "duration", "icc_profile", "loop", "transparency"}


class DamagedImageError(ValidationError):
    """The file says that it is a picture, and cannot be read to its end."""

    def __init__(self) -> None:
        super().__init__("This picture is damaged. Save or export it again, and upload that file.")


def without_metadata(file: File) -> ContentFile | None:
    """Return a clean copy of a picture; None where it is clean already, or of an unknown kind.

    Raises DamagedImageError where it cannot be read.
    """
    with _at_start(file):
        data = file.read()
    try:
        clean = _cleaned(data)
    except UnidentifiedImageError:
        return None
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedImageError from error
    return None if clean == data else ContentFile(clean, name=file.name)


@contextmanager
def _at_start(file: File) -> Iterator[None]:
    file.open()
    file.seek(0)
    yield
    file.seek(0)


def _cleaned(data: bytes) -> bytes:
    image = Image.open(BytesIO(data))
    kind = image.format or ""
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    if kind in _ENCODERS and (turned or (kind == "AVIF" and image.info.keys() & {"exif", "xmp"})):
        data = _ENCODERS[kind](image, data)
    return BARE[kind](data) if kind in BARE else data


def _frames(image: Image.Image) -> list[Image.Image]:
    """Return each frame, turned the way it is looked at, with no more than encoders need."""
    found = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frame = ImageOps.exif_transpose(image)
        frame.info = {name: value for name, value in image.info.items() if name in _NEEDED}
        found.append(frame)
    return found


def _written(frames: list[Image.Image], kind: str, **options: Any) -> bytes:
    first, *others = frames
    if others:
        durations = [frame.info.get("duration", 0) for frame in frames]
        options |= {"save_all": True, "append_images": others, "duration": durations}
        options |= {"loop": first.info["loop"]} if "loop" in first.info else {}
    if profile := first.info.get("icc_profile"):
        options["icc_profile"] = profile
    file = BytesIO()
    first.save(file, kind, **options)
    return file.getvalue()


def _jpeg(image: Any, data: bytes) -> bytes:
    """Write with the source's own quantization, so that next to nothing is lost."""
    options = {
        "qtables": image.quantization,
        "subsampling": JpegImagePlugin.get_sampling(image),
        "progressive": bool(image.info.get("progressive")),
    }
    return _written(_frames(image)[:1], "JPEG", **options)


def _webp(image: Image.Image, data: bytes) -> bytes:
    return _written(_frames(image), "WEBP", **({"lossless": True} if b"VP8L" in data else _QUALITY))


_ENCODERS = {
    "JPEG": _jpeg,
    "MPO": _jpeg,
    "PNG": lambda image, _: _written(_frames(image), "PNG"),
    "WEBP": _webp,
    "AVIF": lambda image, _: _written(_frames(image), "AVIF", **_QUALITY),
}


def image_fields(model: type[Model]) -> Iterable[ImageField]:
    """Return a model's fields of pictures; renditions are made of pictures that are clean."""
    if issubclass(model, AbstractRendition):
        return []
    return [field for field in model._meta.concrete_fields if isinstance(field, ImageField)]


def models_with_images() -> list[type[Model]]:
    """Return every installed model that stores pictures."""
    return [model for model in apps.get_models() if image_fields(model)]


def clean_every_picture() -> None:
    """Put a clean copy in the place of each picture, wherever one is written to its storage."""
    field_file: Any = ImageFieldFile
    store = field_file.save

    @wraps(store)
    def save(self: Any, name: str, content: File, save: bool = True) -> None:
        if not isinstance(self.instance, AbstractRendition):
            content = _kept_clean(self.instance, content)
        store(self, name, content, save)

    field_file.save = save


def _kept_clean(instance: Any, content: File) -> File:
    """Return a clean copy, and tell the row its size and hash, which Wagtail keeps of it."""
    clean = without_metadata(content)
    if clean:
        _tell_size(instance, clean)
    return clean or content


def _tell_size(instance: Any, file: ContentFile) -> None:
    if hasattr(instance, "file_hash"):
        instance.file_size, instance.file_hash = file.size, hash_filelike(file)


def clean_stored(instance: Any, field: ImageField, clean: ContentFile) -> None:
    """Store a clean copy of what is stored already, and forget the renditions made of it.

    The old file is owed its deletion with the change itself: whoever is killed leaves none behind.
    """
    name = getattr(instance, field.name).name
    clean.name = name.rpartition("/")[2]
    with transaction.atomic():
        _tell_size(instance, clean)
        setattr(instance, field.name, clean)
        instance.save()
        if hasattr(instance, "renditions"):
            instance.renditions.all().delete()
        file = {"field": str(field), "name": name}
        owe(FILES, FILES, f"{FILES}:{field}:{name}", file)


def delete_file(delivery: Delivery) -> None:
    """Carry out the deletion of a file, unless a row names it again."""
    app, model, name = delivery.payload["field"].split(".")
    field: Any = apps.get_model(app, model)._meta.get_field(name)
    file = delivery.payload["name"]
    if not field.model._base_manager.filter(**{name: file}).exists():
        field.storage.delete(file)
