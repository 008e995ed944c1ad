"""What bodies refer to, read before they are rendered: a query for each kind of thing there is.

`look_through` finds what the stored values of a StreamField refer to; `read` reads it; `build`
makes the values, whose choosers and rich text (`home.blocks.referring`) take what was read.
A plugin says how the things that its blocks refer to are best read by `register`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any

from django.db.models import Model
from wagtail.blocks import ChooserBlock, RichTextBlock, StreamValue
from wagtail.rich_text import extract_references_from_rich_text

from home.blocks.walking import Node, walk

Keys = set[Any]
Wanted = defaultdict[type[Model], Keys]
Read = Callable[[Any, Keys], dict[Any, Any]]

_readers: dict[type[Model], Read] = {}


def register(model: type[Model], read: Read) -> None:
    """Let the things of a model, or of those made from it, be read so; call it from `ready()`.

    `read` takes the model itself and the keys, and returns what there is by its key.
    """
    _readers[model] = read


class Known:
    """What was read ahead for one answer; what was asked for and is not there is None."""

    def __init__(self, found: dict[type[Model], dict[Any, Any]]) -> None:
        self._found = found

    def has(self, model: type[Model], keys: Keys) -> bool:
        """Say whether all of these were asked for."""
        return keys <= self._found.get(model, {}).keys()

    def get(self, model: type[Model], key: Any) -> Any:
        """Return a thing of its own for each place: a picture's description is of one place."""
        return copy(self._found[model][key])

    def add(self, model: type[Model], keys: Keys, found: dict[Any, Any]) -> None:
        """Add what was read of some keys."""
        self._found[model] = dict.fromkeys(keys) | found

    def models(self) -> list[type[Model]]:
        """Return the models of which something was asked for."""
        return list(self._found)

    def all_of(self, model: type[Model]) -> dict[Any, Any]:
        """Return what there is of a model, by its keys."""
        return {key: one for key, one in self._found.get(model, {}).items() if one is not None}


_known: ContextVar[Known | None] = ContextVar("known", default=None)


def known() -> Known | None:
    """Return what was read for the values that are being built or rendered now."""
    return _known.get()


@contextmanager
def knowing(what: Known | None) -> Iterator[None]:
    """Let what is built or rendered within take what was read."""
    token = _known.set(what)
    try:
        yield
    finally:
        _known.reset(token)


def look_through(stream: StreamValue, wanted: Wanted) -> None:
    """Add the keys of what the stored values of a StreamField refer to, by their models."""
    for node in walk(Node("", (), stream.stream_block, list(stream.raw_data))):
        if isinstance(node.block, ChooserBlock):
            if node.raw is not None:
                wanted[node.block.model_class].add(node.raw)
        elif isinstance(node.block, RichTextBlock):
            for model, key, *_ in extract_references_from_rich_text(str(node.raw or "")):
                if (number := whole(key)) is not None:
                    wanted[model].add(number)


def whole(key: Any) -> int | None:
    """Return a key as rich text has it as a number; None for what no database has."""
    text = str(key)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def read(wanted: Wanted) -> Known:
    """Read what is wanted, as far as somebody said how."""
    found: dict[type[Model], dict[Any, Any]] = {}
    for model, keys in wanted.items():
        reader = next((_readers[kind] for kind in model.__mro__ if kind in _readers), None)
        if keys and reader:
            found[model] = dict.fromkeys(keys) | reader(model, keys)
    return Known(found)


def build(stream: StreamValue, what: Known) -> None:
    """Make the values of all blocks, which keep what was read for them."""
    with knowing(what):
        list(stream)
