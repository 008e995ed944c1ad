"""Named schemas of one document, from annotations (by pydantic) and from our own functions."""

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"


class Schemas:
    """Collects named schemas; two different ones of a name are refused."""

    def __init__(self) -> None:
        self._named: dict[str, Schema] = {}

    def of(self, annotation: Any) -> Schema:
        """Return the schema of an annotation; its TypedDicts become named schemas."""
        if isinstance(annotation, dict):
            return annotation
        if callable(annotation) and getattr(annotation, "makes_schema", False):
            return annotation(self)
        schema = TypeAdapter(annotation).json_schema(
            mode="serialization", ref_template=REFERENCE, union_format="any_of"
        )
        for name, definition in schema.pop("$defs", {}).items():
            self.add(name, definition)
        if schema.get("type") == "object" and "properties" in schema:
            return self.add(schema["title"], schema)
        return schema

    def add(self, name: str, schema: Schema) -> Schema:
        """Add a named schema and return the reference to it."""
        schema = _without_titles(schema)
        known = self._named.setdefault(name, schema)
        if known != schema:
            raise ValueError(f"Two different schemas are named {name}.")
        return self.reference(name)

    def once(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Return the reference to a named schema; make it where nobody did."""
        if name not in self._named:
            self._named[name] = {}  # one that contains itself finds its name taken
            self._named[name] = _without_titles(make())
        return self.reference(name)

    @staticmethod
    def reference(name: str) -> Schema:
        """Return a reference."""
        return {"$ref": REFERENCE.format(model=name)}

    def named(self) -> dict[str, Schema]:
        """Return all named schemas in the order of their names."""
        return dict(sorted(self._named.items()))


def makes_schema(function: Callable[[Schemas], Schema]) -> Callable[[Schemas], Schema]:
    """Mark a function that makes a schema, to stand where an annotation may."""
    function.makes_schema = True  # type: ignore[attr-defined]
    return function


def nullable(schema: Schema) -> Schema:
    """Return the schema, or null."""
    if {"type": "null"} in schema.get("anyOf", []):
        return schema
    return {"anyOf": [schema, {"type": "null"}]}


def array(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def record(properties: dict[str, Schema], *, required: Any = None, about: str = "") -> Schema:
    """Return the schema of an object; all of it is required unless some is named."""
    schema: Schema = {"type": "object", "properties": properties}
    schema["required"] = list(properties if required is None else required)
    return {"description": about, **schema} if about else schema


def returned(function: Any) -> Any:
    """Return what a function's annotation says it returns; Any where it says nothing."""
    annotation = getattr(function, "__annotations__", {}).get("return", Any)
    if isinstance(annotation, str):
        return eval(annotation, function.__globals__)  # noqa: S307 - our own source's annotation
    return annotation


def _without_titles(schema: Any) -> Any:
    """Leave out the titles that pydantic makes of names: openapi-typescript repeats them."""
    if isinstance(schema, list):
        return [_without_titles(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _without_titles(value) for name, value in inner.items()}
        if key == "properties"
        else _without_titles(inner)
        for key, inner in schema.items()
        if key != "title"
    }
