"""The limit: a WSGI application that answers the same bytes to everybody."""

import os
from typing import Any

_LENGTH = int(os.environ.get("CONSTANT_BYTES", "8000"))
_BODY = b"x" * _LENGTH
_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(_LENGTH))]


def application(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Answer."""
    start("200 OK", _HEADERS)
    return [_BODY]
