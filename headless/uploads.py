"""Uploaded pictures are read to their end before anything is kept of them.

Wagtail and Django look at a picture's first bytes alone. One that breaks off later passed the form,
and failed with 500 where it was first drawn.
"""

import warnings
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ImageField
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageSequence
from wagtail.images.fields import WagtailImageField

# Pixels of all frames together: as many as Wagtail lets in (WAGTAILIMAGES_MAX_IMAGE_PIXELS).
MOST_PIXELS = 128_000_000
DAMAGED = _(
    "This picture is damaged or incomplete. Open it on your computer, save it once more, and "
    "upload the new file."
)
TOO_DEEP = _(
    "This picture stores 16 or more bits for each shade of gray, which browsers cannot show. Save "
    "it with 8 bits and upload the new file."
)
_DEEP = ("I", "F")  # how the names of Pillow's modes begin; it cannot write them as JPEG
TOO_LARGE = _("This picture has too many pixels. Make it smaller and upload it again.")


def check_picture(file: Any) -> None:
    """Decode every frame of a picture; raise ValidationError where that cannot be done.

    `file` is open for reading; it stands at its beginning afterwards. SVG has no pixels.
    """
    if getattr(file, "content_type", "") == "image/svg+xml":
        return
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                _decode(picture)
    except Image.DecompressionBombError:
        raise ValidationError(TOO_LARGE, code="file_too_many_pixels") from None
    except ValidationError:
        raise
    except Exception as error:  # Pillow's decoders raise whatever they meet
        raise ValidationError(DAMAGED, code="invalid_image") from error


def _decode(picture: Image.Image) -> None:
    pixels = 0
    for frame in ImageSequence.Iterator(picture):
        pixels += frame.width * frame.height
        if pixels > MOST_PIXELS:
            raise ValidationError(TOO_LARGE, code="file_too_many_pixels")
        frame.load()
        if frame.mode.startswith(_DEEP):
            raise ValidationError(TOO_DEEP, code="too_deep")


def check_every_upload() -> None:
    """Add the check to the image fields of forms: Wagtail's, and Django's, which avatars have."""
    for field in (ImageField, WagtailImageField):
        if check_picture not in field.default_validators:
            field.default_validators = [*field.default_validators, check_picture]
    WagtailImageField.check_image_pixel_size = _check_pixels


_wagtails_check = WagtailImageField.check_image_pixel_size


def _check_pixels(field: WagtailImageField, file: Any) -> None:
    """Refuse what Wagtail's own look at the size, before any validator, fails over."""
    try:
        _wagtails_check(field, file)
    except ValidationError:
        raise
    except Exception as error:
        raise ValidationError(DAMAGED, code="invalid_image") from error
