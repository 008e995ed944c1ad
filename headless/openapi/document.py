"""The document (OpenAPI 3.1.1) of an API whose endpoints have these names."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from headless.openapi.operations import Operation, Parameter, operations_of
from headless.openapi.schemas import Schema, Schemas
from headless.problems import Problem

_TITLE = "Content API"
_ABOUT = (
    "Everything that the public may read, and the forms that the public may send. "
    "Errors are problems (RFC 9457); a query parameter that is not known is one."
)
_SECURITY = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A front end's key, with the scope. For servers: a browser would show it.",
    },
    "preview": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Preview` and the token that the editor's preview handed over.",
    },
}


def document(endpoints: Iterable[str], server: str) -> Schema:
    """Return the document; the same code makes the same document, byte for byte."""
    schemas = Schemas()
    paths: dict[str, Schema] = {}
    for endpoint in endpoints:
        for operation in operations_of(endpoint):
            methods = paths.setdefault(f"/{endpoint}{operation.path}", {})
            methods[operation.method] = _operation(endpoint, operation, schemas)
    return {
        "openapi": "3.1.1",
        "info": {"title": _TITLE, "version": "2", "description": _ABOUT},
        "servers": [{"url": server}],
        "security": [{}, {"key": []}],
        "paths": paths,
        "components": {"schemas": schemas.named(), "securitySchemes": _SECURITY},
    }


def _operation(endpoint: str, operation: Operation, schemas: Schemas) -> Schema:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [endpoint],
        "parameters": [_parameter(one, schemas) for one in operation.parameters],
        "responses": _responses(operation, schemas),
    }
    if operation.needs:
        described["security"] = [{operation.needs: []}]
    if operation.body is not None:
        content = {"application/json": {"schema": schemas.of(operation.body)}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameter(parameter: Parameter, schemas: Schemas) -> Schema:
    return {
        "name": parameter.name,
        "in": parameter.where,
        "description": parameter.description,
        "required": parameter.required,
        "schema": schemas.of(parameter.schema),
    }


def _responses(operation: Operation, schemas: Schemas) -> Schema:
    answers = {status: schemas.of(Problem) for status in operation.problems}
    answers |= {status: schemas.of(answer) for status, answer in operation.others}
    described = {str(operation.status): _success(operation, schemas)}
    for status, schema in sorted(answers.items()):
        described[str(status)] = _content(status, schema)
    return described


def _success(operation: Operation, schemas: Schemas) -> Schema:
    if operation.answer is None:
        location = {"description": "Where it is.", "schema": {"type": "string"}}
        return {"description": "It is elsewhere.", "headers": {"Location": location}}
    return _content(operation.status, schemas.of(operation.answer))


def _content(status: int, schema: Schema) -> Schema:
    kind = "application/problem+json" if status >= 400 else "application/json"
    return {"description": HTTPStatus(status).phrase, "content": {kind: {"schema": schema}}}
