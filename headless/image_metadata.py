"""Taking out of pictures what cameras and programs wrote into them: position, device, time, owner.

A photograph taken at a clinic's door tells where its patient stood. So every picture is cleaned
before it is stored, whoever stores it: what is left are the pixels, turned the way they are looked
at, and the color profile. JPEG, PNG, WebP, GIF and AVIF are known; of other kinds, nothing changes.
"""

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db.models import ImageField, Model
from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError
from wagtail.images.models import AbstractRendition
from wagtail.utils.file import hash_filelike

_QUALITY = {"quality": 90}  # of 100, where the source's own cannot be read from it
# What of an image's information its encoder needs; the rest tells of whoever took it.
_NEEDED = {"background", "disposal", "duration", "icc_profile", "loop", "transparency"}
_TELLING = {"comment", "exif", "photoshop", "xmp"}
# PNG (W3C, third edition, 11): chunks of pixels, colors, sizes and animation.
_PNG_CHUNKS = set(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)


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
        image = Image.open(BytesIO(data))
    except UnidentifiedImageError:
        return None
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedImageError from error
    encode = _ENCODERS.get(image.format or "")
    if encode is None or not _tells(image, data):
        return None
    try:
        return ContentFile(encode(image, data), name=file.name)
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedImageError from error


@contextmanager
def _at_start(file: File) -> Iterator[None]:
    file.open()
    file.seek(0)
    yield
    file.seek(0)


def _tells(image: Image.Image, data: bytes) -> bool:
    if image.format == "PNG":
        return bool(set(_png_chunks(data)) - _PNG_CHUNKS)
    if image.format == "GIF" and "extension" in image.info:
        return not bytes(image.info["extension"][0]).startswith(b"NETSCAPE")
    return (
        image.format == "MPO"  # a JPEG with further pictures behind it, such as its preview
        or bool(_TELLING & image.info.keys())
        or any(not _is_plain(*segment) for segment in getattr(image, "applist", ()))
    )


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8]
        at += length + 12
    if at < len(data):
        yield b"rest"


def _is_plain(name: str, content: bytes) -> bool:
    """Say whether a JPEG's application segment is about its pixels: JFIF, ICC or Adobe's colors."""
    begins = {"APP0": b"JFIF", "APP2": b"ICC_PROFILE", "APP14": b"Adobe"}.get(name)
    return begins is not None and content.startswith(begins)


def _frames(image: Image.Image) -> list[Image.Image]:
    """Return each frame, turned the way it is looked at, with no more than encoders need."""
    turned = image.getexif().get(0x0112, 1) != 1
    found = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frame = ImageOps.exif_transpose(image) if turned else image.copy()
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
    "GIF": lambda image, _: _written(_frames(image), "GIF"),
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


def clean_before_save(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Put a clean copy in the place of each new picture, before a signal's `save` stores it."""
    for field in image_fields(sender):
        file = getattr(instance, field.name)
        if file and not file._committed and (clean := without_metadata(file)):
            replace(instance, field, clean)


def replace(instance: Any, field: ImageField, clean: ContentFile) -> None:
    """Set a picture's field to a clean copy, with the size and hash that Wagtail keeps of it."""
    setattr(instance, field.name, clean)
    if hasattr(instance, "file_hash"):
        instance.file_size, instance.file_hash = clean.size, hash_filelike(clean)
