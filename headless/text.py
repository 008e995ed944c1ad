"""Characters that nobody means to write, taken out of every text on its way in and of XML.

One function knows them. On the way in it is called by a signal before any row is saved, a draft's
revision too, whichever door the text came by (the admin, API v3, an import, a command), and by the
forms readers fill in. Feeds call it once more for what was stored before.
"""

import json
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import ManyToOneRel
from wagtail.fields import StreamField
from wagtail.models import Revision

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
    loaded = vars(instance)  # without deferred columns; an attribute may load or decrypt
    for field in instance._meta.concrete_fields:
        value = loaded.get(field.attname)
        if isinstance(field, StreamField) and value is not None:
            _clean_stream(instance, field, getattr(instance, field.attname))
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


def clean_content(model: type[models.Model], content: dict[str, Any]) -> dict[str, Any]:
    """Return a revision's content, clean: its children's too, and streams, stored as JSON text."""
    fields = {field.name: field for field in model._meta.get_fields()}
    cleaned: dict[str, Any] = {}
    for name, value in content.items():
        field = fields.get(name)
        if isinstance(field, StreamField) and isinstance(value, str):
            raw = json.loads(value or "[]")
            clean = clean_value(raw)
            cleaned[name] = value if clean == raw else json.dumps(clean)
        elif isinstance(field, ManyToOneRel) and isinstance(value, list):
            cleaned[name] = [clean_content(field.related_model, child) for child in value]
        else:
            cleaned[name] = clean_value(value)
    return cleaned


def clean_before_saving(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Clean a row, and a revision's content, before it is saved; fixtures are taken as they are."""
    if kwargs.get("raw"):
        return
    clean_fields(instance)
    if isinstance(instance, Revision) and isinstance(vars(instance).get("content"), dict):
        model = ContentType.objects.get_for_id(instance.content_type_id).model_class()
        if model is not None:
            instance.content = clean_content(model, instance.content)


def written_models() -> list[type[models.Model]]:
    """Return every model but those whose records are sealed word for word.

    The latter say so by `texts_stay_as_given`.
    """
    return [
        model for model in apps.get_models() if not getattr(model, "texts_stay_as_given", False)
    ]
