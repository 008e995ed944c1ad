"""Rich text, with links to what the public may see, all of an answer's links asked for at once."""

import re
from collections.abc import Callable
from typing import Any, cast

from django.utils.html import escape
from wagtail.api.rich_text import APIRichText
from wagtail.rich_text import get_rewriter
from wagtail.rich_text.rewriters import FIND_EMBED_TAG, extract_attrs

from headless.reading.answer import Answer, Later
from headless.reading.references import DOCUMENTS, IMAGES, LINKS

_LINK = re.compile(r"<a(\b[^>]*\slinktype=[^>]*)>")
_WHOLE_LINK = re.compile(r"<a(\b[^>]*\slinktype=[^>]*)>(.*?)</a>", re.DOTALL)


def rich_text(answer: Answer, source: str | None) -> str | None:
    """Return stored rich text in the format asked for; '' and None stay what they are."""
    if not source or ("<a " not in source and "<embed" not in source):
        return _formatted(answer, source)
    targets = {
        _name(attributes): _target(answer, attributes)
        for text in _LINK.findall(source)
        if "linktype" in (attributes := extract_attrs(text))
    }
    pictures = _pictures(answer, source)
    return cast("str", Later(lambda: _written(answer, source, targets, pictures)))


def _name(attributes: dict[str, str]) -> str:
    return f"{attributes.get('linktype')}:{attributes.get('id', '')}"


def _formatted(answer: Answer, source: str | None) -> str | None:
    if answer.rich_text_format in {"html", "db_html"} or not source:
        return source
    return APIRichText.serialize(source, format=cast("Any", answer.rich_text_format))


def _target(answer: Answer, attributes: dict[str, str]) -> Callable[[], Any]:
    """Ask for what a link leads to; the placeholder gives its address, or None."""
    kind, pk = attributes["linktype"], attributes.get("id", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return lambda: None
    if kind == "page":
        return answer.want(LINKS, int(pk))
    if kind == "document":
        found = answer.want(DOCUMENTS, int(pk))
        return lambda: document["url"] if (document := found()) else None
    return lambda: None


def _pictures(answer: Answer, source: str) -> dict[str, Callable[[], Any]]:
    found = {}
    for text in FIND_EMBED_TAG.findall(source):
        attributes = extract_attrs(text)
        pk = attributes.get("id", "")
        if attributes.get("embedtype") == "image" and pk.isascii() and pk.isdigit():
            found[pk] = answer.want(IMAGES, int(pk))
    return found


def _written(
    answer: Answer,
    source: str,
    targets: dict[str, Callable[[], Any]],
    pictures: dict[str, Callable[[], Any]],
) -> str | None:
    if answer.rich_text_format != "html":
        return _formatted(answer, _without_hidden(source, targets, pictures))

    def link(match: re.Match) -> str:
        target = targets.get(_name(extract_attrs(match[1])))
        if target is None:  # the word stands within another attribute
            return match[0]
        address = target()
        return f'<a href="{escape(address)}">' if address else "<a>"

    def embed(match: re.Match) -> str:
        attributes = extract_attrs(match[1])
        if attributes.get("embedtype") != "image":
            return cast("str", get_rewriter()(match[0]))
        picture = pictures[attributes["id"]]() if attributes.get("id") in pictures else None
        return _img(picture, attributes.get("alt", "")) if picture else ""

    return FIND_EMBED_TAG.sub(embed, _LINK.sub(link, source))


def _img(picture: dict[str, Any], alt: str) -> str:
    names = ("src", "srcset", "sizes", "width", "height")
    attributes = " ".join(f'{name}="{escape(picture[name])}"' for name in names)
    return f'<img {attributes} alt="{escape(alt)}">'


def _without_hidden(
    source: str, targets: dict[str, Callable[[], Any]], pictures: dict[str, Callable[[], Any]]
) -> str:
    """Return the source, for the formats that keep references, with text only for hidden ones."""

    def seen(match: re.Match) -> str:
        attributes = extract_attrs(match[1])
        picture = pictures.get(attributes.get("id", ""))
        hidden = attributes.get("embedtype") == "image" and not (picture and picture())
        return "" if hidden else match[0]

    def keep(match: re.Match) -> str:
        target = targets.get(_name(extract_attrs(match[1])))
        return match[0] if target is None or target() else match[2]

    return FIND_EMBED_TAG.sub(seen, _WHOLE_LINK.sub(keep, source))
