"""Characters that nobody means to write, taken out of every text on its way in and of XML.

One function knows them. On the way in it is called by a signal before any page is saved, whichever
door the text came by (the admin, API v3, an import, a command), and by the forms readers fill in.
Feeds call it once more for what was stored before.
"""

from typing import Any

from django.db import models
from wagtail.fields import StreamField

# What XML 1.0 (2.2) forbids: controls but tab and line ends, surrogates, U+FFFE and U+FFFF. What
# Unicode (23.7) calls non-characters; C1 controls; and marks that turn the direction of text
# (UAX 9): a name could pass for another. The marks that Arabic and Hebrew are written with stay.
_UNWANTED = dict.fromkeys(
    [
        *(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    ]
)


def clean_text(text: str) -> str:
    """Return a text without control and non-characters; the same object where it has none."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_UNWANTED)


def clean_value(value: Any) -> Any:
    """Return JSON-like data with every text in it clean, keys left as they are."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean_value(one) for one in value]
    if isinstance(value, dict):
        return {name: clean_value(one) for name, one in value.items()}
    return value


def clean_fields(instance: models.Model) -> None:
    """Clean the texts of a model's loaded columns, streams and rich text among them, in place."""
    deferred = instance.get_deferred_fields()
    for field in instance._meta.concrete_fields:
        if field.attname in deferred:
            continue
        value = getattr(instance, field.attname)
        if isinstance(field, StreamField):
            _clean_stream(instance, field, value)
        elif isinstance(value, str) and isinstance(field, models.CharField | models.TextField):
            cleaned = clean_text(value)
            if cleaned != value:
                setattr(instance, field.attname, cleaned)


def _clean_stream(instance: models.Model, field: StreamField, value: Any) -> None:
    """Set a stream anew only where a text of it is unclean: most are never looked into."""
    raw = value.get_prep_value()
    cleaned = clean_value(raw)
    if cleaned != raw:
        setattr(instance, field.attname, field.stream_block.to_python(cleaned))


def clean_before_saving(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Clean a page before it is saved; fixtures are taken as they are."""
    if not kwargs.get("raw"):
        clean_fields(instance)
