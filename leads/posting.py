"""The body of a request over the API, checked for its shape and turned into form data."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.http import QueryDict

from headless.problems import FieldProblem
from home.crisis import Danger, find_dangers
from leads.captcha import get_captcha

LONGEST_BODY = 64_000  # bytes
LONGEST_KEY = 255  # characters of an Idempotency-Key


class Shape(NamedTuple):
    """A member of a body, what it must be, and that in words."""

    name: str
    fits: Callable[[Any], bool]
    wanted: str


class BodyError(ValueError):
    """The body has not the shape of a request."""

    def __init__(self, detail: str, pointer: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors: list[FieldProblem] = [
            {"pointer": pointer, "code": "malformed", "detail": detail}
        ]


@dataclass(frozen=True)
class Body:
    """A body of the right shape; whether the answers are good is the form's to say."""

    fields: dict[str, Any] = field(default_factory=dict)
    consents: dict[str, dict[str, Any]] = field(default_factory=dict)
    source: int | None = None
    captcha: str = ""
    seconds: int | None = None
    accept_unusual_phone: bool = False

    def as_form(self, prefix: str) -> QueryDict:
        """Return the data that a browser would have posted."""
        data = QueryDict(mutable=True)
        for name, value in self.fields.items():
            values = value if isinstance(value, list) else [value]
            data.setlist(f"{prefix}-{name}", [_text(one) for one in values if one is not False])
        for purpose, answer in self.consents.items():
            if answer["given"]:
                data[f"{prefix}-consent_{purpose}"] = "on"
        versions = (f"{purpose}:{answer['version']}" for purpose, answer in self.consents.items())
        data[f"{prefix}-wordings"] = " ".join(versions)
        if self.accept_unusual_phone:
            data[f"{prefix}-unusual_phone"] = "1"
        if self.seconds is not None:
            data[f"{prefix}-seconds"] = str(self.seconds)
        data[get_captcha().field_name(prefix)] = self.captcha
        return data


def parse(content: bytes) -> Body:
    """Return the body; raise BodyError, saying where, for another shape."""
    return Body(**read_object(content, _SHAPES))


def read_object(content: bytes, shapes: Iterable[Shape]) -> dict[str, Any]:
    """Return a body that has members of these shapes and no others; none of them is required.

    Raises BodyError, saying where, for anything else.
    """
    if len(content) > LONGEST_BODY:
        raise BodyError(f"The body must be at most {LONGEST_BODY} bytes long.")
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BodyError("The body is no JSON.") from error
    if not isinstance(body, dict):
        raise BodyError("The body must be an object.")
    known = {shape.name: shape for shape in shapes}
    for name, value in body.items():
        if name not in known:
            raise BodyError(f"Unknown member. Known are: {', '.join(known)}.", f"/{name}")
        if not known[name].fits(value):
            raise BodyError(f"{name} must be {known[name].wanted}.", f"/{name}")
    return body


def dangers_in_body(content: bytes) -> frozenset[Danger]:
    """Return the dangers that the texts of a body speak of, though it is refused."""
    try:
        left, texts = [json.loads(content)], []
    except (ValueError, RecursionError):
        return find_dangers(content.decode(errors="replace"))
    while left:
        value = left.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict | list):
            left.extend(value.values() if isinstance(value, dict) else value)
    return find_dangers(*texts)


def _is_fields(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_answer, value.values()))


def _is_answer(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= 100 and all(isinstance(one, str) for one in value)
    return isinstance(value, str | bool | int | float) or value is None


def _is_consents(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(answer, dict)
        and set(answer) == {"given", "version"}
        and isinstance(answer["given"], bool)
        and isinstance(answer["version"], str)
        and not set(answer["version"]) & set(" :")
        for answer in value.values()
    )


def is_id(value: Any) -> bool:
    """Say whether a member is an id, or null."""
    return value is None or (is_count(value) and value < 2**31)


def is_count(value: Any) -> bool:
    """Say whether a member is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def is_text(value: Any) -> bool:
    """Say whether a member is a text."""
    return isinstance(value, str)


def is_flag(value: Any) -> bool:
    """Say whether a member is true or false."""
    return isinstance(value, bool)


# What every form sends beside its answers.
AROUND = (
    Shape("source", is_id, "the id of a page"),
    Shape("captcha", is_text, "a text"),
    Shape("seconds", is_count, "a number of seconds"),
)
_SHAPES = (
    Shape("fields", _is_fields, "an object of texts, numbers, truth values or lists of texts"),
    Shape("consents", _is_consents, "an object of {given: true or false, version: text}"),
    *AROUND,
    Shape("accept_unusual_phone", is_flag, "true or false"),
)


def _text(value: Any) -> str:
    return "" if value is None else "on" if value is True else str(value)
