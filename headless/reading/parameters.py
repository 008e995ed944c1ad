"""Strict parameters: what nobody can mean is refused, and named."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django.http import QueryDict
from wagtail.api.rich_text import APIRichText, RichTextFormatError
from wagtail.api.v2.utils import parse_fields_parameter

MAX_VALUE_LENGTH = 2_000  # characters; the longest honest `fields` is far below
MAX_SEARCH_LENGTH = 200  # characters; a search of more words finds nothing but costs as much
MAX_DEPTH = 3  # parentheses within `fields`
MAX_OFFSET = 1_000_000
MAX_LIMIT = 100
_INTEGER = re.compile(r"\d{1,18}", re.ASCII)

Config = tuple[Any, ...]  # a parsed `fields`: (name, negated, Config or None), ...


class BadParameterError(ValueError):
    """A query parameter that this API does not understand; `parameter` names it."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(detail)
        self.parameter = printable(parameter)


def printable(text: str) -> str:
    """Return what a client sent, fit to be quoted to it."""
    return "".join(filter(str.isprintable, text))[:80]


class Parameters:
    """The query of one request, each parameter taken once."""

    def __init__(self, query: QueryDict) -> None:
        self._values: dict[str, str] = {}
        for name, values in query.lists():
            if len(values) > 1:
                raise BadParameterError(name, f"{printable(name)} must be given once.")
            self._values[name] = values[0]
            check_text(name, values[0])

    @classmethod
    def none(cls) -> "Parameters":
        """Return the parameters of a request that has none."""
        return cls(QueryDict())

    def names(self) -> Iterable[str]:
        """Return the names that were given."""
        return self._values.keys()

    def text(self, name: str) -> str | None:
        """Return a value as it is, or None."""
        return self._values.get(name)

    def number(self, name: str, default: int, most: int | None = None) -> int:
        """Return a whole number of at most `most`, or the default."""
        text = self._values.get(name)
        if text is None:
            return default
        if not _INTEGER.fullmatch(text):
            raise BadParameterError(name, f"{name} must be a positive integer.")
        if most is not None and int(text) > most:
            raise BadParameterError(name, f"{name} cannot be higher than {most}.")
        return int(text)

    def fields(self) -> Config:
        """Return `fields`, parsed and no deeper than MAX_DEPTH."""
        text = self._values.get("fields")
        if not text:
            return ()
        if _depth(text) > MAX_DEPTH:
            raise BadParameterError("fields", f"fields must not nest deeper than {MAX_DEPTH}.")
        try:
            return _frozen(parse_fields_parameter(text))
        except ValueError as error:
            raise BadParameterError("fields", f"fields: {printable(str(error))}.") from error

    def rich_text_format(self) -> str:
        """Return the format asked for, or the site's."""
        try:
            return cast("str", APIRichText.resolve_format(self._values.get("rich_text_format")))
        except RichTextFormatError as error:
            raise BadParameterError("rich_text_format", printable(str(error))) from error

    def check_known(self, known: Iterable[str]) -> None:
        """Refuse every parameter but these, and every `format` (REST framework's) but JSON."""
        for name in sorted(self._values.keys() - set(known)):
            raise BadParameterError(name, f"There is no parameter {printable(name)}.")
        if self._values.get("format", "json") != "json":
            raise BadParameterError("format", "format can only be json.")


def check_text(name: str, value: str) -> None:
    """Raise BadParameterError for a NUL character, half a letter, or more than anybody needs."""
    if "\x00" in name:
        raise BadParameterError(name, "Parameters must not contain the NUL character.")
    if "\x00" in value:
        raise BadParameterError(name, f"{printable(name)} must not contain the NUL character.")
    longest = MAX_SEARCH_LENGTH if name == "search" else MAX_VALUE_LENGTH
    if len(value) > longest:
        raise BadParameterError(name, f"{printable(name)} must be at most {longest} characters.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise BadParameterError(name, f"{printable(name)} is no text.")


def _depth(text: str) -> int:
    depth = deepest = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return deepest


def _frozen(fields: list) -> Config:
    return tuple(
        (name, negated, _frozen(below) if below else ()) for name, negated, below in fields
    )
