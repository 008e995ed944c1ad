"""Errors as `application/problem+json` (RFC 9457)."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, NotRequired

from django.http import JsonResponse
from typing_extensions import TypedDict


class FieldProblem(TypedDict):
    """What is wrong with one part of the body; `pointer` is a JSON Pointer (RFC 6901)."""

    pointer: str
    code: str
    detail: str


class Problem(TypedDict):
    """What went wrong; `parameter` names the query parameter that is to blame."""

    type: str
    title: str
    status: int
    detail: str
    errors: NotRequired[list[FieldProblem]]
    parameter: NotRequired[str]


def problem(
    status: int,
    kind: str,
    detail: str,
    errors: Iterable[FieldProblem] = (),
    *,
    parameter: str = "",
    extensions: Mapping[str, Any] | None = None,
    **headers: str,
) -> JsonResponse:
    """Return the answer; `kind` is the stable last part of the problem's type.

    `parameter` names the query parameter that is to blame; `extensions` are members of this
    problem's own (RFC 9457, 3.2).
    """
    body: dict[str, Any] = {
        "type": f"tag:recovery-cms,2026:{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **(extensions or {}),
    }
    if errors := list(errors):
        body["errors"] = errors
    if parameter:
        body["parameter"] = parameter
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        headers={
            "Cache-Control": "no-store",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )
